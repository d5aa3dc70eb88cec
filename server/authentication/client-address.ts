import { normalizeAddress } from "@tokenplane/rules/addresses";
import { Refusal } from "@tokenplane/rules/refusal";

/** The address of the person's device, in its usual form; null when none is given. @throws Refusal VALIDATION_FAILED */
export function checkAddress(address: string | null | undefined): string | null {
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
