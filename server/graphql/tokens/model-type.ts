import {
  asksFor,
  isModelName,
  type Model,
  type ModelName,
  MODELS,
  reissueAsksFor,
} from "@tokenplane/rules/models";
import { DeliveryKind } from "../channels/delivery-kind.js";
import { builder } from "../builder.js";
import { HashAlgorithm, OathAlgorithm } from "../factors/oath.js";
import { TokenKind, TokenModel } from "./token-type.js";

const SecretSource = builder.enumType("SecretSource", {
  description: "Where a token's secret comes from.",
  values: {
    GIVEN: { description: "The vendor generated it; the caller of the creation gives it." },
    SERVER: { description: "The server generates it, and shows it once." },
  } as const,
});

const Assurance = builder.enumType("Assurance", {
  description: "An objection of a standard (NIST SP 800-63B-4) to a model.",
  values: {
    RESTRICTED: {
      description:
        "Allowed only together with an alternative that is not restricted, and with a notice of the risks (§3.2.9): phone numbers can be taken over.",
    },
    NOT_OUT_OF_BAND: {
      description:
        "It does not prove that the person has a certain device (§3.1.3.1). Use it to confirm an address.",
    },
  } as const,
});

interface Entry extends Model {
  readonly name: ModelName;
}

const TokenModelInfo = builder.objectRef<Entry>("TokenModelInfo").implement({
  description: "A token model of the catalogue. In lists of choices, the first one is the default.",
  fields: (t) => ({
    model: t.field({ type: TokenModel, description: "The model.", resolve: ({ name }) => name }),
    kind: t.field({ type: TokenKind, description: "Its kind.", resolve: ({ kind }) => kind }),
    description: t.exposeString("description", { description: "A description." }),
    algorithms: t.field({
      type: [OathAlgorithm],
      description: "How its codes can be computed.",
      resolve: ({ algorithms }) => [...algorithms],
    }),
    hashes: t.field({
      type: [HashAlgorithm],
      description: "The hash functions that it supports.",
      resolve: ({ hashes }) => [...hashes],
    }),
    digits: t.intList({
      description: "The code lengths that it supports.",
      resolve: ({ digits }) => [...digits],
    }),
    periodsSeconds: t.intList({
      nullable: true,
      description:
        "The TOTP periods that it supports, in seconds; null when any from 10 to 86,400 is possible, and empty for devices without TOTP.",
      resolve: ({ periods }) => (periods === "ANY" ? null : [...periods]),
    }),
    secret: t.field({
      type: SecretSource,
      description: "Where its secret comes from.",
      resolve: ({ secret }) => secret,
    }),
    sentBy: t.field({
      type: DeliveryKind,
      nullable: true,
      description: "How its codes are sent; null for models that compute codes.",
      resolve: ({ sentBy }) => sentBy ?? null,
    }),
    assurance: t.field({
      type: Assurance,
      nullable: true,
      description: "The objection of NIST SP 800-63B-4 to it; null when there is none.",
      resolve: ({ assurance }) => assurance ?? null,
    }),
    enrols: t.exposeBoolean("enrols", { description: "Whether a first code must confirm its secret." }),
    asksFor: t.stringList({
      description: "The fields that its creation needs.",
      resolve: (model) => [...asksFor(model)],
    }),
    reissueAsksFor: t.stringList({
      description: "The fields that tokenReissue accepts, besides the token and whether its device was lost.",
      resolve: (model) => [...reissueAsksFor(model)],
    }),
  }),
});

builder.queryField("tokenModels", (t) =>
  t.field({
    type: [TokenModelInfo],
    nullable: true,
    description: "The catalogue of token models.",
    resolve: () =>
      Object.keys(MODELS)
        .filter(isModelName)
        .map((name): Entry => ({ name, ...MODELS[name] })),
  }),
);
