import { type GivenSecret, parseSecret } from "@tokenplane/files/secret";
import { USUAL_PERIOD_SECONDS } from "@tokenplane/files/token-layout";
import { hashFor } from "@tokenplane/files/usual-hash";
import { counter } from "@tokenplane/rules/counter";
import type { Algorithm } from "@tokenplane/rules/model-fields";
import { ULTRA_SUITE } from "@tokenplane/rules/model-inputs";
import { computesCodes, MODELS, type OathModelName, type SentModelName } from "@tokenplane/rules/models";
import { checkForm, checkName } from "../actions/validation.js";
import type { Hash } from "../otp/hotp.js";
import type { ChannelRefInput } from "../channels/channel-ref.js";
import { checkTarget } from "../channels/channel-target.js";
import { checkFields, type ChosenModel, getChosen, type TokenModelChoice } from "./model-choice.js";
import { blueprintOfSuite } from "./suite.js";

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

/** A serial number and a secret that the caller gives. @throws Refusal */
export function givenDevice(device: GivenSecret & { readonly serialNumber: string }, path: Path) {
  return {
    serialNumber: checkName(device.serialNumber, [...path, "serialNumber"]),
    secret: parseSecret(device, [...path, "secret"]),
  };
}

/** The secret of a device that the caller gives. */
function givenSecret({ given, at }: ChosenModel): Buffer {
  const { secret, secretEncoding, acceptShortSecrets } = given;
  if (secret == null) throw new TypeError("the model needs a secret");
  return parseSecret({ secret, secretEncoding: secretEncoding ?? "HEX", acceptShortSecrets }, at("secret"));
}

/** A token that computes codes. What is not given is as its model has it: the first of what it supports. */
function computing(model: OathModelName, chosen: ChosenModel): Blueprint {
  const { given, at } = chosen;
  const { secret: source, algorithms, digits, hashes } = MODELS[model];
  const secret = source === "GIVEN" ? givenSecret(chosen) : null;
  const shared = { model, serialNumber: given.serialNumber ?? null, secret, issuer: given.issuer ?? null };
  const algorithm = given.algorithm ?? algorithms[0];
  if (algorithm === "OCRA") return { ...shared, ...blueprintOfSuite(given.suite ?? ULTRA_SUITE, given, at) };
  const isHashOpen = secret !== null && hashes.length > 1;
  return {
    ...shared,
    kind: "OATH",
    algorithm,
    digits: given.digits ?? digits[0],
    hash: isHashOpen ? hashFor(given.hash, secret, at("hash")) : (given.hash ?? hashes[0]),
    periodSeconds: algorithm === "HOTP" ? null : (given.periodSeconds ?? USUAL_PERIOD_SECONDS),
    lastStep: checkForm(given.counter ?? 0, counter, at("counter")) - 1,
  };
}

/** Where the codes of each model are sent. */
const TARGETS = { SMS: "phoneNumber", EMAIL: "address", BOT: "chatId" } as const;

/** A token whose codes are sent. */
function sent(model: SentModelName, { given, at }: ChosenModel): SentBlueprint {
  const field = TARGETS[model];
  const target = given[field];
  return {
    kind: "SENT",
    model,
    serialNumber: null,
    issuer: null,
    target: target == null ? null : checkTarget(model, target, at(field)),
    channel: given.channel ?? null,
  };
}

/** Checks a device, an app or a universal token that is to be created. @throws Refusal VALIDATION_FAILED */
export function computingBlueprint(model: OathModelName, chosen: Omit<ChosenModel, "model">): Blueprint {
  checkFields({ ...chosen, model });
  return computing(model, { ...chosen, model });
}

/** Checks what is to be created, by what its model declares. @throws Refusal VALIDATION_FAILED */
export function getBlueprint(
  choice: TokenModelChoice,
  path: Path,
): Blueprint | SentBlueprint | PushBlueprint {
  const chosen = getChosen(choice, path);
  const { model, given } = chosen;
  checkFields(chosen);
  if (computesCodes(model)) return computing(model, chosen);
  if (model === "PUSH") return { kind: "PUSH", model, serialNumber: null, issuer: given.issuer ?? null };
  return sent(model, chosen);
}

/** The path of a choice's serial number in the input. */
export function serialNumberPath(choice: TokenModelChoice, path: Path): Path {
  return getChosen(choice, path).at("serialNumber");
}
