import { untilOf } from "../bypass/words.js";
import { AuthenticationMethod } from "../events/event-type.js";
import { isMethod } from "../events/event-types.js";
import { Refusal } from "../graphql/errors.js";
import { NOTHING } from "../graphql/global-id.js";
import { mutationField } from "../graphql/mutation.js";
import { normalizeAddress } from "@tokenplane/rules/addresses";
import { noSuchResource, resourceKey, ResourceRef } from "../resources/resource-ref.js";
import { attempt } from "./attempt.js";
import { answeredChallenge, challengeField } from "./challenge-ref.js";
import { AWAY, type LockRule } from "./counting.js";
import { signInObstacle } from "./decide.js";
import type { AttemptEvent } from "./settle.js";
import type { Snapshot } from "./snapshot.js";
import { isUnknown, subjectHmac, SubjectInput, subjectOf } from "./subject.js";
import { aboutOf, inWords, lockEvents } from "./words.js";

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
  return { failures: failureLimit ?? AWAY.failures, lockMinutes: lockMinutes ?? AWAY.lockMinutes };
}

mutationField(
  "authenticate",
  {
    description:
      "Signs a user in at a resource, or not. Why not is in the event alone: every denial answers alike, after the same work.",
    input: (t) => ({
      resource: t.field({ type: ResourceRef, required: true, description: "Where." }),
      subject: t.field({ type: SubjectInput, required: true, description: "Who." }),
      passcode: t.string({
        required: true,
        description:
          "What the person typed, without blanks: the one-time password, with the PIN before or behind it if the token has one. While a bypass lets the token in: the PIN alone, or anything when it has none. An empty passcode is denied otherwise, and counts as no failure.",
      }),
      challenge: challengeField(t),
      clientAddress: t.string({
        description: "Address of the person's device. At a resource with allowedAddresses it must be stated.",
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
        description: "What for; null when denied.",
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
          // Whatever stood in the way first: who it was that nobody knows is kept.
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
