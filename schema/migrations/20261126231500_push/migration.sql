-- Tokens that ask on a phone: approve, and type what it shows.
ALTER TABLE tokens
  DROP CONSTRAINT tokens_sent_by_check,
  ADD CONSTRAINT tokens_sent_by_check CHECK (sent_by IN ('SMS', 'EMAIL', 'BOT', 'PUSH')),
  DROP CONSTRAINT tokens_active_has_secret,
  ADD CONSTRAINT tokens_active_has_secret CHECK (
    CASE WHEN sent_by IS NULL THEN (status = 'ACTIVE') = (secret IS NOT NULL)
      WHEN sent_by = 'PUSH' THEN secret IS NULL AND target IS NULL
      ELSE secret IS NULL AND (status = 'PENDING' OR target IS NOT NULL) END);

-- The phones of such tokens. A token has one that is ACTIVE, and one that is about to take its place.
CREATE TABLE push_devices (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  token_id uuid NOT NULL,
  -- What the phone calls itself; it is part of everything that it signs.
  serial text NOT NULL,
  state text NOT NULL CHECK (state IN ('WAITING', 'ROLLED_OUT', 'ACTIVE')),
  -- A keyed hash of the credential that a phone rolls out with, once.
  credential_hmac bytea NOT NULL,
  -- Of the phone: SPKI DER.
  public_key bytea,
  -- By which the server signs for this phone alone: PKCS#8 DER, encrypted.
  server_key bytea,
  -- By which Firebase wakes the phone: encrypted. null: the phone asks by itself.
  wake_token bytea,
  wake_token_at timestamptz(3),
  -- Requests since the last one that was approved.
  unanswered integer NOT NULL DEFAULT 0,
  -- Nobody is asked until then: somebody said "I did not ask for this".
  silent_until timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  rolled_out_at timestamptz(3),
  PRIMARY KEY (account_id, id),
  CONSTRAINT push_devices_account_id_serial_key UNIQUE (account_id, serial),
  CONSTRAINT push_devices_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id) ON DELETE CASCADE,
  CONSTRAINT push_devices_rolled_out_has_keys CHECK (
    (state <> 'WAITING') = (public_key IS NOT NULL) AND (public_key IS NULL) = (server_key IS NULL)
    AND (public_key IS NULL) = (rolled_out_at IS NULL))
);
CREATE UNIQUE INDEX push_devices_one_active ON push_devices (account_id, token_id) WHERE state = 'ACTIVE';
CREATE UNIQUE INDEX push_devices_one_waiting ON push_devices (account_id, token_id) WHERE state <> 'ACTIVE';

-- A phone that is not confirmed goes with its enrolment, whatever ends that.
CREATE FUNCTION enrolments_phone_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM push_devices WHERE account_id = OLD.account_id AND token_id = OLD.token_id AND state <> 'ACTIVE';
  RETURN OLD;
END $$;
CREATE TRIGGER enrolments_phone_leaves AFTER DELETE ON enrolments FOR EACH ROW EXECUTE FUNCTION enrolments_phone_leaves();

ALTER TABLE challenges
  -- Three wrong codes close a challenge. It stays until it expires.
  DROP CONSTRAINT challenges_tries_check,
  ADD CONSTRAINT challenges_tries_check CHECK (tries BETWEEN 0 AND 3),
  DROP CONSTRAINT challenges_purpose_check,
  ADD CONSTRAINT challenges_purpose_check CHECK (purpose IN ('SIGN_IN', 'CHECK', 'SYNCHRONIZE', 'ENROLMENT')),
  DROP CONSTRAINT challenges_kind_check,
  ADD CONSTRAINT challenges_kind_check CHECK (kind IN ('QUESTION', 'CODE', 'PUSH')),
  ADD COLUMN device_id uuid,
  ADD COLUMN nonce_hash bytea,
  -- What the phone gets, signed.
  ADD COLUMN push jsonb,
  ADD COLUMN push_state text CHECK (push_state IN ('PENDING', 'APPROVED', 'DECLINED')),
  ADD COLUMN confirmation text CHECK (confirmation IN ('CODE', 'CHOICE', 'APPROVE')),
  -- What the person must choose on the phone.
  ADD COLUMN choice text,
  -- The answer that was accepted, so that its repetition gets the same reply.
  ADD COLUMN answer_hash bytea,
  DROP CONSTRAINT challenges_kind_has_what_it_needs,
  ADD CONSTRAINT challenges_kind_has_what_it_needs CHECK (
    CASE kind WHEN 'QUESTION' THEN question IS NOT NULL AND code_hmac IS NULL AND push IS NULL
      WHEN 'CODE' THEN question IS NULL AND code_hmac IS NOT NULL AND step IS NOT NULL AND push IS NULL
      ELSE question IS NULL AND step IS NOT NULL AND device_id IS NOT NULL AND nonce_hash IS NOT NULL AND push IS NOT NULL
        AND push_state IS NOT NULL AND confirmation IS NOT NULL AND (confirmation = 'CHOICE') = (choice IS NOT NULL) END),
  ADD CONSTRAINT challenges_account_id_device_id_fkey
    FOREIGN KEY (account_id, device_id) REFERENCES push_devices (account_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX challenges_nonce ON challenges (account_id, nonce_hash) WHERE nonce_hash IS NOT NULL;
CREATE INDEX challenges_device ON challenges (account_id, device_id) WHERE device_id IS NOT NULL;

ALTER TABLE resources
  -- How a request on a phone is confirmed.
  ADD COLUMN push_confirmation text NOT NULL DEFAULT 'CODE' CHECK (push_confirmation IN ('CODE', 'CHOICE', 'APPROVE'));
