import { ArgumentError, defineFunction, parameter } from "../framework/function.js";
import { map, string } from "../framework/types.js";
import { readBase32 } from "./base32.js";

/** The settings besides the secret. */
const SETTINGS: Readonly<Record<string, { readonly fits: RegExp; readonly wanted: string }>> = {
  type: { fits: /^(totp|hotp)$/, wanted: "totp or hotp" },
  algorithm: { fits: /^SHA(1|256|512)$/, wanted: "SHA1, SHA256 or SHA512" },
  digits: { fits: /^[678]$/, wanted: "6, 7 or 8" },
  period: { fits: /^[1-9]\d{0,4}$/, wanted: "a number of seconds" },
  counter: { fits: /^\d{1,15}$/, wanted: "a whole number" },
};

export const otpauthUri = defineFunction({
  summary: "Makes the address that authenticator apps read from a QR code",
  description:
    "Makes an `otpauth://` address (Key URI Format). `settings` may contain `type` (`totp` or `hotp`), `algorithm`, `digits`, `period` and, for `hotp`, `counter`; for settings that are left out, apps use SHA1, 6 digits and 30 seconds.",
  parameters: [
    parameter("issuer", string, "The issuer: who provides the token, such as `Example Inc`."),
    parameter("account", string, "The account: whose token it is, such as a login."),
    parameter("secret", string, "The secret in Base32."),
    parameter("settings", map(string), "Settings that differ from the defaults; `{}` for none."),
  ],
  returns: string,
  call(issuer, account, secret, settings) {
    if (account === "")
      throw new ArgumentError(1, "The account is empty. Write whose token it is, such as a login.");
    checkLabel(0, issuer);
    checkLabel(1, account);
    const plain = readBase32(secret);
    // The message does not repeat the secret, because it is shown and logged.
    if (plain === null) {
      throw new ArgumentError(2, "The whole secret must be in Base32: letters A to Z and digits 2 to 7.");
    }
    checkSettings(settings);
    const { type = "totp", ...others } = settings;
    const query = new URLSearchParams({
      secret: plain,
      ...(issuer === "" ? {} : { issuer }),
      ...others,
      // A counter is required: apps have no default.
      ...(type === "hotp" ? { counter: settings["counter"] ?? "0" } : {}),
    });
    const label = [issuer, account].filter((part) => part !== "").map(encodeURIComponent);
    return `otpauth://${type}/${label.join(":")}?${query.toString().replaceAll("+", "%20")}`;
  },
});

/** Apps read the text before a colon as the issuer, and remove spaces after the colon. */
function checkLabel(argument: number, text: string): void {
  if (text.includes(":")) {
    throw new ArgumentError(argument, "Apps read the text before a colon as the issuer. Remove the colon.");
  }
  if (text !== text.trim())
    throw new ArgumentError(argument, "The text begins or ends with a space. Remove it.");
}

function checkSettings(settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings)) {
    const setting = SETTINGS[name];
    if (setting === undefined) {
      throw new ArgumentError(
        3,
        `There is no setting ${JSON.stringify(name)}. Write ${Object.keys(SETTINGS).join(", ")}.`,
      );
    }
    if (!setting.fits.test(value)) {
      throw new ArgumentError(3, `${name} must be ${setting.wanted}, not ${JSON.stringify(value)}.`);
    }
  }
  const type = settings["type"] === "hotp" ? "hotp" : "totp";
  const foreign = type === "hotp" ? "period" : "counter";
  if (settings[foreign] !== undefined) {
    throw new ArgumentError(3, `Tokens of type ${type} have no ${foreign}. Remove it.`);
  }
}
