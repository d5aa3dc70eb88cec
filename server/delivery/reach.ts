// Which addresses channels may reach: public ones, and those that the operator allows.
import ipaddr from "ipaddr.js";
import dns from "node:dns/promises";
import net from "node:net";
import { connectFailure } from "./connect-failure.js";
import type { OutgoingPolicy } from "./driver-settings.js";
import { sharedLookup } from "./shared-lookup.js";

/** Finds all addresses of a host name; it rejects when there is none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** As the system finds them: /etc/hosts, then DNS. */
export const systemLookup: Lookup = sharedLookup(async (host) =>
  (await dns.lookup(host, { all: true })).map(({ address }) => address),
);

/** Where a host is, or why it is not connected to. */
export type Reach =
  /** @property addresses of the host: connect to no others. @property allowed those of them that the operator allows. */
  | { readonly state: "OPEN"; readonly addresses: readonly string[]; readonly allowed: readonly string[] }
  | { readonly state: "FORBIDDEN"; readonly failure: string }
  | { readonly state: "NOT_FOUND"; readonly failure: string };

/** All of global unicast, RFC 4291 and IANA. The rest of IPv6 includes `::127.0.0.1`, which ipaddr.js takes for unicast. */
const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/**
 * Whether an address is one that everybody on the internet may reach. An address that contains another one (IPv4-mapped, NAT64,
 * 6to4, Teredo) is not, because the other one may be private.
 */
export function isPublic(address: string): boolean {
  if (net.isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_IPV6);
}

/** Whether the operator allows an address. An IPv4 block says nothing of IPv6 addresses, mapped ones included. */
export function isAllowed(address: string, policy: OutgoingPolicy): boolean {
  if (net.isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  return policy.allowed.some(
    ([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits),
  );
}

/** The kind of host that is to be reached, in sentences for administrators. */
export type Reached = "gateway" | "mail server" | "push service";

function notPublic(what: Reached): string {
  return `The ${what}'s address is not public. Use a public ${what}, or let the operator add its network to TOKENPLANE_OUTGOING_ALLOW.`;
}

function notEncrypted(what: Reached): string {
  return `Connections without TLS are allowed only to networks in TOKENPLANE_OUTGOING_ALLOW. Use TLS, or let the operator add the ${what}'s network there.`;
}

/**
 * Resolves a host once, and checks all of its addresses: one that is forbidden forbids all. A client that then connects to
 * these very addresses cannot be led elsewhere by a second answer of DNS.
 * @param host a name, an IPv4 address, or an IPv6 address without brackets.
 * @param encrypted whether the connection is protected by TLS. Without, only allowed addresses are reached.
 */
export async function reach(
  host: string,
  encrypted: boolean,
  policy: OutgoingPolicy,
  what: Reached,
  lookup: Lookup = systemLookup,
): Promise<Reach> {
  let addresses: readonly string[];
  try {
    addresses = net.isIP(host) === 0 ? await lookup(host) : [host];
  } catch (error) {
    return { state: "NOT_FOUND", failure: connectFailure(error, what) };
  }
  if (addresses.length === 0) {
    return { state: "NOT_FOUND", failure: connectFailure({ code: "ENOTFOUND" }, what) };
  }
  const allowed = addresses.filter((address) => isAllowed(address, policy));
  if (addresses.some((address) => !allowed.includes(address) && !isPublic(address))) {
    return { state: "FORBIDDEN", failure: notPublic(what) };
  }
  if (!encrypted && allowed.length < addresses.length)
    return { state: "FORBIDDEN", failure: notEncrypted(what) };
  return { state: "OPEN", addresses, allowed };
}

/** A lookup for node:net that knows only these addresses, whatever name is asked for. */
export function pinnedLookup(addresses: readonly string[]): net.LookupFunction {
  const found = addresses.map((address) => ({ address, family: net.isIP(address) }));
  return (_host, options, done) => {
    const [first] = found;
    if (first === undefined) done(new Error("there is no address"), "", 0);
    else if (options.all === true) done(null, found);
    else done(null, first.address, first.family);
  };
}
