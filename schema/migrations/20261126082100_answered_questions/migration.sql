-- A suite with a time, and no counter, gives the same answer when the same question comes again in the same time step.
-- An answered challenge of such a token stays, without a slot, until no code of its time step is accepted any more.
ALTER TABLE challenges ALTER COLUMN slot DROP NOT NULL;
ALTER TABLE challenges ADD COLUMN answered_step bigint;
ALTER TABLE challenges ADD CONSTRAINT challenges_open_has_slot CHECK ((slot IS NULL) = (answered_step IS NOT NULL));
CREATE INDEX challenges_account_id_token_id_question_idx ON challenges (account_id, token_id, question);
