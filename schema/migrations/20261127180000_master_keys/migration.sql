-- The master keys that something may be encrypted with, by the first 4 bytes of their SHA-256 in hexadecimal, as each envelope has
-- them: a server that lacks one of them must not answer. Keys themselves are never in the database.
CREATE TABLE master_keys (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{8}$')
);
INSERT INTO master_keys (id)
  SELECT encode(substring(master_key_check FROM 2 FOR 4), 'hex') FROM installation;

-- The servers that run on PostgreSQL, and the master keys that they were started with: the first one encrypts. Lost with a crash, and
-- written again: it says how things are now.
CREATE UNLOGGED TABLE servers (
  id uuid PRIMARY KEY,
  master_keys text[] NOT NULL CHECK (cardinality(master_keys) > 0),
  seen_at timestamptz(3) NOT NULL
);
