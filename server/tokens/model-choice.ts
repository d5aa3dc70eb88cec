import { type Algorithm, fieldInfo, isFieldName, WAYS } from "@tokenplane/rules/model-fields";
import {
  getModel,
  type Model,
  type ModelName,
  modelsWhere,
  placeOf,
  settingRefusals,
} from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { SecretEncoding } from "@tokenplane/rules/secret";
import { checkForm } from "../actions/validation.js";
import type { ChannelRefInput } from "../channels/channel-ref.js";
import type { Hash } from "../otp/hotp.js";

/** The values of the fields by which tokens are created. */
interface FieldValues {
  readonly serialNumber: string;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  readonly acceptShortSecrets: boolean;
  readonly algorithm: Algorithm;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly hash: Hash;
  readonly counter: number;
  readonly suite: string;
  readonly suitePin: string;
  readonly issuer: string;
  readonly phoneNumber: string;
  readonly address: string;
  readonly channel: ChannelRefInput;
  readonly chatId: string;
}

/** The fields of a token that is to be created. Its model declares which of them it takes, and which it needs. */
export type GivenFields = { readonly [Name in keyof FieldValues]?: FieldValues[Name] | null | undefined };

/** The fields that depend on how codes are computed, by the way in which they are. */
type GivenWays = { readonly [Way in (typeof WAYS)[Algorithm]]?: GivenFields | null | undefined };

/** The fields of a model's input. */
export interface GivenInput extends GivenFields {
  readonly oath?: GivenWays | null | undefined;
}

/** Models by the names of their choices. */
export type Choices = Readonly<Record<string, GivenInput | null | undefined>>;

/** The token to create: its kind, its model, and the fields that this model needs. */
export interface TokenModelChoice {
  readonly hardware?: Choices | null | undefined;
  readonly software?: Choices | null | undefined;
  readonly universal?: GivenInput | null | undefined;
}

type Path = readonly string[];

/** A model that was chosen, and what was given for it. */
export interface ChosenModel {
  readonly model: ModelName;
  readonly given: GivenFields;
  /** The path of a field in the input. */
  readonly at: (field: string) => Path;
}

function inputOf(from: TokenModelChoice, { kind, choice }: Model): GivenInput | null | undefined {
  if (choice === undefined) return from.universal;
  return (kind === "HARDWARE" ? from.hardware : from.software)?.[choice.name];
}

function chosenModel(name: ModelName, { oath, ...given }: GivenInput, above: Path): ChosenModel {
  const model = getModel(name);
  const path = [...above, ...placeOf(model)];
  const { fields, oath: open } = model.input;
  if (open === undefined) return { model: name, given, at: (field) => [...path, field] };
  const ways = oath ?? { totp: {} };
  const algorithm = (["TOTP", "HOTP", "OCRA"] as const).find((one) => ways[WAYS[one]] != null);
  if (algorithm === undefined) throw new TypeError("a one-of input without a choice");
  const below = [...path, "oath", WAYS[algorithm]];
  return {
    model: name,
    given: { ...given, ...ways[WAYS[algorithm]], algorithm },
    at: (field) => [...(field in fields ? path : below), field],
  };
}

/** The model that was chosen. @param path of the choice in the input. */
export function getChosen(choice: TokenModelChoice, path: Path): ChosenModel {
  for (const model of modelsWhere(() => true)) {
    const input = inputOf(choice, getModel(model));
    if (input != null) return chosenModel(model, input, path);
  }
  throw new TypeError("a one-of input without a choice");
}

/** Holds each field to its rule, and the settings to what the model supports. @throws Refusal VALIDATION_FAILED */
export function checkFields({ model, given, at }: ChosenModel): void {
  for (const [field, value] of Object.entries(given)) {
    const rule = isFieldName(field) ? fieldInfo(field).rule : undefined;
    if (typeof value === "string" && rule !== undefined) checkForm(value, rule, at(field));
  }
  for (const { setting, sentence } of settingRefusals(getModel(model), given)) {
    throw new Refusal("VALIDATION_FAILED", sentence, at(setting));
  }
}
