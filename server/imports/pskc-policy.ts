import { readMoment } from "@tokenplane/rules/moment";
import { isValidityInOrder } from "@tokenplane/rules/validity";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Validity } from "../tokens/validity.js";
import type { PskcDemand, PskcKey } from "./pskc-document.js";

function refuse(message: string): never {
  throw new Refusal("VALIDATION_FAILED", message);
}

/** Which requirement of a policy this server does not enforce, in words; undefined when there is none. */
function unmet({ element, pinUsage }: PskcDemand): string | undefined {
  switch (element) {
    case "KeyUsage":
    case "StartDate":
    case "ExpiryDate":
      return undefined;
    case "PINPolicy":
      return pinUsage === "Local" ? undefined : "needs a PIN of its own (PINPolicy)";
    case "NumberOfTransactions":
      return "may be used a limited number of times (NumberOfTransactions)";
    default:
      return "has a policy that this server does not know";
  }
}

/**
 * A policy that this server does not enforce means that the key must not be used (RFC 6030 §5).
 * @param usage what the key must be for: OTP, or CR (challenge and response).
 * @throws Refusal POLICY_REFUSED
 */
export function checkPolicy({ policy, hasProfile }: PskcKey, usage: "OTP" | "CR"): void {
  const usages = policy.filter(({ element }) => element === "KeyUsage").map(({ text }) => text);
  // Real files use OTP for both.
  const isFor = usages.length === 0 || usages.includes(usage) || usages.includes("OTP");
  const why = isFor
    ? policy.map(unmet).find((phrase) => phrase !== undefined)
    : `is not for ${usage === "OTP" ? "one-time passwords" : "challenges"} (KeyUsage)`;
  if (why !== undefined)
    throw new Refusal("POLICY_REFUSED", `The key ${why}; this server cannot enforce that.`);
  if (hasProfile) refuse("Part of the key is defined in a profile that is not in the file (KeyProfileId).");
}

/** The moment of an `xs:dateTime`, in milliseconds since 1970 UTC. One without an offset is in UTC, as canonical ones are. */
function getMoment(element: string, text: string): number {
  const inUtc = /(?:[Zz]|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  const moment =
    readMoment(inUtc) ?? refuse(`The ${element} is not a date and time such as 2030-01-31T00:00:00Z.`);
  return moment.getTime();
}

/**
 * The period in which a key is valid, from its policy (RFC 6030 §5) and from the data of its device (§4.3.1) together.
 * @throws Refusal
 */
export function getValidity({ policy, device }: PskcKey): Validity {
  const said = (element: "StartDate" | "ExpiryDate"): number[] =>
    [...device, ...policy]
      .filter((demand) => demand.element === element)
      .map(({ text }) => getMoment(element, text));
  const [starts, ends] = [said("StartDate"), said("ExpiryDate")];
  const from = starts.length === 0 ? null : Math.max(...starts);
  const until = ends.length === 0 ? null : Math.min(...ends);
  if (!isValidityInOrder(from, until)) refuse("The key's ExpiryDate must be later than its StartDate.");
  return {
    validFrom: from === null ? null : new Date(from),
    validUntil: until === null ? null : new Date(until),
  };
}
