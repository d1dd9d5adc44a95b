-- The schema of the newest version, as its steps make it and as SQLite keeps it: every file is held against it
-- (crates/garage/src/schema.rs). A step that is added changes it; a test there says what it has to be.

CREATE TABLE vehicles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
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
, left_as TEXT CHECK (left_as IN ('suspended', 'sold', 'scrapped')), left_on TEXT) STRICT;

CREATE UNIQUE INDEX vehicles_plate_and_type ON vehicles (plate, plate_type) WHERE removed = 0;

CREATE INDEX vehicles_team ON vehicles (removed, team);

CREATE INDEX vehicles_driver ON vehicles (removed, driver);

CREATE INDEX vehicles_plate_type ON vehicles (removed, plate_type);

CREATE TABLE vehicle_summaries (
    vehicle TEXT NOT NULL PRIMARY KEY REFERENCES vehicles (id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'never_asked',
    known_status TEXT NOT NULL DEFAULT 'never_asked',
    checked_at INTEGER,
    provider TEXT,
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
    stop_text TEXT,
    first_part TEXT REFERENCES batches (id)
, first_found INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX batches_running ON batches (state) WHERE state = 'running';

CREATE INDEX batches_first_part ON batches (first_part) WHERE first_part IS NOT NULL;

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
    former_account TEXT,
    effective TEXT NOT NULL GENERATED ALWAYS AS (coalesce(person_charge, charge)) STORED
) STRICT;

CREATE INDEX calls_asked_at ON calls (asked_at);

CREATE INDEX calls_batch ON calls (batch);

CREATE INDEX calls_vehicle ON calls (vehicle);

CREATE INDEX calls_unknown ON calls (state, kind) WHERE effective = 'unknown';

CREATE INDEX calls_unreadable ON calls (provider) WHERE state = 'unreadable';

CREATE TABLE answers (
    call INTEGER NOT NULL PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    received_at INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    content_type TEXT,
    bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

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
    settled_at INTEGER, first_found INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX items_vehicle ON items (vehicle, batch);

CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, text)
) STRICT;

CREATE TABLE driver_names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE violations (
    number INTEGER PRIMARY KEY,
    tag INTEGER NOT NULL,
    vehicle INTEGER NOT NULL REFERENCES vehicles (number),
    time INTEGER,
    time_text TEXT,
    place INTEGER NOT NULL,
    act INTEGER NOT NULL,
    code INTEGER,
    fine_fen INTEGER,
    points INTEGER,
    state INTEGER NOT NULL,
    city INTEGER NOT NULL,
    city_number INTEGER,
    authority INTEGER,
    online INTEGER CHECK (online IN (0, 1)),
    repeat INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    first_batch INTEGER REFERENCES batches (number),
    gone_since INTEGER,
    driver INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    note TEXT,
    decision_date TEXT,
    standing INTEGER NOT NULL CHECK (
        standing = CASE WHEN removed = 1 THEN 3 WHEN gone_since IS NOT NULL THEN 1 ELSE state END
    )
, given TEXT, stage INTEGER NOT NULL DEFAULT 1 CHECK (stage BETWEEN 0 AND 8), due TEXT, news INTEGER CHECK (news IN (1, 2))) STRICT;

CREATE INDEX violations_vehicle ON violations (vehicle, removed, time, standing, fine_fen, points);

CREATE INDEX violations_time ON violations (time, removed, standing);

CREATE INDEX violations_fine ON violations (fine_fen, removed, standing);

CREATE INDEX violations_points ON violations (points, removed, standing);

CREATE INDEX violations_driver ON violations (driver, removed, standing);

CREATE INDEX violations_city ON violations (city, removed, standing);

CREATE INDEX violations_first_seen ON violations (first_seen, removed, standing);

CREATE INDEX violations_first_batch ON violations (first_batch);

CREATE TABLE violation_sources (
    violation INTEGER NOT NULL REFERENCES violations (number) ON DELETE CASCADE,
    provider INTEGER NOT NULL,
    own_key BLOB NOT NULL,
    asked_city INTEGER,
    call_number INTEGER NOT NULL,
    seen_first INTEGER NOT NULL,
    seen_last INTEGER NOT NULL,
    gone_since INTEGER,
    numbers TEXT,
    differs TEXT,
    PRIMARY KEY (violation, provider)
) STRICT, WITHOUT ROWID;

