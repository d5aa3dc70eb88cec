-- Tokens whose codes are sent: by SMS, by e-mail, or by a bot in a messenger.

-- By what an account sends.
CREATE TABLE channels (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SMS', 'EMAIL', 'BOT')),
  driver text NOT NULL CHECK (
    driver IN ('SMTP', 'TWILIO', 'VONAGE', 'SMS_HTTP', 'TELEGRAM', 'SLACK', 'MATTERMOST', 'BOT_HTTP')),
  -- The lowest is tried first.
  priority integer NOT NULL CHECK (priority BETWEEN 1 AND 1000),
  enabled boolean NOT NULL DEFAULT true,
  settings jsonb NOT NULL,
  -- Encrypted JSON: the value of each secret by its name.
  secrets bytea NOT NULL,
  secret_names text[] NOT NULL,
  -- ISO 3166-1 alpha-2; for SMS only.
  allowed_countries text[] NOT NULL DEFAULT '{}',
  hourly_limit integer CHECK (hourly_limit > 0),
  -- When somebody ended a suspension: codes from before do not count again.
  resumed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT channels_account_id_name_key UNIQUE (account_id, name),
  -- A token of a bot belongs to a channel of its kind.
  CONSTRAINT channels_account_id_id_kind_key UNIQUE (account_id, id, kind),
  CONSTRAINT channels_sms_has_countries CHECK (kind = 'SMS' OR allowed_countries = '{}')
);
CREATE INDEX channels_account_id_created_at_id_idx ON channels (account_id, created_at, id);

-- Countries to which a channel does not send for now, because codes sent there were not used.
CREATE TABLE channel_suspensions (
  account_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  country text NOT NULL,
  since timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, channel_id, country),
  CONSTRAINT channel_suspensions_account_id_channel_id_fkey
    FOREIGN KEY (account_id, channel_id) REFERENCES channels (account_id, id) ON DELETE CASCADE
);

-- A token has an OATH algorithm and a secret, or an address that its codes are sent to.
ALTER TABLE tokens
  ALTER COLUMN algorithm DROP NOT NULL,
  ALTER COLUMN hash DROP NOT NULL,
  ADD COLUMN sent_by text CHECK (sent_by IN ('SMS', 'EMAIL', 'BOT')),
  -- A phone number (E.164), an e-mail address, or the id of a chat.
  ADD COLUMN target text,
  ADD COLUMN channel_id uuid,
  DROP CONSTRAINT tokens_active_has_secret,
  ADD CONSTRAINT tokens_active_has_secret CHECK (
    CASE WHEN sent_by IS NULL THEN (status = 'ACTIVE') = (secret IS NOT NULL)
      ELSE secret IS NULL AND (status = 'PENDING' OR target IS NOT NULL) END),
  ADD CONSTRAINT tokens_oath_or_sent CHECK (
    CASE WHEN sent_by IS NULL THEN algorithm IS NOT NULL AND hash IS NOT NULL AND target IS NULL AND channel_id IS NULL
      ELSE algorithm IS NULL AND hash IS NULL AND period_seconds IS NULL AND ocra_suite IS NULL
        AND (sent_by = 'BOT') = (channel_id IS NOT NULL) END),
  ADD CONSTRAINT tokens_account_id_channel_id_sent_by_fkey
    FOREIGN KEY (account_id, channel_id, sent_by) REFERENCES channels (account_id, id, kind);
CREATE INDEX tokens_account_id_channel_id_idx ON tokens (account_id, channel_id) WHERE channel_id IS NOT NULL;
-- Decoys look like what the account's tokens are asked.
CREATE INDEX tokens_sent_by ON tokens (account_id, sent_by) WHERE sent_by IS NOT NULL;

-- A new address waits for the code that was sent there.
ALTER TABLE enrolments
  ALTER COLUMN secret DROP NOT NULL,
  ADD COLUMN target text,
  ADD COLUMN code_hmac bytea,
  -- Opens the chat with a bot in which the code is sent; until then, no address is known.
  ADD COLUMN start_code_hmac bytea,
  ADD CONSTRAINT enrolments_secret_or_code CHECK (secret IS NULL OR (target IS NULL AND code_hmac IS NULL));
CREATE UNIQUE INDEX enrolments_start_code ON enrolments (account_id, start_code_hmac) WHERE start_code_hmac IS NOT NULL;

