-- An erasure finds a login that stands only in what changed by this index, not by a scan of the log: no search finds it there.
-- Events of sign-ins change nothing, and are not in it.
CREATE INDEX events_with_changes ON events (account_id, epoch, xid, position) WHERE changes <> '[]';
