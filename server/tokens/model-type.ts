import { builder } from "../graphql/builder.js";
import { isModelName, MODELS, reissueAsksFor, type Model, type ModelName } from "@tokenplane/rules/models";
import { HashAlgorithm, OathAlgorithm, TokenKind, TokenModel } from "./token-type.js";

const SecretSource = builder.enumType("SecretSource", {
  description: "Who makes a token's secret.",
  values: {
    GIVEN: { description: "The vendor made it; creation is given it." },
    SERVER: { description: "The server makes it and shows it once." },
  } as const,
});

interface Entry extends Model {
  readonly name: ModelName;
}

const TokenModelInfo = builder.objectRef<Entry>("TokenModelInfo").implement({
  description: "A token model of the catalogue. Of several choices the first is the default.",
  fields: (t) => ({
    model: t.field({ type: TokenModel, description: "The model.", resolve: ({ name }) => name }),
    kind: t.field({ type: TokenKind, description: "What sort of thing it is.", resolve: ({ kind }) => kind }),
    description: t.exposeString("description", { description: "What it is." }),
    algorithms: t.field({
      type: [OathAlgorithm],
      description: "How its codes can be made.",
      resolve: ({ algorithms }) => [...algorithms],
    }),
    hashes: t.field({
      type: [HashAlgorithm],
      description: "Hash functions it knows.",
      resolve: ({ hashes }) => [...hashes],
    }),
    digits: t.intList({ description: "Lengths of code it knows.", resolve: ({ digits }) => [...digits] }),
    periodsSeconds: t.intList({
      nullable: true,
      description:
        "TOTP periods it knows, in seconds; null when any from 10 to 86,400 will do, and none for devices without TOTP.",
      resolve: ({ periods }) => (periods === "ANY" ? null : [...periods]),
    }),
    secret: t.field({
      type: SecretSource,
      description: "Who makes its secret.",
      resolve: ({ secret }) => secret,
    }),
    enrols: t.exposeBoolean("enrols", { description: "Whether a first code must confirm its secret." }),
    asksFor: t.stringList({ description: "What creation asks for.", resolve: ({ asksFor }) => [...asksFor] }),
    reissueAsksFor: t.stringList({
      description: "What tokenReissue takes, besides the token and whether its device was lost.",
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
