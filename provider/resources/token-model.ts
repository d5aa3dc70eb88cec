// The needs of each token model: its attributes, and the input that the server gets.
import { textOf } from "@tokenplane/rules/drivers/declaration";
import { inSnakeCase } from "@tokenplane/rules/drivers/written";
import { fieldsIn, type Field, type FieldName, type InputType, WAYS } from "@tokenplane/rules/model-fields";
import {
  getModel,
  inputAt,
  modelsWhere,
  settingRefusals,
  type Model,
  type ModelName,
} from "@tokenplane/rules/models";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import type { HashAlgorithm, OathAlgorithm, TokenModelInput } from "../client/operations.js";
import { NOT_TAKEN } from "../validators.js";
import { decidedBy } from "./token-decided.js";

/**
 * The server generates their secret and shows it once, to program it into the device. So they are imported, never
 * created here.
 */
export const PROGRAMMED_MODELS = modelsWhere(({ secret, enrols }) => secret === "SERVER" && !enrols);

export const MODELS = modelsWhere(({ secret, enrols }) => secret === "GIVEN" || enrols);

/** Apps on a phone, and where codes are sent: their users enrol them. */
export const SOFTWARE: readonly string[] = modelsWhere(({ kind }) => kind === "SOFTWARE");

export const ALL_MODELS = [...MODELS, ...PROGRAMMED_MODELS] as const;

export const ALGORITHMS = ["TOTP", "HOTP", "OCRA"] as const satisfies OathAlgorithm[];
export const HASHES = ["SHA1", "SHA256", "SHA512"] as const satisfies HashAlgorithm[];

const SETTINGS = [
  "serial_number",
  "secret_wo",
  "algorithm",
  "digits",
  "hash",
  "period_seconds",
  "suite",
  "phone_number",
  "address",
  "channel_id",
  "chat_id",
] as const;

type Setting = (typeof SETTINGS)[number];

/** The attribute of a field that the API takes; most have the same name. */
function attributeOf(field: FieldName): string {
  if (field === "secret") return "secret_wo";
  return field === "channel" ? "channel_id" : inSnakeCase(field);
}

/** The settings among the fields of an input: some fields are not offered here. */
function settingsOf(input: InputType, isMeant: (field: Field) => boolean = () => true): readonly Setting[] {
  const meant = fieldsIn(input).filter(([, field]) => isMeant(field));
  return SETTINGS.filter((setting) => meant.some(([name]) => attributeOf(name) === setting));
}

/** The input that says how codes are computed; undefined where the model decides it. */
function oathOf({ input }: Model, algorithm: string | null): OathFields | undefined {
  const known = ALGORITHMS.find((one) => one === algorithm);
  if (input.oath === undefined || known === undefined) return undefined;
  return { way: WAYS[known], fields: input.oath[WAYS[known]] };
}

interface OathFields {
  readonly way: string;
  readonly fields: InputType;
}

/**
 * The attributes that a model needs, by the catalogue. A device whose secret is given needs what its factory decided:
 * its serial number and secret, and what its model leaves open and has no default for.
 */
function neededBy(model: Model, algorithm: string | null): readonly Setting[] {
  const { secret, periods, algorithms } = model;
  if (secret === "SERVER") return [];
  const oath = oathOf(model, algorithm);
  return [
    "serial_number",
    "secret_wo",
    ...(algorithms.length > 1 ? (["algorithm"] as const) : []),
    ...(periods !== "ANY" && periods.length > 1 ? (["period_seconds"] as const) : []),
    ...(oath === undefined ? [] : settingsOf(oath.fields)),
  ];
}

/**
 * The attributes that a token whose codes are sent needs when it is created here. One that was imported has them, and
 * the server does not show them whole.
 */
export function neededToSend(model: string | null): readonly Setting[] {
  const known = ALL_MODELS.find((one) => one === model);
  if (known === undefined) return [];
  const { sentBy, input } = getModel(known);
  return sentBy === undefined ? [] : settingsOf(input, ({ isRequired }) => isRequired === true);
}

