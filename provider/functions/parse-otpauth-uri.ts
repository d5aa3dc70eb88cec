import { ArgumentError, defineFunction, parameter } from "../framework/function.js";
import { integer, nullable, object, string } from "../framework/types.js";
import { readBase32 } from "./base32.js";

/** An integer in a query; the default when it is absent. */
function getNumber(query: URLSearchParams, name: string, usual: number | null): number | null {
  const text = query.get(name);
  if (text === null) return usual;
  if (!/^\d{1,15}$/.test(text)) throw new ArgumentError(0, `${name} of the address is not an integer.`);
  return Number(text);
}

export const parseOtpauthUri = defineFunction({
  summary: "Reads the address that authenticator apps read from a QR code",
  description:
    "Reads an `otpauth://` address (Key URI Format). For settings that the address does not contain, the result has the defaults of apps: SHA1, 6 digits, 30 seconds.",
  parameters: [parameter("uri", string, "The address.")],
  returns: object({
    type: string,
    issuer: nullable(string),
    account: string,
    secret: string,
    algorithm: string,
    digits: integer,
    period: nullable(integer),
    counter: nullable(integer),
  }),
  call(uri) {
    // The address contains a secret: no message repeats any part of it.
    const [, type, label, search] = /^otpauth:\/\/(totp|hotp)\/([^?]*)\?(.*)$/i.exec(uri) ?? [];
    if (type === undefined || label === undefined || search === undefined) {
      throw new ArgumentError(0, "This is not an address such as otpauth://totp/Issuer:account?secret=….");
    }
    const query = new URLSearchParams(search);
    const secret = readBase32(query.get("secret") ?? "");
    if (secret === null) throw new ArgumentError(0, "The secret of the address must be in Base32.");
    const [before = "", ...behind] = decodeLabel(label).split(":");
    const account = behind.length > 0 ? behind.join(":").trim() : before;
    const algorithm = (query.get("algorithm") ?? "SHA1").toUpperCase().replace("-", "");
    if (!/^SHA(1|256|512)$/.test(algorithm)) {
      throw new ArgumentError(0, "The algorithm of the address must be SHA1, SHA256 or SHA512.");
    }
    const isTotp = type.toLowerCase() === "totp";
    return {
      type: type.toLowerCase(),
      issuer: query.get("issuer") ?? (behind.length > 0 ? before : null),
      account,
      secret,
      algorithm,
      digits: getNumber(query, "digits", 6) ?? 6,
      period: isTotp ? getNumber(query, "period", 30) : null,
      counter: isTotp ? null : getNumber(query, "counter", 0),
    };
  },
});

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw new ArgumentError(0, "The name in the address is not correctly percent-encoded.");
  }
}
