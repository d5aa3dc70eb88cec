-- What counts a message, to give it back when the code was used or surely not sent.
ALTER TABLE messages
  ADD COLUMN person_counts text[] NOT NULL DEFAULT '{}',
  ADD COLUMN other_counts text[] NOT NULL DEFAULT '{}';

-- The challenge of the code that was sent last: whoever asks again too soon gets it again. Decoys have one as well.
ALTER TABLE send_counts ADD COLUMN challenge_id uuid;

-- Challenges from before this moment are closed, because their answers may be lost.
ALTER TABLE installation ADD COLUMN challenges_since timestamptz(3);
