-- Tokenplane's first tables. PostgreSQL 15 or newer, and PGlite: one dialect.

CREATE TABLE installation (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  epoch integer NOT NULL DEFAULT 1,
  master_key_check bytea NOT NULL,
  hmac_key bytea NOT NULL,
  pin_pepper bytea NOT NULL,
  seal_key bytea NOT NULL,
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('TENANT', 'SYSTEM')),
  enabled boolean NOT NULL DEFAULT true,
  plan_tokens integer NOT NULL,
  plan_users integer NOT NULL,
  plan_resources integer NOT NULL,
  used_tokens integer NOT NULL DEFAULT 0,
  used_users integer NOT NULL DEFAULT 0,
  used_resources integer NOT NULL DEFAULT 0,
  bypass_policy jsonb,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  -- The quota, on every path: no counter passes its plan, and no plan is lowered below what is in use.
  CONSTRAINT accounts_tokens_within_plan CHECK (used_tokens BETWEEN 0 AND plan_tokens),
  CONSTRAINT accounts_users_within_plan CHECK (used_users BETWEEN 0 AND plan_users),
  CONSTRAINT accounts_resources_within_plan CHECK (used_resources BETWEEN 0 AND plan_resources),
  CONSTRAINT accounts_bypass_policy_is_whole CHECK (bypass_policy ?& ARRAY['maximumDuration', 'reasonRequired', 'grantedBy'])
) WITH (fillfactor = 50);

-- One account of the operators, one only.
CREATE UNIQUE INDEX accounts_one_system ON accounts (kind) WHERE kind = 'SYSTEM';

CREATE TABLE api_keys (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('OPERATOR', 'ADMIN', 'PROVISIONER', 'HELPDESK', 'AUDITOR', 'AUTHENTICATOR')),
  resource_id uuid,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  created_by uuid,
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  PRIMARY KEY (account_id, id),
  CONSTRAINT api_keys_bound_roles CHECK (resource_id IS NULL OR role IN ('AUTHENTICATOR', 'AUDITOR'))
);

-- A key is looked up before its account is known.
CREATE UNIQUE INDEX api_keys_hash_key ON api_keys (hash);

