-- "This was not me" removes a contact only while it is the one that the change set, and a link ends when an administrator sets another
-- e-mail address.
ALTER TABLE alarms
  -- A keyed hash of the e-mail address or phone number that the change set; null for other changes.
  ADD COLUMN contact_set bytea,
  -- When the link ended. What it is about can still be blocked by other links.
  ADD COLUMN voided_at timestamptz(3);
-- Of the notices of one changed address, the last one was mailed to the address that was set. A phone number cannot be known here: links
-- that are older than this remove none.
UPDATE alarms SET contact_set = (
  SELECT last.mailed_to FROM alarms AS last
  WHERE last.account_id = alarms.account_id AND last.user_id = alarms.user_id AND last.change = 'EMAIL_CHANGED'
    AND last.created_at = alarms.created_at
  ORDER BY last.id DESC LIMIT 1)
  WHERE change = 'EMAIL_CHANGED';
