import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { IncomingMessage } from "node:http";
import type { Config } from "../config.js";
import { normalizeAddress } from "@tokenplane/rules/addresses";

/** Who called, as far as the network tells. */
export interface Caller {
  /** The address of the program that called. */
  readonly address: string;
  /** Whom limits count: the address, or of IPv6 the /64 that one subscriber has whole. */
  readonly network: string;
}

/** Proxies on the way of a request, of which anybody may claim thousands. */
const MAX_HOPS = 20;

/** Callers that are remembered, so that a busy one's address is not read again for each request. */
const MAX_CALLERS = 10_000;

/**
 * The address of the program that called: the socket's, or, when that is a trusted proxy, the last address in
 * X-Forwarded-For that no trusted proxy has. Headers from others are not believed.
 */
export function callerAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: Config["trustedProxies"],
): string {
  const isTrusted = (address: string): boolean => {
    const parsed = ipaddr.parse(address);
    return trusted.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
  };
  let caller = normalizeAddress(socketAddress ?? "") ?? "unknown";
  const hops = (forwardedFor ?? "")
    .split(",")
    .slice(-MAX_HOPS)
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

function networkOf(address: string): string {
  return address.includes(":") ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString() : address;
}

/** Tells who called. Addresses that were read are remembered: reading one of IPv6 takes 50 microseconds. */
export function callers(trusted: Config["trustedProxies"]): (request: IncomingMessage) => Caller {
  const known = new LRUCache<string, Caller>({ max: MAX_CALLERS });
  return ({ socket, headers }) => {
    const header = trusted.length === 0 ? undefined : headers["x-forwarded-for"];
    const forwardedFor = Array.isArray(header) ? header.join(",") : header;
    const name = `${socket.remoteAddress} ${forwardedFor}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const address = callerAddress(socket.remoteAddress, forwardedFor, trusted);
    const caller = { address, network: networkOf(address) };
    // What anybody can write at any length is not worth keeping.
    if (name.length < 200) known.set(name, caller);
    return caller;
  };
}
