-- Version 36: the changes that people made, as a list (`changes`): what each was, who made it and where, and when it was
-- taken back. One that was taken back stays and can be made again; `undone` is what its rows were after that.
ALTER TABLE undos ADD COLUMN what TEXT;
ALTER TABLE undos ADD COLUMN by TEXT NOT NULL DEFAULT '';
ALTER TABLE undos ADD COLUMN from_terminal INTEGER NOT NULL DEFAULT 0 CHECK (from_terminal IN (0, 1));
ALTER TABLE undos ADD COLUMN back_at INTEGER;
ALTER TABLE undo_rows ADD COLUMN undone TEXT;
