-- Names of resources and channels are stored and looked up in composed Unicode (NFC). A name that another row would have then stays as
-- it is: that row is found by its id, and can be renamed.
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
