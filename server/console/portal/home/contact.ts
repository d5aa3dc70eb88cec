import type { Me } from "../me.js";

/** An e-mail address, or a phone number, which gets SMS. */
export type ContactKind = "EMAIL" | "SMS";

/** The new contact of a kind that waits for its code. */
export function waitingContact({ contactChange }: Pick<Me, "contactChange">, kind: ContactKind) {
  return contactChange?.kind === kind ? contactChange : undefined;
}

/** A phone number as the server takes it, of what people type: "+49 (151) 123-45 678", "0049 151 12345678". */
export function numberIn(text: string): string {
  return text.replaceAll(/[\s().\-/\u00a0\u2010-\u2015]/g, "").replace(/^00/, "+");
}
