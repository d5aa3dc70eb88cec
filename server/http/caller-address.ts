import ipaddr from "ipaddr.js";
import type { Config } from "../config.js";
import { normalizeAddress } from "../resources/addresses.js";

/**
 * The address of the program that called: the socket's, or, when that is a trusted proxy, the last address in
 * X-Forwarded-For that no trusted proxy has. Headers from others are not believed.
 */
export function callerAddress(
  socketAddress: string | undefined,
  forwardedFor: string | null,
  trusted: Config["trustedProxies"],
): string {
  const isTrusted = (address: string): boolean => {
    const parsed = ipaddr.parse(address);
    return trusted.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
  };
  let caller = normalizeAddress(socketAddress ?? "") ?? "unknown";
  const hops = (forwardedFor ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .toReversed();
  for (const hop of hops) {
    if (caller === "unknown" || !isTrusted(caller)) break;
    const next = normalizeAddress(hop);
    if (next === undefined) break;
    caller = next;
  }
  return caller;
}
