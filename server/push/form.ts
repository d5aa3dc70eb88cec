import { isSubscription, readSubscription } from "./subscription.js";

/** Bytes of a form, or of the query of a poll. The app's longest has some 2,000. */
export const MAX_FORM_BYTES = 16_000;

/** The fields of a form. Each name is there once. */
export type PhoneForm = ReadonlyMap<string, string>;

/** The kind of a form. The app's first request on iOS is EMPTY: the answer does not matter. */
export type FormKind = "EMPTY" | "ROLL_OUT" | "ANSWER" | "WAKE_TOKEN";

/** The field that only this kind of form has. */
const TELLING: readonly (readonly [string, FormKind])[] = [
  ["pubkey", "ROLL_OUT"],
  ["nonce", "ANSWER"],
  ["new_fb_token", "WAKE_TOKEN"],
];

/** The fields of a form or a query; null when it is too long, or has a name twice. */
export function readForm(body: Uint8Array | string): PhoneForm | null {
  if (Buffer.byteLength(body) > MAX_FORM_BYTES) return null;
  const text = typeof body === "string" ? body : Buffer.from(body).toString("utf8");
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) return null;
    fields.set(name, value);
  }
  return fields;
}

/** The kind of a form; null when it is none of the app's, or two at once. */
export function formKind(form: PhoneForm): FormKind | null {
  if (form.size === 0) return "EMPTY";
  const kinds = TELLING.filter(([name]) => form.has(name)).map(([, kind]) => kind);
  const [kind = null, other] = kinds;
  return other === undefined ? kind : null;
}

/** A serial, as the phone learned it from the URI; null when it cannot be one. */
export function getSerial(form: PhoneForm): string | null {
  const serial = form.get("serial");
  return serial !== undefined && isSerial(serial) ? serial : null;
}

/** Whether a text can be a serial: the separator of signed texts, and line ends, are not allowed in it. */
export function isSerial(text: string): boolean {
  return /^[^|\p{Cc}\p{Cs}]{1,100}$/u.test(text);
}

/** The value that the app sends instead of a wake-up token when it has none. */
const NO_WAKE_TOKEN = "no_firebase_token";

/** A token of Firebase, or how a browser is woken; `null` when the phone has none; undefined when it cannot be one. */
export function getWakeToken(text: string): string | null | undefined {
  if (text === NO_WAKE_TOKEN) return null;
  if (isSubscription(text)) return readSubscription(text) === null ? undefined : text;
  return /^[\x21-\x7b\x7d\x7e]{1,1024}$/.test(text) ? text : undefined;
}