CREATE TABLE users (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  login text NOT NULL,
  login_lower text NOT NULL,
  email text,
  phone_number text,
  first_name text,
  last_name text,
  enabled boolean NOT NULL DEFAULT true,
  search text[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT users_account_id_login_lower_key UNIQUE (account_id, login_lower)
);

CREATE INDEX users_account_id_created_at_id_idx ON users (account_id, created_at, id);

CREATE TABLE resources (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  name text NOT NULL,
  failed_attempts_before_lock integer NOT NULL CHECK (failed_attempts_before_lock BETWEEN 3 AND 10),
  lock_minutes integer NOT NULL CHECK (lock_minutes >= 0),
  allowed_addresses text[] NOT NULL,
  bypass_policy jsonb,
  enabled boolean NOT NULL DEFAULT true,
  search text[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT resources_account_id_name_key UNIQUE (account_id, name),
  CONSTRAINT resources_bypass_policy_is_whole CHECK (bypass_policy ?& ARRAY['maximumDuration', 'reasonRequired', 'grantedBy'])
);

CREATE INDEX resources_account_id_created_at_id_idx ON resources (account_id, created_at, id);

CREATE TABLE tokens (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  name text NOT NULL,
  model text NOT NULL,
  serial_number text,
  user_id uuid,
  status text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE')),
  enabled boolean NOT NULL DEFAULT true,
  algorithm text NOT NULL CHECK (algorithm IN ('TOTP', 'HOTP', 'OCRA')),
  digits smallint NOT NULL CHECK (digits BETWEEN 6 AND 8),
  hash text NOT NULL CHECK (hash IN ('SHA1', 'SHA256', 'SHA512')),
  period_seconds integer CHECK (period_seconds BETWEEN 10 AND 86400),
  ocra_suite text,
  secret bytea,
  pin_hash text,
  pin_position text CHECK (pin_position IN ('BEFORE_OTP', 'AFTER_OTP')),
  suite_pin bytea,
  revision integer NOT NULL DEFAULT 0,
  -- Whether it has a bypass that nobody ended, so that a sign-in without one looks for none.
  has_bypass boolean NOT NULL DEFAULT false,
  last_step bigint NOT NULL DEFAULT -1,
  drift integer NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  consecutive_failures integer NOT NULL DEFAULT 0,
  lock_reason text CHECK (lock_reason IN ('FAILURES', 'FAILURE_CEILING')),
  locked_until timestamptz(3),
  last_used_at timestamptz(3),
  search text[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT tokens_account_id_id_user_id_key UNIQUE (account_id, id, user_id),
  CONSTRAINT tokens_account_id_serial_number_key UNIQUE (account_id, serial_number),
  CONSTRAINT tokens_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
  CONSTRAINT tokens_active_has_secret CHECK ((status = 'ACTIVE') = (secret IS NOT NULL)),
  CONSTRAINT tokens_pin_has_position CHECK ((pin_hash IS NULL) = (pin_position IS NULL)),
  CONSTRAINT tokens_totp_has_period CHECK ((algorithm = 'TOTP') = (period_seconds IS NOT NULL)),
  CONSTRAINT tokens_ocra_has_suite CHECK ((algorithm = 'OCRA') = (ocra_suite IS NOT NULL)),
  -- The PIN that a suite asks for goes into its answers; a second one beside the answer is refused.
  CONSTRAINT tokens_one_pin CHECK (
    CASE WHEN coalesce(ocra_suite LIKE '%-PSHA%', false) THEN pin_hash IS NULL ELSE suite_pin IS NULL END)
) WITH (fillfactor = 80);

CREATE INDEX tokens_account_id_user_id_id_idx ON tokens (account_id, user_id, id);
CREATE INDEX tokens_account_id_name_id_idx ON tokens (account_id, name, id);
-- Decoys look like the questions of the account's tokens.
CREATE INDEX tokens_ocra_suites ON tokens (account_id, ocra_suite) WHERE ocra_suite IS NOT NULL;
CREATE INDEX tokens_account_id_created_at_id_idx ON tokens (account_id, created_at, id);

CREATE TABLE enrolments (
  account_id uuid NOT NULL,
  token_id uuid NOT NULL,
  secret bytea NOT NULL,
  digits smallint NOT NULL CHECK (digits BETWEEN 6 AND 8),
  last_step bigint NOT NULL DEFAULT -1,
  drift integer NOT NULL DEFAULT 0,
  attempts_left smallint NOT NULL CHECK (attempts_left >= 0),
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, token_id),
  CONSTRAINT enrolments_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id) ON DELETE CASCADE
);

CREATE INDEX enrolments_expires_at_idx ON enrolments (expires_at);

CREATE TABLE assignments (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  resource_id uuid NOT NULL,
  token_id uuid NOT NULL,
  user_id uuid,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT assignments_account_id_resource_id_token_id_key UNIQUE (account_id, resource_id, token_id),
  -- One user uses one token at one resource, whatever path the change comes by.
  CONSTRAINT assignments_account_id_resource_id_user_id_key UNIQUE (account_id, resource_id, user_id),
  CONSTRAINT assignments_account_id_resource_id_fkey
    FOREIGN KEY (account_id, resource_id) REFERENCES resources (account_id, id),
  -- The user of a link is the token's user; when the token moves, its links move along.
  CONSTRAINT assignments_account_id_token_id_user_id_fkey
    FOREIGN KEY (account_id, token_id, user_id) REFERENCES tokens (account_id, id, user_id) ON UPDATE CASCADE,
  -- The key above says nothing while the user is null; this one still wants the token to exist.
  CONSTRAINT assignments_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id)
);