function isTaken(name: ModelName, algorithm: string | null, setting: Setting): boolean {
  const model = getModel(name);
  return neededBy(model, algorithm).includes(setting) || settingsOf(model.input).includes(setting);
}

/** The settings in a configuration; some may not be known yet. */
type Written = Readonly<Record<Setting, string | number | null | Unknown>>;

/** The errors of a model about the settings that are set or missing. */
export function* checkModel(
  model: string,
  algorithm: string | null,
  settings: Written,
): Iterable<Diagnostic> {
  const known = ALL_MODELS.find((one) => one === model);
  if (known === undefined) return;
  const decided = decidedBy(known, typeof settings.suite === "string" ? settings.suite : null);
  const needs = neededBy(getModel(known), algorithm);
  for (const setting of SETTINGS) {
    const value = settings[setting];
    if (isUnknown(value)) continue;
    const written = value !== null;
    // The secret is checked when the token is created: an imported token already has one.
    if (!written && setting !== "secret_wo" && needs.includes(setting)) {
      yield error([setting], "Something is missing", `${called(known, algorithm)} needs ${setting}.`);
    }
    if (written && !isTaken(known, algorithm, setting) && value !== decided[setting]) {
      const usual = decided[setting];
      yield error(
        [setting],
        "Not for this model",
        usual === undefined
          ? `${called(known, algorithm)} has no ${setting}. Remove it.`
          : `The ${setting} of a token of model ${known} is ${usual}. Remove it, or write this value.`,
      );
    }
  }
  const number = (value: Written[Setting]): number | null => (typeof value === "number" ? value : null);
  const written = {
    algorithm,
    digits: number(settings.digits),
    periodSeconds: number(settings.period_seconds),
  };
  for (const { setting, sentence } of settingRefusals(getModel(known), written)) {
    const at = setting === "periodSeconds" ? "period_seconds" : setting;
    if (isTaken(known, algorithm, at))
      yield error([at], NOT_TAKEN, sentence.replace("periodSeconds", "period_seconds"));
  }
}

/** The settings that a configuration should leave out, because the model decides them. */
export function settledByModel(model: string, algorithm: string | null): Setting[] {
  const known = ALL_MODELS.find((one) => one === model);
  return SETTINGS.filter((setting) => known !== undefined && !isTaken(known, algorithm, setting));
}

function called(model: string, algorithm: string | null): string {
  return model === "UNIVERSAL" && algorithm !== null
    ? `A token of model ${model} and algorithm ${algorithm}`
    : `A token of model ${model}`;
}

/** The configuration of a token that is to be created. */
export type NewToken = { readonly model: string; readonly pin_wo: string | null } & {
  readonly [Name in Setting]: string | number | null;
};

/** Whether the token's PIN is part of the suite's answers. */
export function hasSuitePin(suite: string | null): boolean {
  return suite?.includes("-PSHA") ?? false;
}

/** The value of a field in the server's input; null for none. */
function getValue(field: FieldName, token: NewToken): unknown {
  if (field === "secretEncoding") return "BASE32";
  if (field === "suitePin") return hasSuitePin(textOf(token.suite)) ? token.pin_wo : null;
  const setting = SETTINGS.find((one) => one === attributeOf(field));
  const value = setting === undefined ? null : token[setting];
  return field === "channel" ? { id: value } : value;
}

function getFields(input: InputType, token: NewToken): Readonly<Record<string, unknown>> {
  const values = fieldsIn(input).map(([field]) => [field, getValue(field, token)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/**
 * The model in the server's input. Missing settings were refused before, by `checkModel` or by `checkCreation`.
 */
export function modelInput(token: NewToken): TokenModelInput {
  const model = getModel(token.model);
  const oath = oathOf(model, textOf(token.algorithm));
  const given = {
    ...getFields(model.input, token),
    ...(oath === undefined ? {} : { oath: { [oath.way]: getFields(oath.fields, token) } }),
  };
  // The API's input is made of the same declarations.
  return inputAt(model, given) as TokenModelInput;
}
