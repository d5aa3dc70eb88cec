import { untilOf } from "../bypass/event-text.js";
import { AuthenticationMethod } from "../events/event-type.js";
import { isMethod } from "../events/event-types.js";
import { Refusal } from "../graphql/errors.js";
import { NOTHING } from "../graphql/global-id.js";
import { mutationField } from "../graphql/mutation.js";
import { normalizeAddress } from "@tokenplane/rules/addresses";
import { noSuchResource, resourceKey, ResourceRef } from "../resources/resource-ref.js";
import { attempt } from "./attempt.js";
import { answeredChallenge, challengeField } from "./challenge-ref.js";
import { DEFAULT_LOCKOUT, type LockRule } from "./counting.js";
import { signInObstacle } from "./decide.js";
import type { AttemptEvent } from "./settle.js";
import type { Snapshot } from "./snapshot.js";
import { isUnknown, subjectHmac, SubjectInput, subjectOf } from "./subject.js";
import { aboutOf, inWords, lockEvents } from "./event-text.js";

function checkAddress(address: string | null | undefined): string | null {
  if (address == null) return null;
  const normalized = normalizeAddress(address);
  if (normalized === undefined) {
    throw new Refusal("VALIDATION_FAILED", "clientAddress is an IPv4 or IPv6 address, without a port.", [
      "input",
      "clientAddress",
    ]);
  }
  return normalized;
}

/** The rule of the resource. */
function limitOf({ failureLimit, lockMinutes }: Snapshot): LockRule {
  return {
    failures: failureLimit ?? DEFAULT_LOCKOUT.failures,
    lockMinutes: lockMinutes ?? DEFAULT_LOCKOUT.lockMinutes,
  };
}

mutationField(
  "authenticate",
  {
    description:
      "Signs a user in at a resource, or denies it. The reason of a denial is only in the event: the answer is the same for every reason, after the same work.",
    input: (t) => ({
      resource: t.field({ type: ResourceRef, required: true, description: "Where." }),
      subject: t.field({ type: SubjectInput, required: true, description: "Who." }),
      passcode: t.string({
        required: true,
        description:
          "What the person typed, without spaces: the one-time password, with the PIN before or after it if the token has one. While a bypass is valid for the token: only the PIN, or any text if the token has no PIN. In all other cases, an empty passcode is denied and does not count as a failure.",
      }),
      challenge: challengeField(t),
      clientAddress: t.string({
        description: "IP address of the person's device. Required if the resource has allowedAddresses.",
      }),
    }),
    errors: ["NOT_FOUND"],
    takesCode: true,
    payload: (t) => ({
      granted: t.boolean({
        description: "Whether the user is signed in.",
        resolve: ({ payload }) => payload.granted === true,
      }),
      method: t.field({
        type: AuthenticationMethod,
        nullable: true,
        description: "Why the user was signed in; null when denied.",
        resolve: ({ payload }) => (isMethod(payload.method) ? payload.method : null),
      }),
    }),
  },
  async (input, context) => {
    const { actor, services } = context;
    const subject = subjectOf(input.subject);
    const resource = resourceKey(input.resource) ?? { id: NOTHING };
    const clientAddress = checkAddress(input.clientAddress);
    return attempt(
      context,
      {
        mutation: "authenticate",
        input,
        about: {
          accountId: actor.accountId,
          resource,
          boundTo: actor.resourceId,
          subject,
          challenge: answeredChallenge(input.challenge, "SIGN_IN"),
        },
        obstacle: (snapshot, now) => signInObstacle(snapshot, subject, clientAddress, now),
        limit: limitOf,
        events: (snapshot, decision, now): AttemptEvent[] => {
          const about = { ...aboutOf(snapshot), clientAddress };
          const who = snapshot.login ?? "Someone unknown";
          if (decision.granted) {
            const { method } = decision;
            const how =
              method === "OTP" ? "" : `, without a code: it has a bypass ${untilOf(decision.until)}`;
            const summary = `${who} signed in at ${snapshot.resourceName} with token ${snapshot.tokenName}${how}.`;
            return [{ ...about, type: "AUTHENTICATION_GRANTED", outcome: "GRANTED", method, summary }];
          }
          const { reason, counts } = decision;
          // Whatever the reason of the denial: if nobody has this login or token, the event says so.
          const unknown = isUnknown(subject, snapshot);
          const denied: AttemptEvent = {
            ...about,
            type: "AUTHENTICATION_DENIED",
            outcome: "DENIED",
            reason,
            ...(unknown ? { subjectHmac: subjectHmac(services.hmacKey, subject) } : {}),
            summary: `${who} was denied at ${snapshot.resourceName}: ${inWords(reason)}.`,
          };
          if (!counts) return [denied];
          return [denied, ...lockEvents(aboutOf(snapshot), limitOf(snapshot), now)];
        },
        payload: (decision) => ({
          granted: decision.granted,
          method: decision.granted ? decision.method : null,
        }),
      },
      ({ resourceId }) => {
        if (resourceId === null) throw noSuchResource(["input", "resource"]);
      },
    );
  },
);