CREATE INDEX assignments_account_id_token_id_id_idx ON assignments (account_id, token_id, id);
CREATE INDEX assignments_account_id_user_id_id_idx ON assignments (account_id, user_id, id);
CREATE INDEX assignments_account_id_resource_id_id_idx ON assignments (account_id, resource_id, id);

CREATE TABLE bypasses (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  token_id uuid NOT NULL,
  resource_id uuid,
  duration text NOT NULL CHECK (duration IN ('HOUR_1', 'HOURS_8', 'HOURS_12', 'HOURS_24', 'PERMANENT')),
  reason text,
  granted_by text NOT NULL CHECK (granted_by IN ('ADMIN', 'HELPDESK', 'PROVISIONER')),
  granted_by_name text NOT NULL,
  granted_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3),
  ended_at timestamptz(3),
  ended_because text CHECK (ended_because IN ('EXPIRED', 'REVOKED', 'REPLACED', 'UNASSIGNED', 'UNLINKED')),
  PRIMARY KEY (account_id, id),
  CONSTRAINT bypasses_permanent_has_no_end CHECK ((duration = 'PERMANENT') = (expires_at IS NULL)),
  CONSTRAINT bypasses_ended_has_cause CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  CONSTRAINT bypasses_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id) ON DELETE CASCADE,
  CONSTRAINT bypasses_account_id_resource_id_fkey
    FOREIGN KEY (account_id, resource_id) REFERENCES resources (account_id, id) ON DELETE CASCADE
);

-- One running bypass for each token and scope; null, everywhere, is a scope as well. What the clock has ended stays
-- in the way until the next grant says that it ended.
CREATE UNIQUE INDEX bypasses_one_running ON bypasses (account_id, token_id, resource_id) NULLS NOT DISTINCT
  WHERE ended_at IS NULL;

CREATE INDEX bypasses_account_id_token_id_id_idx ON bypasses (account_id, token_id, id);
CREATE INDEX bypasses_account_id_resource_id_id_idx ON bypasses (account_id, resource_id, id);

-- Questions that wait for an answer. A token has one in each slot at most; one more takes the slot of the oldest.
CREATE TABLE challenges (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  token_id uuid NOT NULL,
  slot smallint NOT NULL CHECK (slot BETWEEN 1 AND 3),
  purpose text NOT NULL CHECK (purpose IN ('SIGN_IN', 'CHECK', 'SYNCHRONIZE')),
  resource_id uuid,
  question text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT challenges_account_id_token_id_slot_key UNIQUE (account_id, token_id, slot),
  CONSTRAINT challenges_sign_in_has_resource CHECK ((purpose = 'SIGN_IN') = (resource_id IS NOT NULL)),
  CONSTRAINT challenges_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id) ON DELETE CASCADE,
  CONSTRAINT challenges_account_id_resource_id_fkey
    FOREIGN KEY (account_id, resource_id) REFERENCES resources (account_id, id) ON DELETE CASCADE
);

CREATE INDEX challenges_expires_at_idx ON challenges (expires_at);

CREATE TABLE idempotency_records (
  account_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  mutation text NOT NULL,
  key text NOT NULL,
  input_hmac bytea NOT NULL,
  result jsonb,
  secrets bytea,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, actor_id, mutation, key)
);

CREATE INDEX idempotency_records_expires_at_idx ON idempotency_records (expires_at);

CREATE TABLE import_jobs (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('TOKENS', 'USERS', 'ASSIGNMENTS')),
  status text NOT NULL CHECK (status IN ('RUNNING', 'SUCCEEDED', 'REFUSED', 'FAILED')),
  dry_run boolean NOT NULL,
  rows_read integer NOT NULL DEFAULT 0,
  rows_checked integer NOT NULL DEFAULT 0,
  rows_moved integer NOT NULL DEFAULT 0,
  bytes_read integer NOT NULL DEFAULT 0,
  bytes_total integer NOT NULL,
  refused_count integer NOT NULL DEFAULT 0,
  refused jsonb NOT NULL DEFAULT '[]',
  first_ids uuid[] NOT NULL DEFAULT '{}',
  failure text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  PRIMARY KEY (account_id, id),
  CONSTRAINT import_jobs_finished_has_end CHECK ((status = 'RUNNING') = (finished_at IS NULL)),
  CONSTRAINT import_jobs_moves_only_whole CHECK (rows_moved = 0 OR (status = 'SUCCEEDED' AND refused_count = 0 AND NOT dry_run))
) WITH (fillfactor = 50);

