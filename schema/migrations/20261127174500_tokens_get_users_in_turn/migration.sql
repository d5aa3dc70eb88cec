-- A token that gets a user holds the user's row. The first one of a user also writes to that row (users_enrolled). Several that
-- shared the row before they wrote waited for each other, and were ended as a deadlock: they take turns now.
CREATE OR REPLACE FUNCTION tokens_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.search IS DISTINCT FROM OLD.search THEN
    NEW.own_search := NEW.search;
  END IF;
  -- Words of the user that change meanwhile come after this. Otherwise nothing is held: a change of the user waits for the
  -- token's row, and comes after this as well.
  IF NEW.user_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.user_id IS DISTINCT FROM OLD.user_id) THEN
    PERFORM 1 FROM users WHERE account_id = NEW.account_id AND id = NEW.user_id FOR NO KEY UPDATE;
  END IF;
  NEW.search := NEW.own_search
    || coalesce((SELECT search FROM users WHERE account_id = NEW.account_id AND id = NEW.user_id), '{}');
  RETURN NEW;
END $$;
