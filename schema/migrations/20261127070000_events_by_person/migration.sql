-- An erasure finds what a person did by this index, not by a scan of the log. Most events are of programs, and not in it.
CREATE INDEX events_by_person ON events (account_id, actor_id, epoch, xid, position)
  WHERE actor_kind IN ('ADMINISTRATOR', 'USER');
