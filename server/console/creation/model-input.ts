import type { ModelName } from "@tokenplane/rules/models";
import type { HashAlgorithm, OathInput, SmartAlgorithm, TokenModelInput } from "../generated/documents.js";
import { getAlgorithm, CHECKED, getFields, type Values } from "./field-names.js";
import { getEncoding } from "./problems.js";

/** A text that may be left out. */
function given<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  const part: Partial<Record<Name, string>> = {};
  if (value !== "") part[name] = value;
  return part;
}

function computeHash({ hash }: Values): { readonly hash?: HashAlgorithm } {
  const chosen = (["SHA1", "SHA256", "SHA512"] as const).find((one) => one === hash);
  return chosen === undefined ? {} : { hash: chosen };
}

function getSecret(values: Values) {
  return {
    secret: values.secret,
    secretEncoding: getEncoding(values),
    ...(values.acceptShortSecrets === CHECKED ? { acceptShortSecrets: true } : {}),
  };
}

function getOath(model: ModelName, values: Values): OathInput {
  const digits = Number(values.digits);
  const algorithm = getAlgorithm(values);
  if (algorithm === "OCRA") return { ocra: getSuite(model, values) };
  if (algorithm === "HOTP")
    return { hotp: { digits, ...computeHash(values), counter: Number(values.counter) } };
  return { totp: { digits, ...computeHash(values), periodSeconds: Number(values.periodSeconds) } };
}

function getSuite(model: ModelName, values: Values) {
  const fields = getFields(model, values);
  return {
    suite: values.suite,
    ...(fields.includes("suitePin") ? { suitePin: values.suitePin } : {}),
    ...(fields.includes("counter") ? { counter: Number(values.counter) } : {}),
  };
}

/** The token that a filled form describes, as the API takes it. */
export function modelInput(model: ModelName, values: Values): TokenModelInput {
  const { serialNumber, issuer } = values;
  const periodSeconds = Number(values.periodSeconds);
  const fob = { serialNumber, ...getSecret(values), periodSeconds };
  switch (model) {
    case "PROTECTIMUS_TWO":
      return { hardware: { two: fob } };
    case "PROTECTIMUS_SHARK":
      return { hardware: { shark: fob } };
    case "PROTECTIMUS_SLIM":
      return { hardware: { slim: { periodSeconds } } };
    case "PROTECTIMUS_SLIM_MINI":
      return { hardware: { slimMini: { periodSeconds } } };
    case "PROTECTIMUS_FLEX":
      return { hardware: { flex: { periodSeconds } } };
    case "PROTECTIMUS_ULTRA":
      return { hardware: { ultra: { serialNumber, ...getSecret(values), ...getSuite(model, values) } } };
    case "PROTECTIMUS_SMART": {
      const algorithm: SmartAlgorithm = getAlgorithm(values) === "HOTP" ? "HOTP" : "TOTP";
      const period = algorithm === "HOTP" ? {} : { periodSeconds };
      return {
        software: {
          smart: {
            algorithm,
            digits: Number(values.digits),
            ...period,
            ...computeHash(values),
            ...given("issuer", issuer),
          },
        },
      };
    }
    case "GOOGLE_AUTHENTICATOR":
      return { software: { googleAuthenticator: given("issuer", issuer) } };
    case "PUSH":
      return { software: { push: given("issuer", issuer) } };
    case "SMS":
      return { software: { sms: { phoneNumber: values.phoneNumber } } };
    case "EMAIL":
      return { software: { email: { address: values.address } } };
    case "BOT":
      return {
        software: { bot: { channel: { id: values.channel }, ...given("chatId", values.chatId) } },
      };
    case "UNIVERSAL":
      return {
        universal: {
          ...getSecret(values),
          ...given("serialNumber", serialNumber),
          oath: getOath(model, values),
        },
      };
  }
}
