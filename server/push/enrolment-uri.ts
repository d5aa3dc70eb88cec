/** The unlocking that the app asks for before a token is used: anything that unlocks the phone, a biometric, or the app's PIN. */
export type ForceUnlock = "any" | "biometric" | "pin";

export interface EnrolmentParts {
  /** Whose token it is, as the app shows it. */
  readonly label: string;
  /** The issuer of the token. */
  readonly issuer: string;
  /** Where the phone rolls out, polls and answers; see `normalizedUrl`. */
  readonly url: string;
  readonly ttlMinutes: number;
  readonly credential: string;
  readonly serial: string;
  /** Whether the app stays away from Firebase. */
  readonly pollOnly: boolean;
  readonly forceUnlock?: ForceUnlock;
}

/** The URI of the QR code that the privacyIDEA Authenticator scans. It holds a secret: the credential. */
export function enrolmentUri(parts: EnrolmentParts): string {
  return `otpauth://${place(parts)}`;
}

/** The same as a link: on the phone itself, it opens the app. */
export function appLink(parts: EnrolmentParts): string {
  return `pia://${place(parts)}`;
}

function place(parts: EnrolmentParts): string {
  const { url, ttlMinutes, credential, serial, pollOnly, forceUnlock } = parts;
  if (!Number.isInteger(ttlMinutes) || ttlMinutes < 1) throw new RangeError("ttlMinutes");
  const values: readonly (readonly [string, string])[] = [
    ["url", url],
    ["ttl", String(ttlMinutes)],
    ["issuer", issuerText(parts.issuer)],
    ["enrollment_credential", credential],
    ["v", "1"],
    ["serial", serial],
    ["sslverify", "1"],
    ["poll_only", pollOnly ? "True" : "False"],
    ...(forceUnlock === undefined ? [] : [["app_force_unlock", forceUnlock] as const]),
  ];
  const query = values.map(([name, value]) => `${name}=${encode(value)}`).join("&");
  return `pipush/${encode(labelText(parts.label, serial))}?${query}`;
}

/** Percent-encoded, spaces too: the app reads the path and the query by different rules, and both know `%20`. */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, "\ufffd"));
}

/**
 * A label as the app shows it. It decodes the path before it looks for a colon, and shows only what is between the
 * first and the second, so colons become hyphens. A label is never empty or dots, which are no segment of a path.
 */
function labelText(label: string, serial: string): string {
  const text = label
    .replaceAll(/:(?=\s)/g, " -")
    .replaceAll(":", "-")
    .trim();
  return /^\.{0,2}$/.test(text) ? serial.replaceAll(":", "-") : text;
}

/**
 * An issuer as the app shows it. It decodes the issuer twice, so `%41` would become `A`; and it takes every token of
 * the issuer `Steam` for one of Steam's.
 */
function issuerText(issuer: string): string {
  const text = issuer.replaceAll(/%(?=[\da-f]{2})/gi, "\uff05").trim();
  return text === "Steam" ? "STEAM" : text;
}

/** The form of a URL that every reader of URLs leaves as it is: the app signs the URL as its own reader writes it. */
const NORMALIZED =
  /^https?:\/\/(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?(?:\/(?:[A-Za-z\d_~-]|\.(?!\.?(?:\/|$)))[\w.~-]*)+$/;

/** Whether the app writes a URL as it is. Only then are its signatures right. */
export function isNormalized(url: string): boolean {
  return NORMALIZED.test(url) && URL.canParse(url) && new URL(url).href === url;
}
