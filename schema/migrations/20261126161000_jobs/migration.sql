-- What the servers do by themselves, once for all of them: who does it now, and how it went.
CREATE TABLE jobs (
  name text PRIMARY KEY,
  -- The server that does it, until its lease ends; both null while nobody does.
  holder uuid,
  lease_until timestamptz(3),
  -- When it is to be done next.
  due_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  failed_at timestamptz(3),
  -- Why it failed the last time; null since it succeeded.
  failure text,
  -- Failures since it succeeded.
  failures integer NOT NULL DEFAULT 0,
  CHECK ((holder IS NULL) = (lease_until IS NULL))
);
