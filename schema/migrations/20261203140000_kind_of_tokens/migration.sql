-- How the answers of a token come about. Most tokens are OATH: the default spares writing their rows again.
ALTER TABLE tokens ADD COLUMN kind text NOT NULL DEFAULT 'OATH';
UPDATE tokens SET kind = CASE WHEN sent_by = 'PUSH' THEN 'PUSH' WHEN sent_by IS NOT NULL THEN 'SENT' ELSE 'OCRA' END
WHERE sent_by IS NOT NULL OR ocra_suite IS NOT NULL;
ALTER TABLE tokens ALTER COLUMN kind DROP DEFAULT;

-- Servers of version 0.2.0, which may run beside this one, do not write the kind of a token, nor do files that they staged.
CREATE FUNCTION guess_token_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.kind := CASE WHEN NEW.sent_by = 'PUSH' THEN 'PUSH' WHEN NEW.sent_by IS NOT NULL THEN 'SENT'
                   WHEN NEW.ocra_suite IS NOT NULL THEN 'OCRA' ELSE 'OATH' END;
  RETURN NEW;
END $$;
CREATE TRIGGER tokens_kind BEFORE INSERT ON tokens
  FOR EACH ROW WHEN (NEW.kind IS NULL) EXECUTE FUNCTION guess_token_kind();

-- What a token of each kind stores. Another kind has none of these columns: it brings columns, or a table, of its own.
ALTER TABLE tokens
  DROP CONSTRAINT tokens_active_has_secret,
  DROP CONSTRAINT tokens_oath_or_sent,
  ADD CONSTRAINT tokens_have_what_their_kind_needs CHECK (
    CASE WHEN kind IN ('OATH', 'OCRA') THEN
           (kind = 'OCRA') = (algorithm = 'OCRA') AND algorithm IS NOT NULL AND hash IS NOT NULL
           AND (status = 'ACTIVE') = (secret IS NOT NULL)
           AND sent_by IS NULL AND target IS NULL AND channel_id IS NULL
         ELSE
           algorithm IS NULL AND hash IS NULL AND period_seconds IS NULL AND ocra_suite IS NULL AND secret IS NULL
           AND CASE kind
                 WHEN 'SENT' THEN sent_by IN ('SMS', 'EMAIL', 'BOT') AND (sent_by = 'BOT') = (channel_id IS NOT NULL)
                   AND (status = 'PENDING' OR target IS NOT NULL)
                 WHEN 'PUSH' THEN sent_by = 'PUSH' AND target IS NULL AND channel_id IS NULL
                 ELSE sent_by IS NULL AND target IS NULL AND channel_id IS NULL END
    END IS TRUE);
