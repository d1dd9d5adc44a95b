-- Version 28: the case of a violation, what people said about it, and the stage that follows. The mark "handled"
-- becomes the stage of that name, so that no two words mean one thing.

-- One row for each violation of which somebody said something: what all steps together say (`domain::Case`). Days
-- are YYYY-MM-DD, the month YYYY-MM.
CREATE TABLE cases (
    violation INTEGER PRIMARY KEY REFERENCES violations (number) ON DELETE CASCADE,
    said TEXT NOT NULL,
    told_on TEXT,
    told_how TEXT,
    due TEXT,
    handled_on TEXT,
    handled_by TEXT,
    paid_on TEXT,
    paid_fen INTEGER CHECK (paid_fen >= 0),
    payer TEXT,
    driver_fen INTEGER CHECK (driver_fen >= 0),
    agent_fen INTEGER CHECK (agent_fen >= 0),
    deducted_month TEXT,
    dropped_why TEXT
) STRICT;

-- Every step, what answers brought included: as JSON (`domain::Step`), with who said so. None is ever deleted: one
-- that a person took back says when. `undo` is the token of its change.
CREATE TABLE case_steps (
    number INTEGER PRIMARY KEY,
    violation INTEGER NOT NULL REFERENCES violations (number) ON DELETE CASCADE,
    at INTEGER,
    by TEXT NOT NULL,
    step TEXT NOT NULL,
    undo TEXT,
    taken_back_at INTEGER
) STRICT;
CREATE INDEX steps_violation ON case_steps (violation);
CREATE INDEX steps_undo ON case_steps (undo) WHERE undo IS NOT NULL;

INSERT INTO cases (violation, said, handled_by) SELECT number, 'handled', '' FROM violations WHERE mark IS NOT NULL;
INSERT INTO case_steps (violation, by, step, undo)
    SELECT y.number, '', '{"step":"handled","on":null,"by":""}', u.token
    FROM violations y LEFT JOIN (
        SELECT id, max(token) AS token FROM undo_rows
        WHERE kind = 'mark' AND before ->> 'mark' IS NULL GROUP BY id
    ) u ON u.id = y.number || '-' || printf('%08x', y.tag)
    WHERE y.mark IS NOT NULL;
-- To take the mark off was a change of its own, and what it took off is nowhere any more.
DELETE FROM undos WHERE token IN (
    SELECT u.token FROM undo_rows u JOIN violations y ON y.number = CAST(u.id AS INTEGER)
    WHERE u.kind = 'mark' AND u.before ->> 'mark' IS NOT NULL AND y.mark IS NULL);

-- How far it got, as a number in the order of `table::stages`, and while its driver is to handle it, until when.
-- Plain columns, kept in step by `table::stages`, so that lists are read from an index.
ALTER TABLE violations ADD COLUMN stage INTEGER NOT NULL DEFAULT 1 CHECK (stage BETWEEN 0 AND 8);
ALTER TABLE violations ADD COLUMN due TEXT;
UPDATE violations SET stage = CASE
    WHEN state = 2 THEN 8
    WHEN gone_since IS NOT NULL THEN 7
    WHEN mark IS NOT NULL THEN 4
    WHEN driver IN (SELECT id FROM driver_names WHERE name <> '') THEN 2
    ELSE 1 END;
DROP INDEX violations_mark;
ALTER TABLE violations DROP COLUMN mark;
CREATE INDEX violations_stage ON violations (stage, removed, due, time, standing);
-- Of those that are handled and unpaid, with a decision, a late fee may run.
CREATE INDEX violations_decided ON violations (standing, removed, decision_date) WHERE decision_date IS NOT NULL;

CREATE TABLE tallies_now (
    dimension TEXT NOT NULL CHECK (dimension IN ('fleet', 'driver', 'city', 'month', 'stage')),
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
    SELECT 'stage',
        CASE stage WHEN 1 THEN 'unclaimed' WHEN 2 THEN 'untold' WHEN 4 THEN 'handled' WHEN 7 THEN 'verified_gone'
            ELSE 'verified' END,
        CASE standing WHEN 0 THEN 'handled_unpaid' WHEN 1 THEN 'no_longer_returned' WHEN 2 THEN 'paid'
            ELSE 'unhandled' END,
        count(*), coalesce(sum(fine_fen), 0), count(*) FILTER (WHERE fine_fen IS NULL),
        coalesce(sum(points), 0), count(*) FILTER (WHERE points IS NULL)
    FROM violations WHERE removed = 0 GROUP BY stage, standing;
INSERT INTO concerned
    SELECT 'stage',
        CASE stage WHEN 1 THEN 'unclaimed' WHEN 2 THEN 'untold' WHEN 4 THEN 'handled' WHEN 7 THEN 'verified_gone'
            ELSE 'verified' END,
        count(DISTINCT vehicle)
    FROM violations WHERE removed = 0 AND standing <> 1 GROUP BY stage;

CREATE TABLE undo_rows_now (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'note', 'given', 'case')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows_now
    SELECT token, iif(kind = 'mark', 'note', kind), id, iif(kind = 'mark', json_remove(before, '$.mark'), before)
    FROM undo_rows WHERE token IN (SELECT token FROM undos);
INSERT INTO undo_rows_now
    SELECT s.undo, 'case', y.number || '-' || printf('%08x', y.tag), NULL
    FROM case_steps s JOIN violations y ON y.number = s.violation WHERE s.undo IN (SELECT token FROM undos);
DROP TABLE undo_rows;
ALTER TABLE undo_rows_now RENAME TO undo_rows;

UPDATE saved_filters SET query = json_remove(
        json_set(query, '$.stage', json(iif(query ->> 'marked', '["handled"]',
            '["still_there","unclaimed","untold","told","paid","dropped","verified_gone","verified"]'))), '$.marked')
    WHERE list = 'violations' AND json_valid(query) AND query ->> 'marked' IS NOT NULL;
