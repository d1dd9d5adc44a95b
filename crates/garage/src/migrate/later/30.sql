-- Version 30: what runs out on a day, of a vehicle or of a driver (`table::due_dates`). A day that a later one
-- took the place of, or that was dealt with, stays with the moment of that; each owner has one open day of a kind.
CREATE TABLE due_dates (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT REFERENCES vehicles (id) ON DELETE CASCADE,
    driver TEXT,
    kind TEXT NOT NULL,
    -- What a person calls a kind of their own; '' of all others.
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    ended_at INTEGER,
    CHECK ((vehicle IS NULL) <> (driver IS NULL)),
    CHECK ((kind = 'own') = (name <> ''))
) STRICT;
CREATE UNIQUE INDEX due_dates_vehicle ON due_dates (vehicle, kind, name) WHERE ended_at IS NULL AND vehicle IS NOT NULL;
CREATE UNIQUE INDEX due_dates_driver ON due_dates (driver, kind, name) WHERE ended_at IS NULL AND driver IS NOT NULL;
CREATE INDEX due_dates_day ON due_dates (day) WHERE ended_at IS NULL;
CREATE INDEX due_dates_of_vehicle ON due_dates (vehicle) WHERE vehicle IS NOT NULL;
CREATE INDEX due_dates_of_driver ON due_dates (driver) WHERE driver IS NOT NULL;

-- A licence's last day is a due date like any other. A change that would put it back here can no longer be taken back.
DELETE FROM undos WHERE token IN (SELECT token FROM undo_rows WHERE kind = 'driver');
ALTER TABLE drivers DROP COLUMN licence_until;

CREATE TABLE undo_rows_now (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'note', 'given', 'case', 'seen', 'due')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows_now SELECT * FROM undo_rows WHERE token IN (SELECT token FROM undos);
DROP TABLE undo_rows;
ALTER TABLE undo_rows_now RENAME TO undo_rows;
