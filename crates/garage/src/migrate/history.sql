-- What versions 1 to 25 of the schema added, one after the other. Never changed: a file of such a version is
-- held against it to the letter.
-- version 1
CREATE TABLE vehicles (
    id TEXT NOT NULL PRIMARY KEY,
    plate TEXT NOT NULL,
    plate_type TEXT NOT NULL,
    vin TEXT,
    engine TEXT,
    city_code TEXT,
    owner TEXT,
    team TEXT,
    driver TEXT,
    note TEXT,
    provider TEXT,
    asked_with TEXT NOT NULL,
    search_text TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    added_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX vehicles_plate ON vehicles (plate) WHERE removed = 0;
CREATE INDEX vehicles_team ON vehicles (removed, team);
CREATE INDEX vehicles_driver ON vehicles (removed, driver);
CREATE INDEX vehicles_plate_type ON vehicles (removed, plate_type);
-- version 2
CREATE TABLE vehicle_summaries (
    vehicle TEXT NOT NULL PRIMARY KEY REFERENCES vehicles (id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'never_asked',
    known_status TEXT NOT NULL DEFAULT 'never_asked',
    checked_at INTEGER,
    provider TEXT,
    new_batch TEXT,
    new_count INTEGER NOT NULL DEFAULT 0,
    error_kind TEXT,
    error_code TEXT,
    error_text TEXT,
    violations INTEGER NOT NULL DEFAULT 0,
    unhandled INTEGER NOT NULL DEFAULT 0,
    unpaid INTEGER NOT NULL DEFAULT 0,
    fines_due_fen INTEGER NOT NULL DEFAULT 0,
    fines_unknown INTEGER NOT NULL DEFAULT 0,
    points_waiting INTEGER NOT NULL DEFAULT 0,
    points_unknown INTEGER NOT NULL DEFAULT 0
) STRICT;
-- version 3
CREATE TABLE batches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    state TEXT NOT NULL,
    cap_fen INTEGER,
    planned INTEGER NOT NULL,
    new_violations INTEGER NOT NULL DEFAULT 0,
    stop_code TEXT,
    stop_scope TEXT,
    stop_text TEXT
) STRICT;
CREATE INDEX batches_running ON batches (state) WHERE state = 'running';
-- version 4
CREATE TABLE calls (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    batch TEXT NOT NULL REFERENCES batches (id),
    vehicle TEXT REFERENCES vehicles (id),
    plate TEXT,
    provider TEXT NOT NULL,
    city TEXT,
    asked_at INTEGER NOT NULL,
    settled_at INTEGER,
    state TEXT NOT NULL,
    charge TEXT NOT NULL,
    person_charge TEXT,
    person_at INTEGER,
    cost_fen INTEGER,
    error_kind TEXT,
    code TEXT,
    text TEXT,
    effective TEXT NOT NULL GENERATED ALWAYS AS (coalesce(person_charge, charge)) STORED
) STRICT;
CREATE INDEX calls_asked_at ON calls (asked_at);
CREATE INDEX calls_batch ON calls (batch);
CREATE INDEX calls_vehicle ON calls (vehicle);
CREATE INDEX calls_unknown ON calls (state, kind) WHERE effective = 'unknown';
-- version 5
CREATE TABLE items (
    batch TEXT NOT NULL REFERENCES batches (id),
    position INTEGER NOT NULL,
    vehicle TEXT NOT NULL REFERENCES vehicles (id),
    plate TEXT NOT NULL,
    provider TEXT NOT NULL,
    instead_of TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    reason_text TEXT,
    call TEXT,
    cost_fen INTEGER,
    new_violations INTEGER NOT NULL DEFAULT 0,
    asked_at INTEGER,
    settled_at INTEGER,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX items_vehicle ON items (vehicle, batch);
-- version 6
CREATE TABLE violations (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id),
    plate TEXT NOT NULL,
    time TEXT,
    time_text TEXT NOT NULL,
    place TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT,
    fine_fen INTEGER,
    points INTEGER,
    state TEXT NOT NULL,
    city TEXT,
    city_number TEXT,
    authority TEXT,
    online INTEGER CHECK (online IN (0, 1)),
    repeat INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    first_batch TEXT REFERENCES batches (id),
    gone_since INTEGER,
    driver TEXT,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    mark TEXT,
    note TEXT,
    decision_date TEXT,
    month TEXT GENERATED ALWAYS AS (substr(time, 1, 7)) STORED,
    standing TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN removed = 1 THEN 'removed' WHEN gone_since IS NOT NULL THEN 'no_longer_returned' ELSE state END
    ) STORED
) STRICT;
CREATE INDEX violations_vehicle ON violations (vehicle, time);
CREATE INDEX violations_time ON violations (removed, time, standing);
CREATE INDEX violations_plate ON violations (removed, plate, standing);
CREATE INDEX violations_fine ON violations (removed, fine_fen, standing);
CREATE INDEX violations_points ON violations (removed, points, standing);
CREATE INDEX violations_standing ON violations (removed, standing, time);
CREATE INDEX violations_driver ON violations (removed, driver, standing);
CREATE INDEX violations_city ON violations (removed, city, standing);
CREATE INDEX violations_act ON violations (removed, act, standing);
CREATE INDEX violations_place ON violations (removed, place, standing);
CREATE INDEX violations_first_seen ON violations (removed, first_seen, standing);
CREATE INDEX violations_code ON violations (removed, code) WHERE code IS NOT NULL;
CREATE INDEX violations_mark ON violations (removed) WHERE mark IS NOT NULL;
CREATE INDEX violations_first_batch ON violations (first_batch);
-- version 7
CREATE TABLE violation_sources (
    violation TEXT NOT NULL REFERENCES violations (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    vehicle TEXT NOT NULL REFERENCES vehicles (id),
    own_key TEXT NOT NULL,
    asked_city TEXT,
    call_number INTEGER NOT NULL,
    seen_first INTEGER NOT NULL,
    seen_last INTEGER NOT NULL,
    gone_since INTEGER,
    time TEXT,
    time_text TEXT NOT NULL,
    place TEXT NOT NULL,
    act TEXT NOT NULL,
    code TEXT,
    fine_fen INTEGER,
    points INTEGER,
    state TEXT NOT NULL,
    city TEXT,
    city_number TEXT,
    authority TEXT,
    online INTEGER CHECK (online IN (0, 1)),
    numbers TEXT NOT NULL,
    repeat INTEGER NOT NULL,
    PRIMARY KEY (violation, provider)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sources_own_key ON violation_sources (vehicle, provider, own_key);
-- version 8
CREATE TABLE tallies (
    dimension TEXT NOT NULL CHECK (dimension IN ('fleet', 'driver', 'city', 'month')),
    key TEXT NOT NULL,
    standing TEXT NOT NULL,
    rows INTEGER NOT NULL,
    fines_fen INTEGER NOT NULL,
    fines_unknown INTEGER NOT NULL,
    points INTEGER NOT NULL,
    points_unknown INTEGER NOT NULL,
    PRIMARY KEY (dimension, key, standing)
) STRICT, WITHOUT ROWID;
CREATE TABLE concerned (
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    vehicles INTEGER NOT NULL,
    PRIMARY KEY (dimension, key)
) STRICT, WITHOUT ROWID;
-- version 9
CREATE TABLE vehicle_locks (
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    asked_with TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (vehicle, provider)
) STRICT, WITHOUT ROWID;
-- version 10
CREATE TABLE claims (
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    at INTEGER NOT NULL,
    violations INTEGER,
    fines_fen INTEGER,
    points INTEGER,
    counted_violations INTEGER NOT NULL,
    counted_fines_fen INTEGER NOT NULL,
    counted_fines_unknown INTEGER NOT NULL,
    counted_points INTEGER NOT NULL,
    counted_points_unknown INTEGER NOT NULL,
    PRIMARY KEY (vehicle, provider)
) STRICT, WITHOUT ROWID;
-- version 11
CREATE TABLE accounts (
    provider TEXT NOT NULL PRIMARY KEY,
    form TEXT NOT NULL,
    prices TEXT NOT NULL,
    free_calls INTEGER NOT NULL,
    quota INTEGER,
    quota_from INTEGER NOT NULL DEFAULT 0,
    concurrency INTEGER,
    per_minute INTEGER,
    allow_http INTEGER NOT NULL CHECK (allow_http IN (0, 1)),
    timeout_ms INTEGER,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    learned TEXT NOT NULL,
    charged_calls INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_default ON accounts (is_default) WHERE is_default = 1;
-- version 12
CREATE TABLE cities (
    provider TEXT NOT NULL,
    code TEXT NOT NULL,
    province TEXT NOT NULL,
    name TEXT NOT NULL,
    engine TEXT NOT NULL,
    frame TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    vanished_at INTEGER,
    PRIMARY KEY (provider, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE rules (
    provider TEXT NOT NULL,
    key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    engine TEXT NOT NULL,
    frame TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (provider, key)
) STRICT, WITHOUT ROWID;
-- version 13
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- version 14
CREATE TABLE drivers (
    name TEXT NOT NULL PRIMARY KEY,
    licence_since TEXT,
    note TEXT
) STRICT, WITHOUT ROWID;
-- version 15
CREATE TABLE driver_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    driver TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;
CREATE INDEX assignments_vehicle ON driver_assignments (vehicle, from_day);
CREATE INDEX assignments_driver ON driver_assignments (driver);
-- version 16
CREATE TABLE saved_filters (
    id TEXT NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX filters_list ON saved_filters (list, position);
-- version 17
CREATE TABLE undos (
    token TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE undo_rows (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'assignment', 'driver', 'mark')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
-- version 18
INSERT INTO concerned SELECT 'fleet', '', count(*) FROM vehicles WHERE removed = 0;
CREATE TRIGGER vehicle_counted_in AFTER INSERT ON vehicles WHEN NEW.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles + 1 WHERE dimension = 'fleet' AND key = '';
END;
CREATE TRIGGER vehicle_counted_over AFTER UPDATE OF removed ON vehicles WHEN OLD.removed <> NEW.removed BEGIN
    UPDATE concerned SET vehicles = vehicles + OLD.removed - NEW.removed WHERE dimension = 'fleet' AND key = '';
END;
CREATE TRIGGER vehicle_counted_out AFTER DELETE ON vehicles WHEN OLD.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles - 1 WHERE dimension = 'fleet' AND key = '';
END;
-- version 19
ALTER TABLE accounts ADD COLUMN identity TEXT NOT NULL DEFAULT '';
CREATE TABLE former_accounts (
    number INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    identity TEXT NOT NULL,
    charged_calls INTEGER NOT NULL,
    UNIQUE (provider, identity)
) STRICT;
CREATE TABLE account_salt (salt TEXT NOT NULL) STRICT;
INSERT INTO account_salt VALUES (lower(hex(randomblob(16))));
-- version 20
ALTER TABLE calls ADD COLUMN former_account TEXT;
-- version 21
ALTER TABLE batches ADD COLUMN first_part TEXT REFERENCES batches (id);
CREATE INDEX batches_first_part ON batches (first_part) WHERE first_part IS NOT NULL;
-- version 22
DROP INDEX vehicles_plate;
CREATE UNIQUE INDEX vehicles_plate_and_type ON vehicles (plate, plate_type) WHERE removed = 0;
-- version 23
DROP INDEX sources_own_key;
CREATE INDEX sources_vehicle ON violation_sources (vehicle, provider, own_key);
-- version 24
CREATE TABLE batch_owner (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    token TEXT NOT NULL,
    program TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    machine TEXT NOT NULL,
    started TEXT NOT NULL,
    since INTEGER NOT NULL,
    beat_at INTEGER NOT NULL
) STRICT;
-- version 25
CREATE TABLE answers (
    call INTEGER NOT NULL PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    received_at INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    content_type TEXT,
    bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX calls_unreadable ON calls (provider) WHERE state = 'unreadable';
