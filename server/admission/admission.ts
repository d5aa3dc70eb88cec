import type { CredentialServices, Presented, Rejection } from "../access/credential.js";
import { KINDS } from "../access/credentials.js";
import { DENIALS, type Denied } from "../access/denials.js";
import { type Actor, getCredentialId, whyNotAllowed } from "../actions/actor.js";
import type { Operation } from "../actions/permissions.js";
import type { BoundCounts } from "../bounds.js";
import type { Caller } from "./caller.js";
import { Guesses } from "./guesses.js";
import { type Limited, type RateLimit, type Rates, rateLimits } from "./rate-limits.js";

/** A caller who proved who it is. */
export interface Admitted {
  readonly actor: Actor;
  readonly caller: Caller;
}

/**
 * Decides who is let in, and how often. A door gives it an address, a credential and an operation, and makes an answer of its own of a
 * refusal.
 */
export interface Admission {
  /** Counts a request. @returns undefined, or that the caller must wait. */
  arrive(caller: Caller): Limited | undefined;
  /** The limit of requests of a network without a valid credential, for doors at which something else proves who calls. */
  readonly withoutKey: RateLimit;
  /**
   * The actor of a request that has arrived, or why there is none. What somebody must wait for is not looked up.
   * @param presented the credential, or why there is none.
   * @param operation that the actor must be allowed; null for a door whose requests name several, and which asks for each of them.
   * @throws what the database throws when it cannot be reached: `isUnreachable` says so. Then nothing is counted.
   */
  admit(
    caller: Caller,
    presented: Presented | Rejection,
    operation: Operation | null,
  ): Promise<Admitted | Denied | Limited>;
  /** Counts one more request of somebody who was let in before and is still there. @returns who, or that it must wait. */
  admitAgain(admitted: Admitted): Admitted | Limited;
}

/** Creates the admission of a process. All of its doors share it. @param rates how often somebody may ask. */
export function makeAdmission(
  services: CredentialServices & { readonly bounds: BoundCounts },
  rates: Rates,
): Admission {
  const { ofKey, ofNetwork, withoutKey } = rateLimits(rates, services);
  // The owners of keys that were valid here are let in while somebody else at the same address guesses keys.
  const guesses = new Guesses(withoutKey);
  const admission: Admission = {
    arrive: ({ network }) => ofNetwork.take(network),
    withoutKey,
    async admit(caller, presented, operation) {
      const { network } = caller;
      if (typeof presented === "string") return withoutKey.take(network) ?? DENIALS[presented];
      const kind = KINDS[presented.kind];
      const hash = kind.hash(presented.text);
      if (hash === null) return withoutKey.take(network) ?? DENIALS.MALFORMED;
      const actor = await guesses.answer(
        network,
        `${presented.kind} ${hash.toString("base64")}`,
        () => kind.authenticate(services, hash, presented),
        (found) => typeof found !== "string",
      );
      if (typeof actor === "string") return DENIALS[actor];
      if ("retryAfter" in actor) return actor;
      const admitted = admission.admitAgain({ actor, caller });
      if ("code" in admitted || operation === null) return admitted;
      const why = whyNotAllowed(actor, operation, operation);
      return why === undefined ? admitted : { code: "FORBIDDEN", message: why };
    },
    admitAgain: (admitted) => ofKey.take(getCredentialId(admitted.actor)) ?? admitted,
  };
  return admission;
}
