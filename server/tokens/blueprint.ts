import { type GivenSecret, parseSecret } from "@tokenplane/files/secret";
import { hashFor } from "@tokenplane/files/usual-hash";
import { counter } from "@tokenplane/rules/counter";
import {
  digits,
  HOTP_HAS_NO_PERIOD,
  MODELS,
  period,
  type Algorithm,
  type OathModelName,
  type SentModelName,
} from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm, checkName } from "../actions/validation.js";
import type { Hash } from "../otp/hotp.js";
import type { ChannelRefInput } from "../channels/channel-ref.js";
import type { SoftwareInput, TokenModelChoice } from "./model-choice.js";
import { blueprintOfSuite } from "./suite.js";
import { checkTarget } from "../channels/channel-target.js";
import { ULTRA_SUITE } from "./ultra-suite.js";

/** The blueprint of a token whose codes are sent, once its input is checked. */
export interface SentBlueprint {
  readonly kind: "SENT";
  readonly model: SentModelName;
  readonly serialNumber: null;
  readonly issuer: null;
  /** A phone number, an address or the id of a chat; null where it is learnt when the enrolment starts. */
  readonly target: string | null;
  /** Of a bot; null for other kinds. */
  readonly channel: ChannelRefInput | null;
}

/** The blueprint of a token that asks on a phone, once its input is checked. */
export interface PushBlueprint {
  readonly kind: "PUSH";
  readonly model: "PUSH";
  readonly serialNumber: null;
  readonly issuer: string | null;
}

/** The blueprint of a token that computes codes, once its input is checked. */
export interface Blueprint {
  readonly kind: "OATH" | "OCRA";
  readonly model: OathModelName;
  readonly serialNumber: string | null;
  /** null when the server makes it. */
  readonly secret: Buffer | null;
  readonly algorithm: Algorithm;
  readonly digits: number;
  readonly hash: Hash;
  readonly periodSeconds: number | null;
  readonly ocraSuite?: string;
  /** The digest of the PIN that the suite asks for, if it does. */
  readonly suitePin?: Buffer | null;
  /** The last used counter of a device that comes with one; -1 for a new one. */
  readonly lastStep: number;
  readonly issuer: string | null;
}

type Path = readonly string[];

type FobName = Extract<OathModelName, `PROTECTIMUS_${"TWO" | "SHARK" | "SLIM" | "SLIM_MINI" | "FLEX"}`>;

/** A serial number and a secret that the caller gives. @throws Refusal */
export function givenDevice(device: GivenSecret & { readonly serialNumber: string }, path: Path) {
  return {
    serialNumber: checkName(device.serialNumber, [...path, "serialNumber"]),
    secret: parseSecret(device, [...path, "secret"]),
  };
}

function fob(model: FobName, periodSeconds: number, path: Path) {
  const { hashes, digits: lengths } = MODELS[model];
  checkForm(periodSeconds, period(MODELS[model]), [...path, "periodSeconds"]);
  return {
    kind: "OATH",
    model,
    algorithm: "TOTP",
    digits: lengths[0],
    hash: hashes[0],
    periodSeconds,
    lastStep: -1,
    issuer: null,
  } as const;
}

function hardware(choice: NonNullable<TokenModelChoice["hardware"]>, path: Path): Blueprint {
  const { two, shark, slim, slimMini, flex, ultra } = choice;
  if (two != null)
    return {
      ...fob("PROTECTIMUS_TWO", two.periodSeconds, [...path, "two"]),
      ...givenDevice(two, [...path, "two"]),
    };
  if (shark != null) {
    return {
      ...fob("PROTECTIMUS_SHARK", shark.periodSeconds, [...path, "shark"]),
      ...givenDevice(shark, [...path, "shark"]),
    };
  }
  const made = { serialNumber: null, secret: null };
  if (slim != null) return { ...fob("PROTECTIMUS_SLIM", slim.periodSeconds, [...path, "slim"]), ...made };
  if (slimMini != null)
    return { ...fob("PROTECTIMUS_SLIM_MINI", slimMini.periodSeconds, [...path, "slimMini"]), ...made };
  if (flex != null) return { ...fob("PROTECTIMUS_FLEX", flex.periodSeconds, [...path, "flex"]), ...made };
  if (ultra == null) throw new TypeError("a one-of input without a choice");
  const below = [...path, "ultra"];
  return {
    ...givenDevice(ultra, below),
    ...blueprintOfSuite(ultra.suite ?? ULTRA_SUITE, ultra, below),
    model: "PROTECTIMUS_ULTRA",
  };
}

function getIssuer(issuer: string | null | undefined, path: Path): string | null {
  return issuer == null ? null : checkName(issuer, [...path, "issuer"]);
}

function checkDigits(model: OathModelName, length: number, path: Path): number {
  return checkForm(length, digits(MODELS[model]), [...path, "digits"]);
}

function checkPeriod(model: OathModelName, seconds: number, path: Path): number {
  return checkForm(seconds, period(MODELS[model]), [...path, "periodSeconds"]);
}

