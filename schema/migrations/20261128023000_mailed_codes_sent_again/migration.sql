-- Until when a code that was mailed for a sign-in is valid. When another one is asked for too soon, none is mailed: the sign-in goes on
-- with the code that is on its way, and this code gets no older by it. Null for a sign-in that began in another way.
ALTER TABLE sign_ins ADD COLUMN code_expires_at timestamptz(3);
