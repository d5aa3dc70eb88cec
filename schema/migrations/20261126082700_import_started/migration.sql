-- When the server began to read the file: an import that waits for its turn has not begun.
ALTER TABLE import_jobs ADD COLUMN started_at timestamptz(3);
UPDATE import_jobs SET started_at = created_at;
