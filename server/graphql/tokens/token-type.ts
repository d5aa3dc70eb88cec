import { isModelName, getModel, MODELS } from "@tokenplane/rules/models";
import { getPinPosition } from "../../tokens/pin.js";
import { getFailures, getLock, type TokenRow } from "../../tokens/token-store.js";
import { outsideValidity } from "../../tokens/validity.js";
import { builder } from "../builder.js";
import { loadValid, nodeName } from "../nodes.js";
import { userLoader } from "../users/user-loader.js";
import { enrolmentLoader, tokenLoader } from "./token-loader.js";
import { TokenPin } from "./pin-type.js";

declare module "../objects.js" {
  interface Objects {
    Token: TokenRow;
  }
}

export const TokenKind = builder.enumType("TokenKind", {
  description: "The kind of a token.",
  values: {
    HARDWARE: { description: "A device: a fob or a card." },
    SOFTWARE: { description: "An app, or a channel that codes are sent over." },
    UNIVERSAL: { description: "Any OATH token of any vendor." },
  } as const,
});

export const TokenModel = builder.enumType("TokenModel", {
  description:
    "The product behind a token. It decides the algorithm, the defaults, and what the creation needs.",
  values: MODELS,
});

export const TokenStatus = builder.enumType("TokenStatus", {
  description: "Whether a token's secret is confirmed.",
  values: {
    PENDING: { description: "It has no confirmed secret, and nobody can sign in with it." },
    ACTIVE: { description: "Its secret is confirmed." },
  } as const,
});

export const TokenValidity = builder.enumType("TokenValidity", {
  description: "Whether a token is valid now, by its `validFrom` and `validUntil`.",
  values: {
    VALID: { description: "Its codes are accepted." },
    NOT_YET_VALID: { description: "Its codes are not accepted yet: its `validFrom` is in the future." },
    VALIDITY_ENDED: { description: "Its codes are not accepted any more: its `validUntil` has passed." },
  },
});

const LockReason = builder.enumType("LockReason", {
  description: "Why a token is locked.",
  values: {
    FAILURES: { description: "Too many wrong codes; the resource sets how many." },
    FAILURE_CEILING: { description: "100 failures in a row: only an administrator unlocks it." },
  } as const,
});

const TokenLock = builder.objectRef<NonNullable<ReturnType<typeof getLock>>>("TokenLock").implement({
  description: "A lock that is active now.",
  fields: (t) => ({
    reason: t.field({ type: LockReason, description: "Why.", resolve: ({ reason }) => reason }),
    until: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ends by itself; null when somebody must end it.",
      resolve: ({ until }) => until,
    }),
  }),
});

export const EnrolmentState = builder
  .objectRef<{ readonly expiresAt: Date; readonly attemptsLeft: number; readonly digits: number }>(
    "EnrolmentState",
  )
  .implement({
    description:
      "A new secret that waits for its first code. Until then, the secret in use continues to work, if there is one.",
    fields: (t) => ({
      digits: t.exposeInt("digits", { description: "Length of the new secret's codes." }),
      expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When the secret is deleted." }),
      attemptsLeft: t.exposeInt("attemptsLeft", { description: "How many more wrong codes delete it." }),
    }),
  });

export const Token = builder.node(nodeName("Token"), {
  description:
    "Something that proves who a person is: a device or an app that computes one-time passwords, an address that codes are sent to, or a phone that is asked.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => tokenLoader(context).loadMany(uuids)),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    kind: t.field({
      type: TokenKind,
      description: "Its kind.",
      resolve: ({ model }) => getModel(model).kind,
    }),
    model: t.field({
      type: TokenModel,
      description: "The product.",
      resolve: ({ model }) => {
        if (!isModelName(model)) throw new TypeError("unknown token model");
        return model;
      },
    }),
    serialNumber: t.exposeString("serialNumber", {
      nullable: true,
      description: "The vendor's serial number; unique in the account. Null for models without one.",
    }),
    status: t.field({
      type: TokenStatus,
      description: "Whether its secret is confirmed.",
      resolve: ({ status }) => (status === "ACTIVE" ? "ACTIVE" : "PENDING"),
    }),
    enabled: t.exposeBoolean("enabled", { description: "Whether anybody may authenticate with it." }),
    pin: t.field({
      type: TokenPin,
      nullable: true,
      description: "Where a PIN is typed together with the one-time password; null without a PIN.",
      resolve: ({ pinPosition }) => getPinPosition(pinPosition),
    }),
    enrolment: t.field({
      type: EnrolmentState,
      nullable: true,
      description: "The open enrolment; null when there is none.",
      resolve: ({ id }, _args, context) => enrolmentLoader(context).load(id),
    }),
    lock: t.field({
      type: TokenLock,
      nullable: true,
      description: "The active lock; null when it is not locked.",
      resolve: (token, _args, { services }) => getLock(token, services.clock()),
    }),
    user: t.field({
      type: "User",
      nullable: true,
      description: "The user it belongs to; null when it has none.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    failures: t.int({
      description: "Wrong codes since the last success or unlock.",
      resolve: (token, _args, { services }) => getFailures(token, services.clock()),
    }),
    consecutiveFailures: t.exposeInt("consecutiveFailures", {
      description: "Wrong codes since the last success.",
    }),
    drift: t.exposeInt("drift", {
      description:
        "Steps by which its clock is known to be ahead (positive) or behind (negative); 0 for devices without one.",
    }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "When a code of it was last used; null when none was.",
    }),
    validFrom: t.expose("validFrom", {
      type: "DateTime",
      nullable: true,
      description: "The moment from which its codes are accepted; null when there is no limit.",
    }),
    validUntil: t.expose("validUntil", {
      type: "DateTime",
      nullable: true,
      description: "The moment at which its codes stop being accepted; null when there is no limit.",
    }),
    validity: t.field({
      type: TokenValidity,
      description: "Whether it is valid now, according to the server's clock.",
      resolve: (token, _args, { services }) => outsideValidity(token, services.clock()) ?? "VALID",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When its settings last changed." }),
  }),
});
