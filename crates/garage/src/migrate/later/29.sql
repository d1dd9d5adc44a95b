-- Version 29: what is new is what nobody has seen yet, not what the last check found. `news`: 1 = new, 2 = found with
-- the vehicle's first answer, NULL = seen, or kept before there was this column (`table::sight`).
ALTER TABLE violations ADD COLUMN news INTEGER CHECK (news IN (1, 2));
UPDATE violations SET news = 1 WHERE first_batch IN (
    WITH last (id) AS (
        SELECT coalesce(b.first_part, b.id) FROM batches b
        WHERE (SELECT 1 FROM calls c WHERE c.batch = b.id AND c.kind = 'question' LIMIT 1)
        ORDER BY b.number DESC LIMIT 1)
    SELECT b.number FROM batches b JOIN last ON b.id = last.id OR b.first_part = last.id);
CREATE INDEX violations_news ON violations (news, removed, standing) WHERE news = 1;
CREATE INDEX violations_gone ON violations (gone_since) WHERE gone_since IS NOT NULL;

-- What a batch and each of its vehicles told, beside what was new: found with a first answer, no longer listed.
ALTER TABLE batches ADD COLUMN first_found INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN first_found INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- A vehicle's new ones are counted with its other figures.
ALTER TABLE vehicle_summaries DROP COLUMN new_batch;
UPDATE vehicle_summaries SET new_count = 0 WHERE new_count > 0;
UPDATE vehicle_summaries AS s SET new_count = n.rows
    FROM (SELECT v.id, count(*) AS rows FROM violations y JOIN vehicles v ON v.number = y.vehicle
          WHERE y.news = 1 AND y.removed = 0 GROUP BY v.id) n
    WHERE n.id = s.vehicle;

-- The frame of every page counts the new ones: a kept sum of their own, under 'new'.
CREATE TABLE tallies_now (
    dimension TEXT NOT NULL CHECK (dimension IN ('fleet', 'driver', 'city', 'month', 'stage', 'new')),
    key TEXT NOT NULL,
    standing TEXT NOT NULL,
    rows INTEGER NOT NULL,
    fines_fen INTEGER NOT NULL,
    fines_unknown INTEGER NOT NULL,
    points INTEGER NOT NULL,
    points_unknown INTEGER NOT NULL,
    PRIMARY KEY (dimension, key, standing)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies_now SELECT * FROM tallies;
DROP TABLE tallies;
ALTER TABLE tallies_now RENAME TO tallies;
INSERT INTO tallies
    SELECT 'new', '', CASE standing WHEN 0 THEN 'handled_unpaid' WHEN 1 THEN 'no_longer_returned'
            WHEN 2 THEN 'paid' ELSE 'unhandled' END,
        count(*), coalesce(sum(fine_fen), 0), count(*) FILTER (WHERE fine_fen IS NULL),
        coalesce(sum(points), 0), count(*) FILTER (WHERE points IS NULL)
    FROM violations WHERE news = 1 AND removed = 0 GROUP BY standing;
INSERT INTO concerned
    SELECT 'new', '', count(DISTINCT vehicle) FROM violations WHERE news = 1 AND removed = 0 HAVING count(*) > 0;

-- What was marked as seen can be taken back.
CREATE TABLE undo_rows_now (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'note', 'given', 'case', 'seen')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows_now SELECT * FROM undo_rows;
DROP TABLE undo_rows;
ALTER TABLE undo_rows_now RENAME TO undo_rows;
