import type { Language } from "../events/words/language.js";
import ipaddr from "ipaddr.js";

/** The caller, as far as the network shows it. */
export interface Caller {
  /** The address of the program that called; "unknown" where the door cannot tell. */
  readonly address: string;
  /** The unit that limits count: the address; for IPv6 the /64, because one subscriber has a whole /64. */
  readonly network: string;
  /** The language that the caller reads best, if the door knows it. */
  readonly language?: Language | undefined;
}

/** The caller at an address in its usual form. */
export function callerAt(address: string): Caller {
  const network = address.includes(":")
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : address;
  return { address, network };
}
