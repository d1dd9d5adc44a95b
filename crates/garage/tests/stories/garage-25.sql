-- The garage of `garage-18.sql` as version 25 of the schema left it, with a mark that can be taken back, a
-- provider's view that says otherwise than the violation, a time in a vendor's own form and a kept answer.
PRAGMA foreign_keys = OFF;
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1130915179;
PRAGMA user_version = 25;
BEGIN TRANSACTION;
CREATE TABLE account_salt (salt TEXT NOT NULL) STRICT;
INSERT INTO "account_salt" VALUES('00112233445566778899aabbccddeeff');
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
, identity TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
INSERT INTO "accounts" VALUES('juhe','{"appid":"1"}','[{"from":1,"price":13}]',0,NULL,0,NULL,NULL,0,NULL,0,'{}',2,'');
INSERT INTO "accounts" VALUES('storeapi','{"appid":"1"}','[{"from":1,"price":14}]',0,NULL,0,NULL,NULL,0,NULL,1,'{}',4,'');
CREATE TABLE answers (
    call INTEGER NOT NULL PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    received_at INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    content_type TEXT,
    bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
INSERT INTO "answers" VALUES(1,1773280800000,200,'application/json',11,X'7801AB564ACE4F4955B2523254AA050018B80387');
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
, first_part TEXT REFERENCES batches (id)) STRICT;
INSERT INTO "batches" VALUES(1,'01a22945-a82b-72ed-9f4b-c647fbc042f5','storeapi',1773280800000,NULL,'running',NULL,1,2,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(2,'01a22945-a837-7366-9f2a-03888a9bb4ea','juhe',1773280800000,NULL,'running',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(3,'01a22945-a847-746f-a3e1-64d7572146f5','storeapi',1773280800000,NULL,'running',NULL,1,1,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(4,'01a22945-a853-7720-8eae-d93e4f499469','storeapi',1773280800000,NULL,'running',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(5,'01a22945-a85f-736b-824d-0eac5ebcd7f2','storeapi',1773280800000,NULL,'running',NULL,1,1,NULL,NULL,NULL,NULL);
INSERT INTO "batches" VALUES(6,'01a22945-a869-7104-bbaa-844b56044d7a','juhe',1773280800000,NULL,'running',NULL,1,0,NULL,NULL,NULL,NULL);
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
, former_account TEXT) STRICT;
INSERT INTO "calls" VALUES(1,'01a22945-a82f-7038-9512-a19c7ad0b4f4','question','01a22945-a82b-72ed-9f4b-c647fbc042f5','01a22945-a827-74d6-bd9c-899914d25145','粤B12345','storeapi',NULL,1773280800000,1773280800000,'answered','yes',NULL,NULL,14,NULL,'10000',NULL,NULL);
INSERT INTO "calls" VALUES(2,'01a22945-a83f-7032-8c6a-71aa1d03f3f6','question','01a22945-a837-7366-9f2a-03888a9bb4ea','01a22945-a827-74d6-bd9c-899914d25145','粤B12345','juhe',NULL,1773280800000,1773280860000,'answered','yes',NULL,NULL,13,NULL,'10000',NULL,NULL);
INSERT INTO "calls" VALUES(3,'01a22945-a84b-77ba-a0ae-cac9b3495f7a','question','01a22945-a847-746f-a3e1-64d7572146f5','01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','storeapi',NULL,1773280800000,1773280920000,'answered','yes',NULL,NULL,14,NULL,'10000',NULL,NULL);
INSERT INTO "calls" VALUES(4,'01a22945-a857-7516-88d9-eae72aecfd11','question','01a22945-a853-7720-8eae-d93e4f499469','01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','storeapi',NULL,1773280800000,1773280980000,'answered','yes',NULL,NULL,14,NULL,'10000',NULL,NULL);
INSERT INTO "calls" VALUES(5,'01a22945-a863-7066-ae9b-7bae913bd458','question','01a22945-a85f-736b-824d-0eac5ebcd7f2','01a22945-a828-708e-8695-1df3fd9c5b73','粤B12347','storeapi',NULL,1773280800000,1773281040000,'answered','yes',NULL,NULL,14,NULL,'10000',NULL,NULL);
INSERT INTO "calls" VALUES(6,'01a22945-a86f-7002-b389-4d3ed574fe60','question','01a22945-a869-7104-bbaa-844b56044d7a','01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','juhe',NULL,1773280800000,1773281100000,'failed','yes',NULL,NULL,13,'vehicle_locked','225606','信息错误',NULL);
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
CREATE TABLE concerned (
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    vehicles INTEGER NOT NULL,
    PRIMARY KEY (dimension, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "concerned" VALUES('city','佛山',1);
INSERT INTO "concerned" VALUES('driver','',0);
INSERT INTO "concerned" VALUES('driver','张三',1);
INSERT INTO "concerned" VALUES('driver','李四',0);
INSERT INTO "concerned" VALUES('fleet','',3);
INSERT INTO "concerned" VALUES('month','2026-02',0);
INSERT INTO "concerned" VALUES('month','2026-03',1);
CREATE TABLE driver_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    driver TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;
CREATE TABLE drivers (
    name TEXT NOT NULL PRIMARY KEY,
    licence_since TEXT,
    note TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE former_accounts (
    number INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    identity TEXT NOT NULL,
    charged_calls INTEGER NOT NULL,
    UNIQUE (provider, identity)
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
    settled_at INTEGER,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "items" VALUES('01a22945-a82b-72ed-9f4b-c647fbc042f5',0,'01a22945-a827-74d6-bd9c-899914d25145','粤B12345','storeapi',NULL,'answered',NULL,NULL,'01a22945-a82f-7038-9512-a19c7ad0b4f4',14,2,1773280800000,1773280800000);
INSERT INTO "items" VALUES('01a22945-a837-7366-9f2a-03888a9bb4ea',0,'01a22945-a827-74d6-bd9c-899914d25145','粤B12345','juhe',NULL,'answered',NULL,NULL,'01a22945-a83f-7032-8c6a-71aa1d03f3f6',13,0,1773280800000,1773280860000);
INSERT INTO "items" VALUES('01a22945-a847-746f-a3e1-64d7572146f5',0,'01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','storeapi',NULL,'answered',NULL,NULL,'01a22945-a84b-77ba-a0ae-cac9b3495f7a',14,1,1773280800000,1773280920000);
INSERT INTO "items" VALUES('01a22945-a853-7720-8eae-d93e4f499469',0,'01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','storeapi',NULL,'answered',NULL,NULL,'01a22945-a857-7516-88d9-eae72aecfd11',14,0,1773280800000,1773280980000);
INSERT INTO "items" VALUES('01a22945-a85f-736b-824d-0eac5ebcd7f2',0,'01a22945-a828-708e-8695-1df3fd9c5b73','粤B12347','storeapi',NULL,'answered',NULL,NULL,'01a22945-a863-7066-ae9b-7bae913bd458',14,1,1773280800000,1773281040000);
INSERT INTO "items" VALUES('01a22945-a869-7104-bbaa-844b56044d7a',0,'01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','juhe',NULL,'failed','vehicle_locked','225606 信息错误','01a22945-a86f-7002-b389-4d3ed574fe60',13,0,1773280800000,1773281100000);
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
CREATE TABLE saved_filters (
    id TEXT NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
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
INSERT INTO "tallies" VALUES('city','佛山','no_longer_returned',1,10000,0,6,0);
INSERT INTO "tallies" VALUES('city','佛山','unhandled',2,20000,1,0,1);
INSERT INTO "tallies" VALUES('driver','','unhandled',0,0,0,0,0);
INSERT INTO "tallies" VALUES('driver','张三','unhandled',2,20000,1,0,1);
INSERT INTO "tallies" VALUES('driver','李四','no_longer_returned',1,10000,0,6,0);
INSERT INTO "tallies" VALUES('driver','李四','unhandled',0,0,0,0,0);
INSERT INTO "tallies" VALUES('fleet','','no_longer_returned',1,10000,0,6,0);
INSERT INTO "tallies" VALUES('fleet','','unhandled',2,20000,1,0,1);
INSERT INTO "tallies" VALUES('month','2026-02','no_longer_returned',1,10000,0,6,0);
INSERT INTO "tallies" VALUES('month','2026-02','unhandled',0,0,0,0,0);
INSERT INTO "tallies" VALUES('month','2026-03','unhandled',2,20000,1,0,1);
CREATE TABLE undo_rows (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'assignment', 'driver', 'mark')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "undo_rows" VALUES('01a22945-a827-74d6-bd9c-8998f5828135','vehicle','01a22945-a827-74d6-bd9c-899914d25145',NULL);
INSERT INTO "undo_rows" VALUES('01a22945-a827-74d6-bd9c-8998f5828135','vehicle','01a22945-a827-74d6-bd9c-899a1928838e',NULL);
INSERT INTO "undo_rows" VALUES('01a22945-a827-74d6-bd9c-8998f5828135','vehicle','01a22945-a828-708e-8695-1df206859180',NULL);
INSERT INTO "undo_rows" VALUES('01a22945-a827-74d6-bd9c-8998f5828135','vehicle','01a22945-a828-708e-8695-1df3fd9c5b73',NULL);
INSERT INTO "undo_rows" VALUES('01a22945-a873-7259-abcc-2a5de6238231','vehicle','01a22945-a828-708e-8695-1df3fd9c5b73','{"id":"01a22945-a828-708e-8695-1df3fd9c5b73","plate":"粤B12347","plate_type":"02","vin":null,"engine":null,"city_code":null,"owner":null,"group":null,"driver":null,"note":null,"provider":null}');
INSERT INTO "undo_rows" VALUES('01a22945-a877-7377-834a-bf873d042b49','vehicle','01a22945-a827-74d6-bd9c-899914d25145','{"id":"01a22945-a827-74d6-bd9c-899914d25145","plate":"粤B12345","plate_type":"02","vin":"LSVNV2187C2123456","engine":"00123456","city_code":null,"owner":null,"group":"一队","driver":"张三","note":null,"provider":null}');
INSERT INTO "undo_rows" VALUES('01a22945-a880-7000-8000-000000000001','mark','01a22945-a834-75be-8c12-0845e4963679','{"mark":null,"note":null,"day":null}');
CREATE TABLE undos (
    token TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO "undos" VALUES('01a22945-a827-74d6-bd9c-8998f5828135',1773280800000);
INSERT INTO "undos" VALUES('01a22945-a873-7259-abcc-2a5de6238231',1773281160000);
INSERT INTO "undos" VALUES('01a22945-a877-7377-834a-bf873d042b49',1773281220000);
INSERT INTO "undos" VALUES('01a22945-a880-7000-8000-000000000001',1773281220000);
CREATE TABLE vehicle_locks (
    vehicle TEXT NOT NULL REFERENCES vehicles (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    asked_with TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (vehicle, provider)
) STRICT, WITHOUT ROWID;
INSERT INTO "vehicle_locks" VALUES('01a22945-a827-74d6-bd9c-899a1928838e','juhe','粤B1234601LZZ1CLVB4KA123456',1773281100000);
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
INSERT INTO "vehicle_summaries" VALUES('01a22945-a827-74d6-bd9c-899914d25145','owing','owing',1773280860000,'juhe','01a22945-a837-7366-9f2a-03888a9bb4ea',0,NULL,NULL,NULL,2,2,2,20000,1,0,1);
INSERT INTO "vehicle_summaries" VALUES('01a22945-a827-74d6-bd9c-899a1928838e','locked','locked',1773280980000,'storeapi','01a22945-a853-7720-8eae-d93e4f499469',0,'vehicle_locked','225606','信息错误',0,0,0,0,0,0,0);
INSERT INTO "vehicle_summaries" VALUES('01a22945-a828-708e-8695-1df206859180','never_asked','never_asked',NULL,NULL,NULL,0,NULL,NULL,NULL,0,0,0,0,0,0,0);
INSERT INTO "vehicle_summaries" VALUES('01a22945-a828-708e-8695-1df3fd9c5b73','owing','owing',1773281040000,'storeapi','01a22945-a85f-736b-824d-0eac5ebcd7f2',1,NULL,NULL,NULL,0,0,0,0,0,0,0);
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
INSERT INTO "vehicles" VALUES('01a22945-a827-74d6-bd9c-899914d25145','粤B12345','02','LSVNV2187C2123456','00123456',NULL,NULL,'一队','张三','改过',NULL,'粤B1234502LSVNV2187C212345600123456','粤B12345
LSVNV2187C2123456
张三
一队
改过
ZHANGSAN
ZS
YD
YIDUI',0,1773280800000,1773281220000);
INSERT INTO "vehicles" VALUES('01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','01','LZZ1CLVB4KA123456',NULL,NULL,NULL,NULL,'李四',NULL,NULL,'粤B1234601LZZ1CLVB4KA123456','粤B12346
LZZ1CLVB4KA123456
李四
LISI
LS',0,1773280800000,1773280800000);
INSERT INTO "vehicles" VALUES('01a22945-a828-708e-8695-1df206859180','粤BD12345','52',NULL,NULL,NULL,NULL,NULL,NULL,'新车',NULL,'粤BD1234552','粤BD12345
新车',0,1773280800000,1773280800000);
INSERT INTO "vehicles" VALUES('01a22945-a828-708e-8695-1df3fd9c5b73','粤B12347','02',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'粤B1234702','粤B12347',1,1773280800000,1773281160000);
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
INSERT INTO "violation_sources" VALUES('01a22945-a833-75ed-8dda-947cf72fe50d','juhe','01a22945-a827-74d6-bd9c-899914d25145','20260301080000|季华六路|违停|',NULL,2,1773280860000,1773280860000,NULL,'2026-03-01 08:00:00','2026-03-01 08:00:00','季华六路','违停',NULL,20000,0,'unhandled','佛山',NULL,NULL,NULL,'{"archiveno":"A1"}',1);
INSERT INTO "violation_sources" VALUES('01a22945-a833-75ed-8dda-947cf72fe50d','storeapi','01a22945-a827-74d6-bd9c-899914d25145','20260301080000|季华六路|违停|',NULL,1,1773280800000,1773280800000,NULL,'2026-03-01 08:00:00','2026-03-01 08:00:00','季华6路','违停',NULL,15000,NULL,'unhandled','佛山',NULL,NULL,NULL,'{"decisionNum":"D7"}',2);
INSERT INTO "violation_sources" VALUES('01a22945-a834-75be-8c12-0845e4963679','storeapi','01a22945-a827-74d6-bd9c-899914d25145','20260302080000|季华六路|超速|',NULL,1,1773280800000,1773280800000,NULL,'2026-03-02 08:00:00','2026-03-02 08:00:00','季华六路','超速',NULL,NULL,NULL,'unhandled','佛山',NULL,NULL,NULL,'{"archiveno":"A1"}',1);
INSERT INTO "violation_sources" VALUES('01a22945-a84f-7198-a042-9bacf45cd0ab','storeapi','01a22945-a827-74d6-bd9c-899a1928838e','20260201080000|季华六路|闯红灯|',NULL,3,1773280920000,1773280920000,1773280980000,'2026-02-01 08:00:00','2026/2/1 8:00','季华六路','闯红灯',NULL,10000,6,'unhandled','佛山',NULL,NULL,NULL,'{"archiveno":"A1"}',1);
INSERT INTO "violation_sources" VALUES('01a22945-a867-7313-9c3c-ed1acb6c1a0f','storeapi','01a22945-a828-708e-8695-1df3fd9c5b73','20260203080000|季华六路|闯红灯|',NULL,5,1773281040000,1773281040000,NULL,'2026-02-03 08:00:00','2026-02-03 08:00:00','季华六路','闯红灯',NULL,30000,6,'unhandled','佛山',NULL,NULL,NULL,'{"archiveno":"A1"}',1);
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
INSERT INTO "violations" VALUES('01a22945-a833-75ed-8dda-947cf72fe50d','01a22945-a827-74d6-bd9c-899914d25145','粤B12345','2026-03-01 08:00:00','2026-03-01 08:00:00','季华六路','违停',NULL,20000,0,'unhandled','佛山',NULL,NULL,NULL,1,1773280800000,1773280860000,'01a22945-a82b-72ed-9f4b-c647fbc042f5',NULL,'张三',0,NULL,NULL,NULL);
INSERT INTO "violations" VALUES('01a22945-a834-75be-8c12-0845e4963679','01a22945-a827-74d6-bd9c-899914d25145','粤B12345','2026-03-02 08:00:00','2026-03-02 08:00:00','季华六路','超速',NULL,NULL,NULL,'unhandled','佛山',NULL,NULL,NULL,1,1773280800000,1773280800000,'01a22945-a82b-72ed-9f4b-c647fbc042f5',NULL,'张三',0,'handled','已交司机','2026-03-05');
INSERT INTO "violations" VALUES('01a22945-a84f-7198-a042-9bacf45cd0ab','01a22945-a827-74d6-bd9c-899a1928838e','粤B12346','2026-02-01 08:00:00','2026/2/1 8:00','季华六路','闯红灯',NULL,10000,6,'unhandled','佛山',NULL,NULL,NULL,1,1773280920000,1773280920000,'01a22945-a847-746f-a3e1-64d7572146f5',1773280980000,'李四',0,NULL,NULL,NULL);
INSERT INTO "violations" VALUES('01a22945-a867-7313-9c3c-ed1acb6c1a0f','01a22945-a828-708e-8695-1df3fd9c5b73','粤B12347','2026-02-03 08:00:00','2026-02-03 08:00:00','季华六路','闯红灯',NULL,30000,6,'unhandled','佛山',NULL,NULL,NULL,1,1773281040000,1773281040000,'01a22945-a85f-736b-824d-0eac5ebcd7f2',NULL,NULL,1,NULL,NULL,NULL);
CREATE INDEX vehicles_team ON vehicles (removed, team);
CREATE INDEX vehicles_driver ON vehicles (removed, driver);
CREATE INDEX vehicles_plate_type ON vehicles (removed, plate_type);
CREATE INDEX batches_running ON batches (state) WHERE state = 'running';
CREATE INDEX calls_asked_at ON calls (asked_at);
CREATE INDEX calls_batch ON calls (batch);
CREATE INDEX calls_vehicle ON calls (vehicle);
CREATE INDEX calls_unknown ON calls (state, kind) WHERE effective = 'unknown';
CREATE UNIQUE INDEX items_vehicle ON items (vehicle, batch);
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
CREATE UNIQUE INDEX accounts_default ON accounts (is_default) WHERE is_default = 1;
CREATE INDEX assignments_vehicle ON driver_assignments (vehicle, from_day);
CREATE INDEX assignments_driver ON driver_assignments (driver);
CREATE INDEX filters_list ON saved_filters (list, position);
CREATE TRIGGER vehicle_counted_in AFTER INSERT ON vehicles WHEN NEW.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles + 1 WHERE dimension = 'fleet' AND key = '';
END;
CREATE TRIGGER vehicle_counted_over AFTER UPDATE OF removed ON vehicles WHEN OLD.removed <> NEW.removed BEGIN
    UPDATE concerned SET vehicles = vehicles + OLD.removed - NEW.removed WHERE dimension = 'fleet' AND key = '';
END;
CREATE TRIGGER vehicle_counted_out AFTER DELETE ON vehicles WHEN OLD.removed = 0 BEGIN
    UPDATE concerned SET vehicles = vehicles - 1 WHERE dimension = 'fleet' AND key = '';
END;
CREATE INDEX batches_first_part ON batches (first_part) WHERE first_part IS NOT NULL;
CREATE UNIQUE INDEX vehicles_plate_and_type ON vehicles (plate, plate_type) WHERE removed = 0;
CREATE INDEX sources_vehicle ON violation_sources (vehicle, provider, own_key);
CREATE INDEX calls_unreadable ON calls (provider) WHERE state = 'unreadable';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',6);
COMMIT;