-- Rows of a file until all of them are moved at once; nothing of them is left then. Not logged: a crash empties it.
CREATE UNLOGGED TABLE import_rows (
  account_id uuid NOT NULL,
  job_id uuid NOT NULL,
  position integer NOT NULL,
  line integer NOT NULL,
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  key text NOT NULL,
  secret bytea,
  fields jsonb NOT NULL,
  search text[] NOT NULL,
  PRIMARY KEY (account_id, job_id, position)
);

CREATE SEQUENCE events_position_seq AS bigint CACHE 1;

CREATE TABLE events (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  epoch integer NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  position bigint NOT NULL DEFAULT nextval('events_position_seq'),
  type text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  token_id uuid,
  token_name text,
  user_id uuid,
  user_login text,
  resource_id uuid,
  resource_name text,
  outcome text,
  method text,
  reason text,
  subject_hmac text,
  client_address text,
  caller_address text,
  correlation_id text NOT NULL,
  changes jsonb NOT NULL,
  summary text NOT NULL,
  search text[] NOT NULL,
  salt uuid DEFAULT gen_random_uuid(),
  erasure jsonb,
  PRIMARY KEY (account_id, id, occurred_at)
) PARTITION BY RANGE (occurred_at);

ALTER SEQUENCE events_position_seq OWNED BY events.position;

-- On PostgreSQL the server adds a partition for each month ahead; what no month holds lands here.
CREATE TABLE events_other PARTITION OF events DEFAULT;

CREATE INDEX events_epoch_xid_position_idx ON events (epoch, xid, position);
CREATE INDEX events_account_id_epoch_xid_position_idx ON events (account_id, epoch, xid, position);
CREATE INDEX events_account_id_token_id_epoch_xid_position_idx ON events (account_id, token_id, epoch, xid, position);
CREATE INDEX events_account_id_user_id_epoch_xid_position_idx ON events (account_id, user_id, epoch, xid, position);
CREATE INDEX events_account_id_resource_id_epoch_xid_position_idx
  ON events (account_id, resource_id, epoch, xid, position);

-- The chain of seals over each account's events. A number is sealed once, whoever tries.
CREATE TABLE event_seals (
  account_id uuid NOT NULL REFERENCES accounts (id),
  number integer NOT NULL CHECK (number > 0),
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  key_id text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  events_hash bytea NOT NULL,
  event_hashes bytea,
  oldest_at timestamptz(3) NOT NULL,
  newest_at timestamptz(3) NOT NULL,
  sealed_at timestamptz(3) NOT NULL,
  last_epoch integer NOT NULL,
  last_xid xid8 NOT NULL,
  last_position bigint NOT NULL,
  PRIMARY KEY (account_id, number)
);

CREATE INDEX event_seals_account_id_last_epoch_last_xid_last_position_idx
  ON event_seals (account_id, last_epoch, last_xid, last_position);

CREATE TABLE event_horizons (
  account_id uuid PRIMARY KEY REFERENCES accounts (id),
  through integer NOT NULL,
  expired_at timestamptz(3) NOT NULL,
  signature bytea NOT NULL
);

-- Search: every word asked for must begin a word that was kept.
CREATE INDEX events_search ON events USING gin (array_to_tsvector(search));
CREATE INDEX tokens_search ON tokens USING gin (array_to_tsvector(search));
CREATE INDEX users_search ON users USING gin (array_to_tsvector(search));
CREATE INDEX resources_search ON resources USING gin (array_to_tsvector(search));
