-- By which the server proves to push services of browsers who it is (RFC 8292): PKCS#8 DER, encrypted. It is made at the next
-- start. Browsers bind their subscriptions to it, so it stays the same when the master key changes.
ALTER TABLE installation ADD COLUMN vapid_key bytea;
