import { useState } from "react";
import type { Refusal } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import {
  ChallengeCreateDocument,
  type AskedChallengeFragment,
  type ChallengePurpose,
} from "../generated/documents.js";

/** A challenge for a token's holder, until it is answered. */
export interface ChallengeOf {
  readonly challenge: AskedChallengeFragment | undefined;
  readonly ask: () => void;
  readonly isAsking: boolean;
  /** Why there is none. */
  readonly refusal: Refusal | undefined;
  /** It was answered: another answer needs another one. */
  readonly clear: () => void;
}

/** Asks a token's holder: a question, a code that is sent, or a request on the phone. */
export function useChallenge(tokenId: string, purpose: ChallengePurpose): ChallengeOf {
  const [challenge, setChallenge] = useState<AskedChallengeFragment>();
  const creation = useAction(ChallengeCreateDocument, (payload) => setChallenge(payload.challenge));
  return {
    challenge,
    ask: () => void creation.run({ purpose, subject: { token: { id: tokenId } } }),
    isAsking: creation.isRunning,
    refusal: creation.refusal,
    clear: () => setChallenge(undefined),
  };
}
