-- Channels by which phones are woken (Firebase), and the wake-ups that they send.
ALTER TABLE channels
  DROP CONSTRAINT channels_kind_check,
  ADD CONSTRAINT channels_kind_check CHECK (kind IN ('SMS', 'EMAIL', 'BOT', 'PUSH')),
  DROP CONSTRAINT channels_driver_check,
  ADD CONSTRAINT channels_driver_check CHECK (
    driver IN ('SMTP', 'TWILIO', 'VONAGE', 'SMS_HTTP', 'TELEGRAM', 'SLACK', 'MATTERMOST', 'BOT_HTTP', 'FCM'));
ALTER TABLE messages
  DROP CONSTRAINT messages_kind_check,
  ADD CONSTRAINT messages_kind_check CHECK (kind IN ('SMS', 'EMAIL', 'BOT', 'PUSH'));
ALTER TABLE challenges
  -- Of a request on a phone: the language that its person reads.
  ADD COLUMN locale text CHECK (locale IN ('en', 'de', 'fr', 'es', 'uk', 'pl'));
