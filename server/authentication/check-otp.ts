import { REASONS } from "../events/event-types.js";
import { Reason } from "../events/event-type.js";
import { NOTHING } from "../graphql/global-id.js";
import { mutationField } from "../graphql/mutation.js";
import { noSuchToken, tokenKey, TokenRef } from "../tokens/token-ref.js";
import { attempt } from "./attempt.js";
import { answeredChallenge, challengeField } from "./challenge-ref.js";
import { DEFAULT_LOCKOUT } from "./counting.js";
import { checkObstacle } from "./decide.js";
import type { AttemptEvent } from "./settle.js";
import { aboutOf, inWords, lockEvents } from "./event-text.js";

function isReason(text: unknown): text is keyof typeof REASONS {
  return typeof text === "string" && Object.hasOwn(REASONS, text);
}

mutationField(
  "tokenCheckOtp",
  {
    description:
      "Checks whether a code of a token is valid, without signing anyone in. As at a sign-in, the code is used up, and failures are counted; but the token needs no assignment.",
    input: (t) => ({
      token: t.field({ type: TokenRef, required: true, description: "Which token." }),
      passcode: t.string({
        required: true,
        description:
          "The code that the token shows; with its PIN before or after it, if it has one. No spaces. An empty code is not valid, and does not count as a failure.",
      }),
      challenge: challengeField(t),
    }),
    errors: ["NOT_FOUND"],
    takesCode: true,
    payload: (t) => ({
      valid: t.boolean({
        description: "Whether the code is valid.",
        resolve: ({ payload }) => payload.reason === null,
      }),
      reason: t.field({
        type: Reason,
        nullable: true,
        description:
          "Why the code is not valid; null when it is valid. A wrong PIN is reported as WRONG_CODE; only the event distinguishes them.",
        resolve: ({ payload }) => (isReason(payload.reason) ? payload.reason : null),
      }),
    }),
  },
  async (input, context) => {
    const { accountId } = context.actor;
    const subject = { token: tokenKey(input.token) ?? { id: NOTHING } };
    return attempt(
      context,
      {
        mutation: "tokenCheckOtp",
        input,
        about: {
          accountId,
          resource: null,
          boundTo: null,
          subject,
          challenge: answeredChallenge(input.challenge, "CHECK"),
        },
        obstacle: checkObstacle,
        limit: () => DEFAULT_LOCKOUT,
        events: (snapshot, decision, now): AttemptEvent[] => {
          const about = aboutOf(snapshot);
          const checked = { ...about, type: "TOKEN_CHECKED" } as const;
          const { tokenName } = snapshot;
          if (decision.granted) {
            const summary = `A code of token ${tokenName} was checked: it is valid.`;
            return [{ ...checked, outcome: "VALID", summary }];
          }
          const { reason, counts } = decision;
          const summary = `A code of token ${tokenName} was checked and is not valid: ${inWords(reason)}.`;
          const invalid: AttemptEvent = { ...checked, outcome: "INVALID", reason, summary };
          return counts ? [invalid, ...lockEvents(about, DEFAULT_LOCKOUT, now)] : [invalid];
        },
        // Somebody who tries codes must not learn whether the PIN or the code was wrong.
        payload: (decision) => ({
          reason: decision.granted ? null : decision.reason === "WRONG_PIN" ? "WRONG_CODE" : decision.reason,
        }),
      },
      ({ tokenId }) => {
        if (tokenId === null) throw noSuchToken(["input", "token"]);
      },
    );
  },
);
