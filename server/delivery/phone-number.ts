import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Kinds of numbers that people receive SMS at. */
const MOBILE: ReadonlySet<string> = new Set(["MOBILE", "FIXED_LINE_OR_MOBILE"]);

/** The country of a phone number (ISO 3166-1 alpha-2); null when it belongs to none, as numbers of satellites. */
export function getCountry(phoneNumber: string): string | null {
  return parsePhoneNumberFromString(phoneNumber)?.country ?? null;
}

/**
 * A phone number as E.164 writes it: without digits that are dialled inside the country only. What is no number stays as it is.
 */
export function spelledOnce(phoneNumber: string): string {
  return parsePhoneNumberFromString(phoneNumber)?.number ?? phoneNumber;
}

/**
 * Why no SMS is sent to a phone number, as one sentence; null when it is. It must be valid, of a country, and of a kind
 * that people read SMS at: premium rates cost the sender, and bring money to the person who asks for codes.
 * @param phoneNumber in the format of E.164.
 */
export function mobileObjection(phoneNumber: string): string | null {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (parsed === undefined || !parsed.isValid() || parsed.country === undefined) {
    return "This is not a valid phone number of any country; check its digits.";
  }
  if (parsed.number !== phoneNumber) {
    return "Write the number without digits that are dialled inside the country only, such as a 0 after the country code.";
  }
  return MOBILE.has(parsed.getType() ?? "")
    ? null
    : "This is not a mobile number. Codes are sent to mobile phones only.";
}