CREATE TABLE concerned (
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    vehicles INTEGER NOT NULL,
    PRIMARY KEY (dimension, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE vehicle_locks (
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    asked_with TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (vehicle, provider)
) STRICT, WITHOUT ROWID;

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
    charged_calls INTEGER NOT NULL DEFAULT 0,
    identity TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX accounts_default ON accounts (is_default) WHERE is_default = 1;

CREATE TABLE former_accounts (
    number INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    identity TEXT NOT NULL,
    charged_calls INTEGER NOT NULL,
    UNIQUE (provider, identity)
) STRICT;

CREATE TABLE account_salt (salt TEXT NOT NULL) STRICT;

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

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drivers (
    name TEXT NOT NULL PRIMARY KEY,
    licence_since TEXT,
    note TEXT
, phone TEXT, licence_tail TEXT, left_on TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filters (
    id TEXT NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE INDEX filters_list ON saved_filters (list, position);

CREATE TABLE undos (
    token TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
, what TEXT, by TEXT NOT NULL DEFAULT '', from_terminal INTEGER NOT NULL DEFAULT 0 CHECK (from_terminal IN (0, 1)), back_at INTEGER) STRICT;

CREATE TRIGGER vehicle_counted_in AFTER INSERT ON vehicles WHEN NEW.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles + 1 WHERE dimension = 'fleet' AND key = '';
END;

CREATE TRIGGER vehicle_counted_over AFTER UPDATE OF removed ON vehicles WHEN OLD.removed <> NEW.removed BEGIN
    UPDATE concerned SET vehicles = vehicles + OLD.removed - NEW.removed WHERE dimension = 'fleet' AND key = '';
END;

CREATE TRIGGER vehicle_counted_out AFTER DELETE ON vehicles WHEN OLD.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles - 1 WHERE dimension = 'fleet' AND key = '';
END;

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

CREATE INDEX violations_given ON violations (vehicle) WHERE given IS NOT NULL;

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

CREATE INDEX violations_news ON violations (news, removed, standing) WHERE news = 1;

CREATE INDEX violations_gone ON violations (gone_since) WHERE gone_since IS NOT NULL;

CREATE TABLE "tallies" (
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

CREATE INDEX vehicles_left ON vehicles (left_as) WHERE left_as IS NOT NULL;

CREATE TABLE call_sums (
    day INTEGER NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    effective TEXT NOT NULL,
    unreadable INTEGER NOT NULL CHECK (unreadable IN (0, 1)),
    cost_fen INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (day, provider, kind, effective, unreadable, cost_fen)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER call_summed_in AFTER INSERT ON calls WHEN NEW.state <> 'asked' OR NEW.effective <> 'unknown' BEGIN
    INSERT INTO call_sums VALUES ((NEW.asked_at + 28800000) / 86400000, NEW.provider, NEW.kind, NEW.effective,
        NEW.state = 'unreadable', coalesce(NEW.cost_fen, -1), 1)
        ON CONFLICT DO UPDATE SET calls = calls + 1;
END;

CREATE TRIGGER call_summed_anew AFTER UPDATE OF asked_at, provider, kind, state, charge, person_charge, cost_fen ON calls
        WHEN NEW.state <> 'asked' OR NEW.effective <> 'unknown' BEGIN
    INSERT INTO call_sums VALUES ((NEW.asked_at + 28800000) / 86400000, NEW.provider, NEW.kind, NEW.effective,
        NEW.state = 'unreadable', coalesce(NEW.cost_fen, -1), 1)
        ON CONFLICT DO UPDATE SET calls = calls + 1;
END;

CREATE TRIGGER call_summed_over AFTER UPDATE OF asked_at, provider, kind, state, charge, person_charge, cost_fen ON calls
        WHEN OLD.state <> 'asked' OR OLD.effective <> 'unknown' BEGIN
    UPDATE call_sums SET calls = calls - 1
        WHERE day = (OLD.asked_at + 28800000) / 86400000 AND provider = OLD.provider AND kind = OLD.kind
            AND effective = OLD.effective AND unreadable = (OLD.state = 'unreadable')
            AND cost_fen = coalesce(OLD.cost_fen, -1);
END;

CREATE TRIGGER call_summed_out AFTER DELETE ON calls WHEN OLD.state <> 'asked' OR OLD.effective <> 'unknown' BEGIN
    UPDATE call_sums SET calls = calls - 1
        WHERE day = (OLD.asked_at + 28800000) / 86400000 AND provider = OLD.provider AND kind = OLD.kind
            AND effective = OLD.effective AND unreadable = (OLD.state = 'unreadable')
            AND cost_fen = coalesce(OLD.cost_fen, -1);
END;

CREATE TABLE receipts (
    id TEXT NOT NULL PRIMARY KEY,
    violation INTEGER NOT NULL REFERENCES violations (number) ON DELETE CASCADE,
    file TEXT NOT NULL CHECK (length(file) BETWEEN 67 AND 69),
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    taken_back_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_of_violation ON receipts (violation);

CREATE INDEX receipts_file ON receipts (file);

CREATE TABLE "undo_rows" (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'note', 'given', 'case', 'seen', 'due', 'receipt')),
    id TEXT NOT NULL,
    before TEXT, undone TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlements (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    month TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    by TEXT NOT NULL
) STRICT;

CREATE TABLE settlement_lines (
    settlement TEXT NOT NULL REFERENCES settlements (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('found', 'before', 'after')),
    violation TEXT NOT NULL,
    plate TEXT NOT NULL,
    time TEXT NOT NULL,
    act TEXT NOT NULL,
    team TEXT NOT NULL,
    driver TEXT NOT NULL,
    -- `SettledFigures` as JSON.
    figures TEXT NOT NULL,
    PRIMARY KEY (settlement, position)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX violations_due ON violations (stage, removed, due, standing, fine_fen, points, vehicle)
    WHERE due IS NOT NULL;

CREATE INDEX violations_decided ON violations (standing, removed, decision_date, fine_fen, points, vehicle)
    WHERE decision_date IS NOT NULL;

CREATE INDEX violations_standing ON violations (standing, removed);

CREATE INDEX violations_act ON violations (act, removed, vehicle, standing, fine_fen, points);

CREATE INDEX violations_place ON violations (place, removed, vehicle, standing, fine_fen, points);

CREATE INDEX violations_code ON violations (code, removed, vehicle, standing, fine_fen, points) WHERE code IS NOT NULL;

CREATE INDEX violations_stage ON violations (stage, removed, due, standing, vehicle, time);
