-- Version 35: clearance sheets (结清单), kept as they were issued (`table::clearances`). One is about a vehicle (its id and
-- plate) or a driver (the name); no row is ever changed.
CREATE TABLE clearances (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    vehicle TEXT NOT NULL,
    plate TEXT NOT NULL,
    driver TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    removed INTEGER NOT NULL,
    -- `ClearedVehicle`s as JSON.
    vehicles TEXT NOT NULL
) STRICT;
CREATE TABLE clearance_lines (
    clearance TEXT NOT NULL REFERENCES clearances (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    plate TEXT NOT NULL,
    driver TEXT NOT NULL,
    -- `ClearanceFacts` as JSON.
    facts TEXT NOT NULL,
    PRIMARY KEY (clearance, position)
) STRICT, WITHOUT ROWID;
