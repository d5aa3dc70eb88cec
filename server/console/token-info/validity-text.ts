import { momentText } from "../times/format.js";
import type { TokenInfo } from "./token-info.js";

/** When a token is valid, in words. */
export function validityText({ validFrom, validUntil }: TokenInfo, now: number): string {
  const moment = (text: string) => momentText(Date.parse(text), now);
  if (validFrom === null) return validUntil === null ? "Always" : `Until ${moment(validUntil)}`;
  return validUntil === null
    ? `From ${moment(validFrom)}`
    : `From ${moment(validFrom)} until ${moment(validUntil)}`;
}
