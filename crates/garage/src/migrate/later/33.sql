-- Version 33: receipts of violations (`table::receipts`). A row names a file in `attachments` beside the garage by what it
-- holds; several rows can name one file. A receipt that was taken back stays with the moment of that.
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

CREATE TABLE undo_rows_now (
    token TEXT NOT NULL REFERENCES undos (token) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'period', 'driver', 'note', 'given', 'case', 'seen', 'due', 'receipt')),
    id TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (token, kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_rows_now SELECT * FROM undo_rows;
DROP TABLE undo_rows;
ALTER TABLE undo_rows_now RENAME TO undo_rows;
