-- Tokens are found by the words of their users, too. What the server writes as a token's words is kept apart, and the column
-- that is searched has these and those of the user.
ALTER TABLE tokens ADD COLUMN own_search text[] NOT NULL DEFAULT '{}';
UPDATE tokens SET own_search = search;
UPDATE tokens SET search = tokens.own_search || users.search
  FROM users WHERE users.account_id = tokens.account_id AND users.id = tokens.user_id;

CREATE FUNCTION tokens_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.search IS DISTINCT FROM OLD.search THEN
    NEW.own_search := NEW.search;
  END IF;
  -- A token that gets a user holds the user's row, so that words that change meanwhile come after this. Otherwise nothing is
  -- held: a change of the user waits for the token's row, and comes after this as well.
  IF NEW.user_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.user_id IS DISTINCT FROM OLD.user_id) THEN
    PERFORM 1 FROM users WHERE account_id = NEW.account_id AND id = NEW.user_id FOR SHARE;
  END IF;
  NEW.search := NEW.own_search
    || coalesce((SELECT search FROM users WHERE account_id = NEW.account_id AND id = NEW.user_id), '{}');
  RETURN NEW;
END $$;
CREATE TRIGGER tokens_search BEFORE INSERT OR UPDATE OF search, user_id ON tokens
  FOR EACH ROW EXECUTE FUNCTION tokens_search();

CREATE FUNCTION users_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tokens SET user_id = user_id WHERE account_id = NEW.account_id AND user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_search AFTER UPDATE OF search ON users
  FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search) EXECUTE FUNCTION users_search();
