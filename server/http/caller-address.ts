import { normalizeAddress } from "@tokenplane/rules/addresses";
import ipaddr from "ipaddr.js";
import type { IncomingMessage } from "node:http";
import { type Caller, callerAt } from "../admission/caller.js";
import { boundedCache } from "../bounded-cache.js";
import type { Config } from "../config.js";

/** How many proxies of a request are read: anybody may list thousands. */
const MAX_HOPS = 20;

/** How many callers are remembered, so that the address of a busy one is not read again for each request. */
const MAX_CALLERS = 10_000;

/** The address of a hop without its port, which some proxies add: 192.0.2.7:51234, [2001:db8::1]:51234. */
function withoutPort(hop: string): string {
  const parts = /^(?:(?<v4>[\d.]+)|\[(?<v6>[\da-f:.]+)\])(?::\d{1,5})?$/iu.exec(hop)?.groups;
  return parts?.["v4"] ?? parts?.["v6"] ?? hop;
}

function isTrusted(address: string, trusted: Config["trustedProxies"]): boolean {
  const parsed = ipaddr.parse(address);
  return trusted.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
}

/**
 * The address of the program that called: that of the socket or, if the socket belongs to a trusted proxy, the last
 * address in X-Forwarded-For that is not a trusted proxy's. The header of other senders is ignored.
 * @returns "unknown" where a trusted proxy wrote something else than an address: then it is not the proxy that called. Only who
 * may write addresses of others can bring that about, too. All who are unknown share their limits, and are in no block of addresses.
 */
export function callerAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: Config["trustedProxies"],
): string {
  let caller = normalizeAddress(socketAddress ?? "") ?? "unknown";
  const hops = (forwardedFor ?? "")
    .split(",")
    .slice(-MAX_HOPS)
    .map((hop) => hop.trim())
    // A list may have empty elements (RFC 9110 §5.6.1).
    .filter((hop) => hop !== "")
    .toReversed();
  for (const hop of hops) {
    if (caller === "unknown" || !isTrusted(caller, trusted)) break;
    caller = normalizeAddress(withoutPort(hop)) ?? "unknown";
  }
  return caller;
}

/**
 * Finds the callers of requests. Addresses are cached: reading an IPv6 address takes 50 microseconds.
 * @param onIgnored is called once, with the address of the first sender whose X-Forwarded-For is ignored. A proxy that was forgotten
 * in the settings shows only by this: all who come through it seem to be one caller.
 */
export function callers(
  trusted: Config["trustedProxies"],
  onIgnored: (sender: string) => void,
): (request: IncomingMessage) => Caller {
  const known = boundedCache<Caller>(MAX_CALLERS);
  let hasIgnored = false;
  const reportIgnored = (sender: string | undefined): void => {
    // Once one is reported, no more addresses are read for this.
    if (hasIgnored) return;
    const address = normalizeAddress(sender ?? "");
    if (address === undefined || isTrusted(address, trusted)) return;
    hasIgnored = true;
    onIgnored(address);
  };
  return ({ socket, headers }) => {
    const sent = headers["x-forwarded-for"];
    if (trusted.length === 0 && sent !== undefined) reportIgnored(socket.remoteAddress);
    const header = trusted.length === 0 ? undefined : sent;
    const forwardedFor = Array.isArray(header) ? header.join(",") : header;
    const name = `${socket.remoteAddress} ${forwardedFor}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const caller = callerAt(callerAddress(socket.remoteAddress, forwardedFor, trusted));
    if (forwardedFor !== undefined) reportIgnored(socket.remoteAddress);
    // Texts of any length are not cached.
    if (name.length < 200) known.set(name, caller);
    return caller;
  };
}
