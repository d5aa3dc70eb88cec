import { type Field, fieldsIn, type InputType } from "@tokenplane/rules/model-fields";
import { getModel, type Model, MODELS, modelsWhere } from "@tokenplane/rules/models";
import type { Choices, GivenFields, GivenInput, TokenModelChoice } from "../../tokens/model-choice.js";
import { builder } from "../builder.js";
import { ChannelRef } from "../channels/channel-ref.js";
import { HashAlgorithm } from "../factors/oath.js";
import type { InputBuilder } from "../mutation.js";
import { oncePerName } from "../once-per-name.js";

export const SecretEncoding = builder.enumType("SecretEncoding", {
  description: "The encoding of a given secret. It is never guessed.",
  values: {
    HEX: { description: "Hexadecimal digits." },
    BASE32: { description: "Base32 (RFC 4648), with or without padding." },
    BASE64: { description: "Base64 (RFC 4648), with or without padding." },
  } as const,
});

const SmartAlgorithm = builder.enumType("SmartAlgorithm", {
  description: "How an app computes codes.",
  values: {
    TOTP: { description: "From the time (RFC 6238)." },
    HOTP: { description: "From a counter (RFC 4226)." },
  } as const,
});

function inputField(t: InputBuilder, field: Field) {
  const { description, isRequired: required = false } = field;
  switch (field.type) {
    case "text":
      return t.string({ description, required, ...usual(field.default) });
    case "number":
      return t.int({ description, required, ...usual(field.default) });
    case "counter":
      return t.field({ type: "Counter", description, required, ...usual(field.default) });
    case "flag":
      return t.boolean({ description, required, ...usual(field.default) });
    case "algorithm":
      return t.field({ type: SmartAlgorithm, description, required, ...usual(field.default) });
    case "hash":
      return t.field({ type: HashAlgorithm, description, required, ...usual(field.default) });
    case "encoding":
      return t.field({ type: SecretEncoding, description, required, ...usual(field.default) });
    case "channel":
      return t.field({ type: ChannelRef, description, required });
  }
}

function usual<T>(value: T | undefined): { defaultValue?: T } {
  return value === undefined ? {} : { defaultValue: value };
}

function inputFields(t: InputBuilder, input: InputType) {
  return Object.fromEntries(fieldsIn(input).map(([name, field]) => [name, inputField(t, field)]));
}

const fieldsInput = oncePerName(
  ({ type }: InputType) => type,
  (input) =>
    builder.inputRef<GivenFields>(input.type).implement({
      description: input.description,
      fields: (t) => inputFields(t, input),
    }),
);

/** The choice among the models of a kind. */
function choiceInput(type: string, kind: Model["kind"], description: string) {
  const choices = modelsWhere((model) => model.kind === kind).flatMap((model) => {
    const { choice, input } = getModel(model);
    return choice === undefined ? [] : [{ ...choice, input }];
  });
  return builder.inputRef<Choices>(type).implement({
    description,
    isOneOf: true,
    fields: (t) =>
      Object.fromEntries(
        choices.map((one) => [
          one.name,
          t.field({ type: fieldsInput(one.input), description: one.description }),
        ]),
      ),
  });
}

const HardwareInput = choiceInput("HardwareInput", "HARDWARE", "A device, by its model.");
const SoftwareInput = choiceInput(
  "SoftwareInput",
  "SOFTWARE",
  "An app, or a way by which codes are sent, by its model.",
);

const UNIVERSAL = MODELS.UNIVERSAL.input;

const OathInput = builder.inputRef<NonNullable<GivenInput["oath"]>>("OathInput").implement({
  description: "How the codes of a universal token are computed.",
  isOneOf: true,
  fields: (t) => ({
    hotp: t.field({ type: fieldsInput(UNIVERSAL.oath.hotp), description: "From a counter." }),
    totp: t.field({ type: fieldsInput(UNIVERSAL.oath.totp), description: "From the time." }),
    ocra: t.field({ type: fieldsInput(UNIVERSAL.oath.ocra), description: "As answers to questions." }),
  }),
});

const UniversalInput = builder.inputRef<GivenInput>(UNIVERSAL.type).implement({
  description: UNIVERSAL.description,
  fields: (t) => ({
    ...inputFields(t, UNIVERSAL),
    oath: t.field({
      type: OathInput,
      description: "How its codes are computed; by default TOTP, 6 digits, SHA1, 30 seconds.",
    }),
  }),
});

export const TokenModelInput = builder.inputRef<TokenModelChoice>("TokenModelInput").implement({
  description: "The token to create: its kind, its model, and the fields that this model needs.",
  isOneOf: true,
  fields: (t) => ({
    hardware: t.field({ type: HardwareInput, description: "A device." }),
    software: t.field({
      type: SoftwareInput,
      description: "An app, a phone, or a way by which codes are sent.",
    }),
    universal: t.field({ type: UniversalInput, description: "Any OATH token." }),
  }),
});
