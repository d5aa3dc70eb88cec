import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Kinds of numbers that people receive SMS at. */
const MOBILE: ReadonlySet<string> = new Set(["MOBILE", "FIXED_LINE_OR_MOBILE"]);

/** The country of a phone number (ISO 3166-1 alpha-2); null when it belongs to none, as numbers of satellites. */
export function countryOf(phoneNumber: string): string | null {
  return parsePhoneNumberFromString(phoneNumber)?.country ?? null;
}

/**
 * Why no SMS is sent to a phone number, as one sentence; null when it is. It must be valid, of a country, and of a kind
 * that people read SMS at: premium rates cost the sender, and bring money to whoever asks for codes.
 * @param phoneNumber in the format of E.164.
 */
export function mobileObjection(phoneNumber: string): string | null {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (parsed === undefined || !parsed.isValid() || parsed.country === undefined) {
    return "This is not a valid phone number of any country; check its digits.";
  }
  return MOBILE.has(parsed.getType() ?? "")
    ? null
    : "This is not a mobile number. Codes are sent to mobile phones only.";
}
