// Address blocks in the form of the server.
import ipaddr from "ipaddr.js";

/**
 * A CIDR block or an address in its shortest form, without the bits after the prefix. Another text stays as it is.
 */
function shortest(text: string): string {
  const [address = "", prefix] = text.split("/");
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return text;
  const parsed = ipaddr.process(address);
  const bits = prefix ?? (parsed.kind() === "ipv4" ? "32" : "128");
  const block = `${parsed.toString()}/${bits}`;
  if (!ipaddr.isValidCIDR(block)) return text;
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(block).toString()}/${Number(bits)}`;
}

/** Whether two lists allow the same addresses, block by block. */
export function sameAddresses(one: readonly string[], other: readonly string[]): boolean {
  const blocks = new Set(one.map(shortest));
  const others = new Set(other.map(shortest));
  return blocks.size === others.size && [...blocks].every((block) => others.has(block));
}
