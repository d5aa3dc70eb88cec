-- Names of resources and channels are stored and looked up in composed Unicode (NFC). If another row of the account would then have the same
-- name, both stay as they are. The one that is not composed is found by its id, and can be renamed.
DO $$ BEGIN
  IF current_setting('server_encoding') <> 'UTF8' THEN RETURN; END IF;
  UPDATE resources AS resource SET name = normalize(name, NFC)
  WHERE name IS NOT NFC NORMALIZED AND NOT EXISTS (
    SELECT FROM resources AS other WHERE other.account_id = resource.account_id AND other.id <> resource.id
      AND normalize(other.name, NFC) = normalize(resource.name, NFC));
  UPDATE channels AS channel SET name = normalize(name, NFC)
  WHERE name IS NOT NFC NORMALIZED AND NOT EXISTS (
    SELECT FROM channels AS other WHERE other.account_id = channel.account_id AND other.id <> channel.id
      AND normalize(other.name, NFC) = normalize(channel.name, NFC));
END $$;
