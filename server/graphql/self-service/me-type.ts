import { maskedTarget } from "@tokenplane/rules/masked-target";
import { isModelName, getModel } from "@tokenplane/rules/models";
import { CODE_PROOF_MS } from "../../actions/step-up.js";
import { getSentBy } from "../../channels/channel-target.js";
import { globalId } from "../../global-id.js";
import type { ContactChange } from "../../self-service/contact-change.js";
import { type Me, readMe } from "../../self-service/me.js";
import { isSentElsewhere } from "../../self-service/my-enrolment.js";
import { getPinPosition } from "../../tokens/pin.js";
import { getLock, type TokenRow } from "../../tokens/token-store.js";
import { outsideValidity } from "../../tokens/validity.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { DeliveryKind } from "../channels/delivery-kind.js";
import { userLoader } from "../users/user-loader.js";
import { PinPositionEnum } from "../tokens/pin-type.js";
import { enrolmentLoader } from "../tokens/token-loader.js";
import { EnrolmentState, TokenModel, TokenStatus, TokenValidity } from "../tokens/token-type.js";
import { otherResourceCountLoader } from "./self-service-loader.js";
import { SelfServiceAction } from "./policy.js";

// The data of a user in a portal. No type here leads to a type of administrators: no user finds another user from here.

export const MyToken = builder.objectRef<TokenRow>("MyToken").implement({
  description: "One of the user's own tokens, as the portal shows it.",
  fields: (t) => ({
    id: t.id({ description: "Global id.", resolve: ({ id }) => globalId("Token", id) }),
    name: t.exposeString("name", { description: "Its name." }),
    model: t.field({
      type: TokenModel,
      description: "The product behind the token.",
      resolve: ({ model }) => {
        if (!isModelName(model)) throw new TypeError("unknown token model");
        return model;
      },
    }),
    serialNumber: t.exposeString("serialNumber", {
      nullable: true,
      description: "The serial number on the device; null for models without one.",
    }),
    status: t.field({
      type: TokenStatus,
      description: "Whether its secret is confirmed.",
      resolve: ({ status }) => (status === "ACTIVE" ? "ACTIVE" : "PENDING"),
    }),
    enabled: t.exposeBoolean("enabled", {
      description: "Whether it is enabled; a token that was reported as lost is not.",
    }),
    validFrom: t.expose("validFrom", {
      type: "DateTime",
      nullable: true,
      description: "From when its codes are accepted; null for no limit. Only administrators change it.",
    }),
    validUntil: t.expose("validUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when its codes are accepted; null for no limit. Only administrators change it.",
    }),
    validity: t.field({
      type: TokenValidity,
      description:
        "Whether it is valid now, according to the server's clock; the clock of the browser may be off.",
      resolve: (token, _args, { services }) => outsideValidity(token, services.clock()) ?? "VALID",
    }),
    otherResourceCount: t.int({
      description:
        "At how many other resources its codes sign in. It has the same PIN there, and it is also removed or disabled there when the user gives it back or reports it as lost.",
      resolve: ({ id }, _args, context) => otherResourceCountLoader(context).load(id),
    }),
    connectedAlone: t.boolean({
      description: "Whether users enrol and reissue such a token by themselves, as with an app.",
      resolve: ({ model }) => getModel(model).enrols,
    }),
    enrolment: t.field({
      type: EnrolmentState,
      nullable: true,
      description: "The new secret that waits for its first code; null when none does.",
      resolve: ({ id }, _args, context) => enrolmentLoader(context).load(id),
    }),
    locked: t.boolean({
      description: "Whether too many wrong codes locked it.",
      resolve: (token, _args, { services }) => getLock(token, services.clock()) !== null,
    }),
    pinPosition: t.field({
      type: PinPositionEnum,
      nullable: true,
      description: "Where its PIN is typed; null without a PIN.",
      resolve: ({ pinPosition }) => getPinPosition(pinPosition),
    }),
    sentTo: t.string({
      nullable: true,
      description: "Where its codes are sent, masked; null for a token whose codes are not sent.",
      resolve: (token) => {
        const kind = getSentBy(token);
        return kind === null || token.target === null ? null : maskedTarget(kind, token.target);
      },
    }),
    sentElsewhere: t.boolean({
      description:
        "Whether its codes go to another e-mail address or phone number than the user has now. myTokenReissue sends a code to the user's current one.",
      resolve: (token, _args, context) => sentElsewhere(token, context),
    }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was last used; null when it never was.",
    }),
  }),
});

/** A row of a token, with the contact of its kind that the account has of its user. */
async function sentElsewhere(token: TokenRow, context: Context): Promise<boolean> {
  const kind = getSentBy(token);
  if ((kind !== "EMAIL" && kind !== "SMS") || token.userId === null) return false;
  const user = await userLoader(context).load(token.userId);
  const contact = kind === "EMAIL" ? user?.email : user?.phoneNumber;
  return contact != null && isSentElsewhere(kind, contact, token);
}

/** The user's contact as the account knows it: whole only for a user who typed a code. */
function shownAt(level: number, kind: "EMAIL" | "SMS", contact: string | null): string | null {
  return contact === null || level >= 2 ? contact : maskedTarget(kind, contact);
}

