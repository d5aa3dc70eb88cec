-- What the secrets of an account used up before they left their tokens. A secret that comes again, to whatever token,
-- goes on there: no used code is valid again, and a lock of 100 failures in a row stays.
CREATE TABLE used_secrets (
  account_id uuid NOT NULL REFERENCES accounts (id),
  -- A keyed hash of the secret and of what else makes its codes; it tells nothing of the secret.
  fingerprint bytea NOT NULL,
  -- What the steps count: periods of so many seconds, or 0: counts.
  period_seconds integer NOT NULL CHECK (period_seconds >= 0),
  last_step bigint NOT NULL,
  drift integer NOT NULL,
  consecutive_failures integer NOT NULL,
  PRIMARY KEY (account_id, fingerprint, period_seconds)
);

-- When codes by the clock are out of reach, in seconds since 1970: a synchronization looks 1,000 steps back, of a device
-- that may be as far off. Nothing else ends by itself: a counter stands still, and so do failures.
CREATE INDEX used_secrets_out_of_reach ON used_secrets (((last_step + 2000) * period_seconds))
  WHERE period_seconds > 0 AND consecutive_failures = 0;

ALTER TABLE tokens
  ADD COLUMN secret_fingerprint bytea,
  -- What last_step was when the secret came, as it was given: what lies beyond was used.
  ADD COLUMN given_step bigint NOT NULL DEFAULT -1,
  ADD CONSTRAINT tokens_fingerprint_has_secret CHECK (secret_fingerprint IS NULL OR secret IS NOT NULL);
CREATE INDEX tokens_account_id_secret_fingerprint_idx ON tokens (account_id, secret_fingerprint);
-- Those of an earlier build, until the next start.
CREATE INDEX tokens_without_fingerprint ON tokens (account_id, id)
  WHERE secret IS NOT NULL AND secret_fingerprint IS NULL;

ALTER TABLE enrolments ADD COLUMN secret_fingerprint bytea;
CREATE INDEX enrolments_account_id_secret_fingerprint_idx ON enrolments (account_id, secret_fingerprint);

-- Remembers what a secret used up when it leaves its token.
CREATE FUNCTION remember_secret(of_account uuid, of_fingerprint bytea, of_period integer, step bigint, off integer, failures integer)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO used_secrets AS known (account_id, fingerprint, period_seconds, last_step, drift, consecutive_failures)
  SELECT of_account, of_fingerprint, coalesce(of_period, 0), step, off, failures
  WHERE of_fingerprint IS NOT NULL AND (step >= 0 OR failures > 0)
  ON CONFLICT (account_id, fingerprint, period_seconds) DO UPDATE SET
    last_step = greatest(known.last_step, excluded.last_step), drift = excluded.drift,
    consecutive_failures = greatest(known.consecutive_failures, excluded.consecutive_failures)
$$;

-- What is known of a secret that comes to a token: from when it was in others, and from others that have it now.
-- Steps of another period are other numbers; they matter where they are in reach of a synchronization. Those of the
-- same period matter until they are out of reach.
CREATE FUNCTION uses_of_secret(of_account uuid, of_fingerprint bytea, of_period integer, near bigint, holder uuid,
  OUT step bigint, OUT off integer, OUT failures integer)
LANGUAGE sql STABLE AS $$
  SELECT max(known.last_step) FILTER (WHERE known.in_reach),
    (array_agg(known.drift ORDER BY known.last_step DESC, known.drift DESC)
      FILTER (WHERE known.in_reach AND known.period_seconds = of_period))[1],
    max(known.consecutive_failures)
  FROM (
    SELECT uses.*, CASE WHEN uses.period_seconds = of_period THEN of_period = 0 OR uses.last_step + 2000 > near
      ELSE abs(uses.last_step - near) <= 1000 END AS in_reach
    FROM (
      SELECT period_seconds, last_step, drift, consecutive_failures FROM used_secrets
      WHERE account_id = of_account AND fingerprint = of_fingerprint
      UNION ALL (
        -- More than a few tokens have the same secret in files of examples only.
        SELECT coalesce(period_seconds, 0), CASE WHEN last_step > given_step THEN last_step ELSE -1 END, drift, consecutive_failures
        FROM tokens WHERE account_id = of_account AND secret_fingerprint BETWEEN of_fingerprint AND of_fingerprint
          AND id <> holder ORDER BY secret_fingerprint LIMIT 16)
      UNION ALL
      SELECT coalesce(token.period_seconds, 0), waiting.last_step, waiting.drift, 0
      FROM enrolments AS waiting JOIN tokens AS token ON token.account_id = waiting.account_id AND token.id = waiting.token_id
      WHERE waiting.account_id = of_account AND waiting.secret_fingerprint = of_fingerprint AND waiting.token_id <> holder
    ) AS uses
  ) AS known
