-- People who sign in: administrators, their passwords, sessions and invitations.

-- The console of an account is a resource that administrators sign in to. It is outside the plan, and is never deleted.
ALTER TABLE resources ADD COLUMN kind text NOT NULL DEFAULT 'STANDARD' CHECK (kind IN ('STANDARD', 'CONSOLE'));
CREATE UNIQUE INDEX resources_one_console ON resources (account_id) WHERE kind = 'CONSOLE';

-- What people type to say which account they sign in to: unique in the whole installation.
ALTER TABLE accounts ADD COLUMN address text
  CONSTRAINT accounts_address_form CHECK (address ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$');
CREATE UNIQUE INDEX accounts_address_key ON accounts (address);

-- Users with a role.
CREATE TABLE administrators (
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('ADMIN', 'HELPDESK', 'AUDITOR')),
  last_sign_in_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, user_id),
  -- A person with a role is not deleted before the role is.
  CONSTRAINT administrators_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX administrators_account_id_created_at_user_id_idx ON administrators (account_id, created_at, user_id);

-- Argon2id of a password and its user's id, under the installation's pepper.
CREATE TABLE passwords (
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  hash text NOT NULL,
  -- Another one for each password that is set: a sign-in that was begun with the one before does not go on.
  version uuid NOT NULL,
  -- Wrong ones in a row, from whatever network.
  failures integer NOT NULL DEFAULT 0,
  set_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, user_id),
  CONSTRAINT passwords_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);

-- Wrong passwords for a login from one network. The keys are keyed hashes of both; they exist for logins that nobody has, too.
CREATE TABLE password_delays (
  key bytea NOT NULL PRIMARY KEY,
  failures integer NOT NULL,
  blocked_until timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL
);
CREATE INDEX password_delays_ends_at_idx ON password_delays (ends_at);

CREATE TABLE sessions (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind = 'CONSOLE'),
  -- SHA-256 of the cookie.
  hash bytea NOT NULL,
  -- 1: a password or an invitation; 2: a one-time password, too.
  level smallint NOT NULL CHECK (level IN (1, 2)),
  -- When the person last proved who they are.
  verified_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  -- Where it began: the address, and the network that limits count.
  address text NOT NULL,
  network text NOT NULL,
  agent text,
  PRIMARY KEY (account_id, id),
  CONSTRAINT sessions_hash_key UNIQUE (hash),
  CONSTRAINT sessions_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_account_id_created_at_id_idx ON sessions (account_id, created_at, id);
CREATE INDEX sessions_account_id_user_id_created_at_id_idx ON sessions (account_id, user_id, created_at, id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

-- Sign-ins between the password and the code.
CREATE TABLE sign_ins (
  hash bytea NOT NULL PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- What was typed; the same is kept for logins that nobody has.
  login text NOT NULL,
  login_lower text NOT NULL,
  -- Whose password was right, and which one; null when it was wrong.
  user_id uuid,
  password_version uuid,
  challenge_id uuid,
  challenges smallint NOT NULL DEFAULT 0,
  tries smallint NOT NULL DEFAULT 0,
  expires_at timestamptz(3) NOT NULL
);
ALTER TABLE sign_ins ADD CONSTRAINT sign_ins_right_password CHECK ((user_id IS NULL) = (password_version IS NULL));
CREATE INDEX sign_ins_expires_at_idx ON sign_ins (expires_at);

-- Links that let a person in once, to set a password or to enrol a token.
CREATE TABLE invitations (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  -- null: whoever has the link becomes the first administrator.
  user_id uuid,
  purpose text NOT NULL CHECK (purpose IN ('SETUP', 'JOIN', 'PASSWORD', 'TOKEN')),
  hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  revoked_at timestamptz(3),
  PRIMARY KEY (account_id, id),
  CONSTRAINT invitations_hash_key UNIQUE (hash),
  CONSTRAINT invitations_setup_has_no_user CHECK ((purpose = 'SETUP') = (user_id IS NULL)),
  CONSTRAINT invitations_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX invitations_account_id_created_at_id_idx ON invitations (account_id, created_at, id);
CREATE INDEX invitations_account_id_user_id_idx ON invitations (account_id, user_id);

-- An account that has an ADMIN who may sign in keeps one. Changes of administrators wait for each other on the account's row.
CREATE FUNCTION last_admin_stays(account uuid, leaving uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM accounts WHERE id = account FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM administrators JOIN users ON users.account_id = administrators.account_id AND users.id = administrators.user_id
    WHERE administrators.account_id = account AND administrators.user_id <> leaving AND administrators.role = 'ADMIN' AND users.enabled
  ) THEN
    RAISE EXCEPTION 'violates constraint "administrators_last_admin_stays"' USING ERRCODE = 'check_violation';
  END IF;
END $$;
CREATE FUNCTION administrators_last_admin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.role = 'ADMIN' AND (TG_OP = 'DELETE' OR NEW.role <> 'ADMIN') THEN
    PERFORM last_admin_stays(OLD.account_id, OLD.user_id);
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER administrators_last_admin_stays BEFORE DELETE OR UPDATE OF role ON administrators
  FOR EACH ROW EXECUTE FUNCTION administrators_last_admin_stays();
CREATE FUNCTION users_last_admin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.enabled AND NOT NEW.enabled AND EXISTS (
    SELECT 1 FROM administrators WHERE account_id = OLD.account_id AND user_id = OLD.id AND role = 'ADMIN'
  ) THEN
    PERFORM last_admin_stays(OLD.account_id, OLD.id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_last_admin_stays BEFORE UPDATE OF enabled ON users
  FOR EACH ROW EXECUTE FUNCTION users_last_admin_stays();

-- Who is disabled, and who belongs to an account that is, is signed in nowhere, also when the enabling comes soon.
CREATE FUNCTION users_sessions_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = NEW.updated_at
    WHERE account_id = NEW.account_id AND user_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = NEW.account_id AND user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_sessions_end AFTER UPDATE OF enabled ON users
  FOR EACH ROW WHEN (OLD.enabled AND NOT NEW.enabled) EXECUTE FUNCTION users_sessions_end();
CREATE FUNCTION accounts_sessions_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = NEW.updated_at WHERE account_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER accounts_sessions_end AFTER UPDATE OF enabled ON accounts
  FOR EACH ROW WHEN (OLD.enabled AND NOT NEW.enabled) EXECUTE FUNCTION accounts_sessions_end();