const ContactChangeType = builder.objectRef<ContactChange & Pick<Me, "level">>("ContactChange").implement({
  description: "A new e-mail address or phone number of the user that waits for its code.",
  fields: (t) => ({
    kind: t.field({
      type: DeliveryKind,
      description: "EMAIL for an e-mail address, SMS for a phone number.",
      resolve: ({ kind }) => kind,
    }),
    contact: t.string({
      description:
        "The new address or number, to which the code was sent; masked until the user has typed a code.",
      resolve: ({ kind, contact, level }) => (level >= 2 ? contact : maskedTarget(kind, contact)),
    }),
    attemptsLeft: t.exposeInt("attemptsLeft", { description: "How many more wrong codes are accepted." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when the code is valid." }),
  }),
});

export const MeType = builder.objectRef<Me>("Me").implement({
  description: "The user who is signed in to the portal of a resource, and what this user may do there.",
  fields: (t) => ({
    login: t.string({
      description: "The login with which the user signs in.",
      resolve: ({ user }) => user.login,
    }),
    firstName: t.string({
      nullable: true,
      description: "The first name.",
      resolve: ({ user }) => user.firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: "The last name.",
      resolve: ({ user }) => user.lastName,
    }),
    locale: t.string({
      nullable: true,
      description:
        "The language of mails and messages to the user, and of what a phone asks: en, de, fr, es, uk or pl; null for the account's.",
      resolve: ({ user }) => user.locale,
    }),
    email: t.string({
      nullable: true,
      description: "The e-mail address; masked until the user has typed a code.",
      resolve: ({ user, level }) => shownAt(level, "EMAIL", user.email),
    }),
    phoneNumber: t.string({
      nullable: true,
      description: "The phone number; masked until the user has typed a code.",
      resolve: ({ user, level }) => shownAt(level, "SMS", user.phoneNumber),
    }),
    accountName: t.string({ description: "The name of the account.", resolve: ({ account }) => account }),
    resourceName: t.string({
      description: "The name of the resource whose portal this is.",
      resolve: ({ resource }) => resource,
    }),
    resourceEnabled: t.exposeBoolean("isResourceEnabled", {
      description:
        "Whether people sign in to the resource. While it is disabled, the user can do nothing here except report a token as lost.",
    }),
    actions: t.field({
      type: [SelfServiceAction],
      description:
        "The actions that the policy allows. While the resource is disabled, the list has at most the report of a lost token.",
      resolve: ({ actions }) => [...actions],
    }),
    models: t.field({
      type: [TokenModel],
      description: "The models of which the user may enrol, reissue and take tokens.",
      resolve: ({ policy }) => [...policy.models],
    }),
    level: t.exposeInt("level", {
      description: "1: signed in without a code. 2: signed in with a code of a token.",
    }),
    codeProvenUntil: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "Until when the user can do what requires a code without typing another code; null when no code was typed yet.",
      resolve: ({ level, verifiedAt }) => (level < 2 ? null : new Date(verifiedAt.getTime() + CODE_PROOF_MS)),
    }),
    connectedAt: t.expose("connectedAt", {
      type: "DateTime",
      nullable: true,
      description: "When a first code of a token was typed in this session; null when none was.",
    }),
    recoveryCodeProvenUntil: t.expose("recoveryCodeProvenUntil", {
      type: "DateTime",
      nullable: true,
      description:
        "Until when the user can make a recovery code without typing another code: the first code of a token that was connected in this session counts, too. Null when a code must be typed.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When the session ends at the latest.",
    }),
    secondsLeft: t.int({
      description: "How many seconds are left until `expiresAt`, for a page whose clock is off.",
      resolve: ({ expiresAt }, _args, { services }) =>
        Math.max(0, Math.floor((expiresAt.getTime() - services.clock()) / 1_000)),
    }),
    mayConnectFirst: t.exposeBoolean("mayConnectFirst", {
      description: "Whether a token may be connected in this session without a code of another one.",
    }),
    recovering: t.exposeBoolean("isRecovering", {
      description:
        "Whether a token may be connected because a recovery code was used. The lost token stays until a first code confirms the new one.",
    }),
    passwordSet: t.exposeBoolean("passwordSet", { description: "Whether the user has a password." }),
    recoveryCodeCreatedAt: t.expose("recoveryCodeCreatedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the user's recovery code was made; null when there is none.",
    }),
    tokens: t.field({
      type: [MyToken],
      description:
        "The user's tokens that sign in at the resource, and one that waits to take the place of a lost one.",
      resolve: ({ tokens }) => [...tokens],
    }),
    contactChange: t.field({
      type: ContactChangeType,
      nullable: true,
      description:
        "The new contact that was requested in this session and waits for its code; null when none does.",
      resolve: ({ contactChange, level }) => (contactChange === null ? null : { ...contactChange, level }),
    }),
  }),
});

builder.queryField("me", (t) =>
  t.field({
    type: MeType,
    nullable: true,
    description: "The user of the portal's session. Only the portal's own pages may request it.",
    resolve: (_root, _args, { services, ...caller }) => readMe(services, caller),
  }),
);
