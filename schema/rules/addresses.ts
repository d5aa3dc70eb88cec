// IP addresses and CIDR blocks.
import ipaddr from "ipaddr.js";
import type { ListRule } from "./rule.js";

/** Blocks that a resource keeps. */
export const MAX_BLOCKS = 200;

/** Characters of a block: the longest is one IPv6 address. */
export const LONGEST_BLOCK = 43;

/** Characters of an address: IPv6 with an IPv4 address in it has 45. */
const LONGEST_ADDRESS = 45;

/**
 * The shortest usual form of an IPv4 or IPv6 address; an IPv4 address inside IPv6 becomes an IPv4 address.
 * Undefined when the text is no address.
 */
export function normalizeAddress(text: string): string | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  return isAddress && !text.includes("%") ? ipaddr.process(text).toString() : undefined;
}

/**
 * The shortest form of a CIDR block, or undefined when the text is not a CIDR block. A single address is a block
 * of one address. Bits after the prefix are dropped: 10.0.0.7/8 is 10.0.0.0/8.
 */
export function normalizeBlock(text: string): string | undefined {
  const [address, prefix, ...rest] = text.split("/");
  if (address === undefined || rest.length > 0) return undefined;
  const written = normalizeAddress(address);
  if (written === undefined) return undefined;
  const most = written.includes(":") ? 128 : 32;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? most : Number(prefix);
  if (bits > most) return undefined;
  const network =
    most === 32
      ? ipaddr.IPv4.networkAddressFromCIDR(`${written}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${written}/${bits}`);
  return `${network.toString()}/${bits}`;
}

/** The networks from which people may sign in. */
export const addressBlocks: ListRule<string> = {
  all: (blocks) =>
    blocks.length <= MAX_BLOCKS
      ? null
      : `There may be at most ${MAX_BLOCKS} address blocks. Combine some of them.`,
  each: (block) =>
    normalizeBlock(block) === undefined
      ? "An address block is written as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32."
      : null,
};