/** A token whose codes are sent. */
function sent({ sms, email, bot }: SoftwareInput, path: Path): SentBlueprint | null {
  const made = { kind: "SENT", serialNumber: null, issuer: null, channel: null } as const;
  if (sms != null) {
    return {
      ...made,
      model: "SMS",
      target: checkTarget("SMS", sms.phoneNumber, [...path, "sms", "phoneNumber"]),
    };
  }
  if (email != null) {
    return {
      ...made,
      model: "EMAIL",
      target: checkTarget("EMAIL", email.address, [...path, "email", "address"]),
    };
  }
  if (bot == null) return null;
  const target = bot.chatId == null ? null : checkTarget("BOT", bot.chatId, [...path, "bot", "chatId"]);
  return { ...made, model: "BOT", channel: bot.channel, target };
}

function software(choice: SoftwareInput, path: Path): Blueprint | SentBlueprint | PushBlueprint {
  const { smart, googleAuthenticator } = choice;
  const blueprint = sent(choice, path);
  if (blueprint !== null) return blueprint;
  if (choice.push != null) {
    const issuer = getIssuer(choice.push.issuer, [...path, "push"]);
    return { kind: "PUSH", model: "PUSH", serialNumber: null, issuer };
  }
  const made = { kind: "OATH", serialNumber: null, secret: null, lastStep: -1 } as const;
  if (googleAuthenticator != null) {
    const issuer = getIssuer(googleAuthenticator.issuer, [...path, "googleAuthenticator"]);
    return {
      ...made,
      model: "GOOGLE_AUTHENTICATOR",
      algorithm: "TOTP",
      digits: 6,
      hash: "SHA1",
      periodSeconds: 30,
      issuer,
    };
  }
  if (smart == null) throw new TypeError("a one-of input without a choice");
  const below = [...path, "smart"];
  const algorithm = smart.algorithm ?? "TOTP";
  if (algorithm === "HOTP" && smart.periodSeconds != null) {
    throw new Refusal("VALIDATION_FAILED", HOTP_HAS_NO_PERIOD, [...below, "periodSeconds"]);
  }
  return {
    ...made,
    model: "PROTECTIMUS_SMART",
    algorithm,
    digits: checkDigits("PROTECTIMUS_SMART", smart.digits ?? 6, below),
    hash: smart.hash ?? "SHA256",
    periodSeconds:
      algorithm === "HOTP" ? null : checkPeriod("PROTECTIMUS_SMART", smart.periodSeconds ?? 30, below),
    issuer: getIssuer(smart.issuer, below),
  };
}

function universal(choice: NonNullable<TokenModelChoice["universal"]>, path: Path): Blueprint {
  const { hotp, totp, ocra } = choice.oath ?? { totp: {} };
  const { serialNumber, secretEncoding } = choice;
  const shared = {
    serialNumber: serialNumber == null ? null : checkName(serialNumber, [...path, "serialNumber"]),
    secret: parseSecret({ ...choice, secretEncoding: secretEncoding ?? "HEX" }, [...path, "secret"]),
    model: "UNIVERSAL",
    issuer: null,
  } as const;
  if (totp != null) {
    const below = [...path, "oath", "totp"];
    return {
      ...shared,
      kind: "OATH",
      algorithm: "TOTP",
      digits: checkDigits("UNIVERSAL", totp.digits ?? 6, below),
      hash: hashFor(totp.hash, shared.secret, [...below, "hash"]),
      periodSeconds: checkPeriod("UNIVERSAL", totp.periodSeconds ?? 30, below),
      lastStep: -1,
    };
  }
  if (ocra != null) {
    return { ...shared, ...blueprintOfSuite(ocra.suite, ocra, [...path, "oath", "ocra"]) };
  }
  if (hotp == null) throw new TypeError("a one-of input without a choice");
  const below = [...path, "oath", "hotp"];
  return {
    ...shared,
    kind: "OATH",
    algorithm: "HOTP",
    digits: checkDigits("UNIVERSAL", hotp.digits ?? 6, below),
    hash: hashFor(hotp.hash, shared.secret, [...below, "hash"]),
    periodSeconds: null,
    lastStep: checkForm(hotp.counter ?? 0, counter, [...below, "counter"]) - 1,
  };
}

/** Checks a device or a universal token that is to be created. @throws Refusal VALIDATION_FAILED */
export function deviceBlueprint(choice: Omit<TokenModelChoice, "software">, path: Path): Blueprint {
  if (choice.hardware != null) return hardware(choice.hardware, [...path, "hardware"]);
  if (choice.universal != null) return universal(choice.universal, [...path, "universal"]);
  throw new TypeError("a one-of input without a choice");
}

/** Checks what is to be created, model by model. @throws Refusal VALIDATION_FAILED */
export function getBlueprint(
  choice: TokenModelChoice,
  path: Path,
): Blueprint | SentBlueprint | PushBlueprint {
  return choice.software != null
    ? software(choice.software, [...path, "software"])
    : deviceBlueprint(choice, path);
}

/** The path of a choice's serial number in the input. */
export function serialNumberPath(choice: TokenModelChoice, path: Path): Path {
  if (choice.universal != null) return [...path, "universal", "serialNumber"];
  const { two, ultra } = choice.hardware ?? {};
  const device = two != null ? "two" : ultra != null ? "ultra" : "shark";
  return [...path, "hardware", device, "serialNumber"];
}