ALTER TABLE challenges
  ALTER COLUMN question DROP NOT NULL,
  ADD COLUMN kind text NOT NULL DEFAULT 'QUESTION' CHECK (kind IN ('QUESTION', 'CODE')),
  -- A keyed hash of the code that was sent and of the challenge's id.
  ADD COLUMN code_hmac bytea,
  -- What a right code sets the token's last_step to: codes of older challenges are then void.
  ADD COLUMN step bigint,
  -- Wrong codes so far; with the third, the challenge is closed.
  ADD COLUMN tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 2),
  -- Whether the token's PIN was right before the code was sent, so that the code alone answers.
  ADD COLUMN pin_checked boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT challenges_kind_has_what_it_needs CHECK (
    CASE kind WHEN 'QUESTION' THEN question IS NOT NULL AND code_hmac IS NULL
      ELSE question IS NULL AND code_hmac IS NOT NULL AND step IS NOT NULL END);

ALTER TABLE resources
  -- Whether a PIN must be right before a code is sent.
  ADD COLUMN pin_before_sending boolean NOT NULL DEFAULT false;

-- What was sent, is being sent, or will be: the outbox.
CREATE TABLE messages (
  account_id uuid NOT NULL REFERENCES accounts (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SMS', 'EMAIL', 'BOT')),
  purpose text NOT NULL CHECK (purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'TEST')),
  state text NOT NULL CHECK (
    state IN ('PENDING', 'SENDING', 'ACCEPTED', 'REFUSED', 'UNKNOWN', 'EXPIRED', 'CANCELLED', 'SUPPRESSED')),
  token_id uuid,
  -- What is answered with the code. Without it, the message is not sent.
  challenge_id uuid,
  -- The channel that it must go by, or went by last.
  channel_id uuid,
  -- Channels that refused it.
  refused_by uuid[] NOT NULL DEFAULT '{}',
  masked_target text NOT NULL,
  -- Of a phone number: ISO 3166-1 alpha-2.
  country text,
  -- Encrypted JSON: the full address, the code, and what the text names. Nothing of it is left once the message is settled.
  payload bytea,
  attempts smallint NOT NULL DEFAULT 0,
  next_at timestamptz(3) NOT NULL,
  claimed_until timestamptz(3),
  expires_at timestamptz(3) NOT NULL,
  vendor_id text,
  failure text,
  receipt text CHECK (receipt IN ('ON_THE_WAY', 'DELIVERED', 'FAILED')),
  -- Whether the code was typed in rightly.
  used boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  PRIMARY KEY (account_id, id),
  CONSTRAINT messages_payload_until_settled CHECK ((payload IS NOT NULL) = (state IN ('PENDING', 'SENDING'))),
  CONSTRAINT messages_settled_has_moment CHECK ((settled_at IS NULL) = (state IN ('PENDING', 'SENDING'))),
  CONSTRAINT messages_sending_is_claimed CHECK ((claimed_until IS NOT NULL) = (state = 'SENDING'))
) WITH (fillfactor = 70);
CREATE INDEX messages_due ON messages (next_at) WHERE state = 'PENDING';
CREATE INDEX messages_claimed ON messages (claimed_until) WHERE state = 'SENDING';
CREATE INDEX messages_account_id_created_at_id_idx ON messages (account_id, created_at, id);
CREATE INDEX messages_account_id_token_id_created_at_id_idx ON messages (account_id, token_id, created_at, id);
CREATE INDEX messages_account_id_challenge_id_idx ON messages (account_id, challenge_id) WHERE challenge_id IS NOT NULL;
CREATE INDEX messages_account_id_channel_id_vendor_id_idx ON messages (account_id, channel_id, vendor_id)
  WHERE vendor_id IS NOT NULL;
CREATE INDEX messages_created_at_idx ON messages (created_at);

-- How often something was sent in a span of time. The keys are keyed hashes of what is counted.
CREATE TABLE send_counts (
  key bytea NOT NULL PRIMARY KEY,
  count integer NOT NULL,
  last_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL
);
CREATE INDEX send_counts_ends_at_idx ON send_counts (ends_at);

-- The language of an account's messages, where a request names none.
ALTER TABLE accounts ADD COLUMN locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'de', 'fr', 'es', 'uk', 'pl'));

-- Texts of an account, in place of the usual ones.
CREATE TABLE message_texts (
  account_id uuid NOT NULL REFERENCES accounts (id),
  kind text NOT NULL CHECK (kind IN ('SMS', 'EMAIL', 'BOT')),
  purpose text NOT NULL CHECK (purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'TEST')),
  locale text NOT NULL CHECK (locale IN ('en', 'de', 'fr', 'es', 'uk', 'pl')),
  subject text,
  text text,
  html text,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, kind, purpose, locale)
);
