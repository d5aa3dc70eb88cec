import ipaddr from "ipaddr.js";
import { normalizeAddress } from "@tokenplane/rules/addresses";

/** Whether an address is in one of the blocks. An empty list allows everything; no address is in no list. */
export function isAddressAllowed(blocks: readonly string[], address: string | null): boolean {
  if (blocks.length === 0) return true;
  const written = address === null ? undefined : normalizeAddress(address);
  if (written === undefined) return false;
  const parsed = ipaddr.parse(written);
  return blocks.some((block) => {
    const [network, bits] = ipaddr.parseCIDR(block);
    return parsed.kind() === network.kind() && parsed.match(network, bits);
  });
}
