-- Version 27: who had a vehicle from when to when, to the minute, with nobody's word but a period's or a person's.
-- `from_time` NULL = since always, `to_time` NULL = until now; both in seconds as clocks in China show them, and
-- the end is no longer part of it. A driver of '' was erased. No two periods of a vehicle overlap.
CREATE TABLE driver_periods (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    driver TEXT NOT NULL,
    from_time INTEGER,
    to_time INTEGER,
    CHECK (to_time > from_time)
) STRICT;
CREATE INDEX periods_vehicle ON driver_periods (vehicle, from_time);
CREATE INDEX periods_driver ON driver_periods (driver);
DROP TABLE driver_assignments;

-- To whom a person gave a violation by hand, whatever the periods say: as JSON the driver, the reason, who said so
-- and when (`table::given`).
ALTER TABLE violations ADD COLUMN given TEXT;
CREATE INDEX violations_given ON violations (vehicle) WHERE given IS NOT NULL;

ALTER TABLE drivers ADD COLUMN phone TEXT;
ALTER TABLE drivers ADD COLUMN licence_tail TEXT;
ALTER TABLE drivers ADD COLUMN licence_until TEXT;
ALTER TABLE drivers ADD COLUMN left_on TEXT;

-- A change of periods that was kept by the day can no longer be taken back: what it was is no period any more.
DELETE FROM undos WHERE token IN (SELECT token FROM undo_rows WHERE kind = 'assignment');
CREATE TABLE undo_rows_now (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'mark', 'given')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows_now SELECT * FROM undo_rows WHERE token IN (SELECT token FROM undos);
DROP TABLE undo_rows;
ALTER TABLE undo_rows_now RENAME TO undo_rows;
