-- Version 34: settlements (结算表), kept as they were issued (`table::settlements`). `part`: 'found' is a violation of the
-- month, 'before' and 'after' are the two sides of a correction, one behind the other. No row is ever changed.
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
