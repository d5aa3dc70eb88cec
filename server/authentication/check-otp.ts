import type { Payload } from "../actions/idempotency.js";
import { mayTouchPerson } from "../actions/may-touch.js";
import { done, makeUseCase } from "../actions/use-case.js";
import type { Reason } from "../events/event-types.js";
import { NIL_UUID } from "../nil-uuid.js";
import type { AttemptEvent } from "../tokens/attempt-text.js";
import { lockEvents } from "../tokens/attempt-text.js";
import { DEFAULT_LOCKOUT } from "../tokens/counting.js";
import { tokenObstacle } from "../tokens/obstacle.js";
import { noSuchToken, tokenKey, type TokenRefInput } from "../tokens/token-ref.js";
import { Attempt } from "./attempt.js";
import type { Decision } from "./decide.js";
import { getAbout, present } from "./event-text.js";
import type { AnswerInput } from "./given.js";
import type { Snapshot } from "./snapshot.js";
import { answeredChallenge } from "./subject.js";

/** Which code of which token is checked. */
export interface TokenCheckOtpRequest extends AnswerInput {
  readonly token: TokenRefInput;
  /** Global id of the challenge that the code answers. */
  readonly challenge?: string | null | undefined;
}

/** Why a code is not valid, as its event says; null when it is. */
interface CheckedOtp extends Payload {
  readonly reason: Reason | null;
  /** Absent from an answer that a server of the version before stored. */
  readonly tokenId?: string;
}

/** The events of a check. */
function getEvents(snapshot: Snapshot, decision: Decision, now: number): AttemptEvent[] {
  const about = getAbout(snapshot);
  const { token, user } = about;
  const checked = {
    type: "TOKEN_CHECKED",
    token: present(token),
    user,
    clientAddress: null,
    params: { isUnsent: false },
  } as const;
  if (decision.granted) {
    return [{ ...checked, outcome: "VALID" }];
  }
  const { reason, counts } = decision;
  const invalid: AttemptEvent = { ...checked, outcome: "INVALID", reason };
  return counts ? [invalid, ...lockEvents(about, DEFAULT_LOCKOUT, now)] : [invalid];
}

/** Checks whether a code of a token is valid, without signing anyone in. The code is used up, and failures are counted. */
export const tokenCheckOtp = makeUseCase(
  { operation: "tokenCheckOtp", errors: ["NOT_FOUND"], takesCode: true },
  async (services, caller, request: TokenCheckOtpRequest) => {
    const attempt = new Attempt<CheckedOtp>(services, caller, "tokenCheckOtp", request, {
      accountId: caller.actor.accountId,
      resource: null,
      boundTo: null,
      subject: { token: tokenKey(request.token) ?? { id: NIL_UUID } },
      challenge: answeredChallenge(request.challenge, "CHECK"),
    });
    for (;;) {
      const found = await attempt.read();
      const { earlier, snapshot, now } = found;
      if (earlier !== null) return earlier;
      if (snapshot.tokenId === null) throw noSuchToken(["input", "token"]);
      await mayTouchPerson(services.database, caller.actor, snapshot.userId, now);
      const decision = await attempt.decide(found, tokenObstacle(snapshot, now));
      const events = getEvents(snapshot, decision, now);
      const answer = done({ reason: decision.granted ? null : decision.reason, tokenId: snapshot.tokenId });
      if (await attempt.settle(found, { decision, limit: DEFAULT_LOCKOUT, events, answer })) return answer;
    }
  },
);
