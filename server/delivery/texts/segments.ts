// How an SMS is encoded, and in how many parts it is sent (each is paid for).

/** GSM 7 bit default alphabet: 3GPP TS 23.038 (once GSM 03.38) §6.2.1. Each takes one septet. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** Its extension table, §6.2.1.1: an escape and then the character, so two septets. */
const EXTENSION = new Set("\f^{}\\[~]|€");

/** Septets of one SMS, and of each part of a longer one: 3GPP TS 23.040 §9.2.3.24.1 takes the rest for its header. */
const SEPTETS = { alone: 160, part: 153 };

/** UTF-16 units of the same. */
const UNITS = { alone: 70, part: 67 };

/** How an SMS is sent. @property segments in how many parts, 1 or more. */
export interface SmsSegments {
  readonly encoding: "GSM_7" | "UCS_2";
  readonly segments: number;
}

/** Whether each character is of the GSM 7 bit alphabet or of its extension. */
export function isGsm7(text: string): boolean {
  return [...text].every((character) => BASIC.has(character) || EXTENSION.has(character));
}

/** How a text is sent as SMS. One character outside the GSM 7 bit alphabet makes all of it UCS-2. */
export function getSegments(text: string): SmsSegments {
  const characters = [...text];
  return isGsm7(text)
    ? {
        encoding: "GSM_7",
        segments: getParts(
          characters.map((character) => (BASIC.has(character) ? 1 : 2)),
          SEPTETS,
        ),
      }
    : {
        encoding: "UCS_2",
        segments: getParts(
          characters.map((character) => character.length),
          UNITS,
        ),
      };
}

/** No character is split: what does not fit at the end of a part begins the next one. */
function getParts(sizes: readonly number[], most: { readonly alone: number; readonly part: number }): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= most.alone) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > most.part) {
      parts++;
      used = 0;
    }
    used += size;
  }
  return parts;
}