$$;

-- On every path by which a secret leaves a token or comes to one; signing in is none of them. An import calls it for each
-- row, by plans that are made while the tables may be empty, where every index costs the same: the order that is asked for
-- leaves only the one by fingerprints.
CREATE FUNCTION tokens_secret_changes() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET enable_sort = off AS $$
DECLARE
  period integer := 0;
  near bigint;
  known record;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF TG_OP = 'UPDATE' AND NEW.secret IS NOT DISTINCT FROM OLD.secret THEN
      RETURN NEW;
    END IF;
    PERFORM remember_secret(OLD.account_id, OLD.secret_fingerprint, OLD.period_seconds,
      CASE WHEN OLD.last_step > OLD.given_step THEN OLD.last_step ELSE -1 END, OLD.drift, OLD.consecutive_failures);
    IF TG_OP = 'DELETE' THEN
      -- A synchronization uses codes of a secret that waits.
      PERFORM remember_secret(account_id, secret_fingerprint, OLD.period_seconds, last_step, drift, 0)
        FROM enrolments WHERE account_id = OLD.account_id AND token_id = OLD.id;
      RETURN OLD;
    END IF;
  END IF;

  -- Whoever gives a token another secret says so itself: the code that confirmed it was used.
  IF TG_OP = 'INSERT' THEN
    NEW.given_step := NEW.last_step;
  END IF;
  IF NEW.secret_fingerprint IS NULL OR NOT coalesce(
    EXISTS (SELECT 1 FROM used_secrets WHERE account_id = NEW.account_id AND fingerprint = NEW.secret_fingerprint)
    OR (SELECT true FROM tokens WHERE account_id = NEW.account_id AND id <> NEW.id
      AND secret_fingerprint BETWEEN NEW.secret_fingerprint AND NEW.secret_fingerprint ORDER BY secret_fingerprint LIMIT 1)
    OR (SELECT true FROM enrolments WHERE account_id = NEW.account_id AND token_id <> NEW.id
      AND secret_fingerprint BETWEEN NEW.secret_fingerprint AND NEW.secret_fingerprint ORDER BY secret_fingerprint LIMIT 1),
    false
  ) THEN
    RETURN NEW;
  END IF;

  period := coalesce(NEW.period_seconds, 0);
  near := CASE WHEN period = 0 THEN NEW.last_step ELSE floor(extract(epoch FROM NEW.updated_at) / period) END;
  SELECT * INTO known FROM uses_of_secret(NEW.account_id, NEW.secret_fingerprint, period, near, NEW.id);
  IF known.step > NEW.last_step THEN
    NEW.last_step := known.step;
    NEW.drift := coalesce(known.off, NEW.drift);
  END IF;
  IF known.failures > NEW.consecutive_failures THEN
    NEW.consecutive_failures := known.failures;
    IF known.failures >= 100 THEN
      NEW.lock_reason := 'FAILURE_CEILING';
      NEW.locked_until := NULL;
    END IF;
  END IF;
  -- From here on the token says it, unless it begins at a later counter that was given and is not used yet.
  IF NEW.last_step > NEW.given_step THEN
    DELETE FROM used_secrets
      WHERE account_id = NEW.account_id AND fingerprint = NEW.secret_fingerprint AND period_seconds = period;
  END IF;
  UPDATE used_secrets SET consecutive_failures = 0
    WHERE account_id = NEW.account_id AND fingerprint = NEW.secret_fingerprint AND consecutive_failures > 0;
  RETURN NEW;
END $$;

CREATE TRIGGER tokens_secret_changes BEFORE INSERT OR DELETE OR UPDATE OF secret_fingerprint ON tokens
  FOR EACH ROW EXECUTE FUNCTION tokens_secret_changes();

CREATE FUNCTION enrolments_secret_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM remember_secret(OLD.account_id, OLD.secret_fingerprint, period_seconds, OLD.last_step, OLD.drift, 0)
    FROM tokens WHERE account_id = OLD.account_id AND id = OLD.token_id;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER enrolments_secret_leaves BEFORE DELETE OR UPDATE OF secret_fingerprint ON enrolments
  FOR EACH ROW WHEN (OLD.last_step >= 0) EXECUTE FUNCTION enrolments_secret_leaves();
