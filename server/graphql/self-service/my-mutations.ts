import type { Payload } from "../../actions/idempotency.js";
import { globalId } from "../../global-id.js";
import { readMe } from "../../self-service/me.js";
import {
  myTokenEnrol,
  myTokenEnrolmentCancel,
  myTokenEnrolmentConfirm,
  myTokenReissue,
} from "../../self-service/my-enrolment.js";
import { myContactCancel, myContactConfirm, myContactUpdate } from "../../self-service/my-contact.js";
import { myLanguageSet, myNamesUpdate, myPasswordSet } from "../../self-service/my-person.js";
import { myRecoveryCodeCreate } from "../../self-service/my-recovery-code.js";
import {
  myTokenAssign,
  myTokenPinRemove,
  myTokenPinSet,
  myTokenReportLost,
  myTokenSynchronize,
  myTokenUnassign,
} from "../../self-service/my-tokens.js";
import type { TokenWithSecret } from "../../tokens/token-with-secret.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { type InputBuilder, mutation, type PayloadBuilder } from "../mutation.js";
import { EnrolmentType } from "../tokens/enrolment-type.js";
import { PinPositionEnum } from "../tokens/pin-type.js";
import { TokenModel } from "../tokens/token-type.js";
import { ownTokenLoader } from "./self-service-loader.js";
import { MeType, MyToken } from "./me-type.js";

// The mutations of a user in a portal. Only the portal's own pages may ask, and what the policy of the resource does
// not allow is refused.

function ownToken(t: InputBuilder) {
  return t.id({ required: true, description: "Global id of one of the user's own tokens." });
}

function changed(t: PayloadBuilder<{ readonly tokenId: string } & Payload>) {
  return {
    token: t.field({
      type: MyToken,
      description: "The token as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(ownTokenLoader(context), payload.tokenId),
    }),
  };
}

function withSecret(t: PayloadBuilder<TokenWithSecret>) {
  return {
    ...changed(t),
    enrolment: t.field({
      type: EnrolmentType,
      nullable: true,
      description: "The secret that the server generated, shown once, or the code that it sent.",
      resolve: ({ payload, secrets }) =>
        payload.enrolment === null ? null : { ...payload.enrolment, secrets },
    }),
  };
}

function theUser(t: PayloadBuilder<{ readonly userId: string } & Payload>) {
  return {
    me: t.field({
      type: MeType,
      description: "The user as it is now.",
      resolve: (_answer, _args, { services, ...caller }) => readMe(services, caller),
    }),
  };
}

mutation(myTokenEnrol, {
  description:
    "Connects a new token, which signs in at the portal's resource once a first code confirms it. Codes are sent to the phone number or the e-mail address of the user.",
  input: (t) => ({
    model: t.field({
      type: TokenModel,
      required: true,
      description: "The model: one that the policy allows.",
    }),
    name: t.string({ required: true, description: "The name that the user gives to it." }),
  }),
  payload: withSecret,
});

mutation(myTokenEnrolmentConfirm, {
  description: "Completes an enrolment with a valid code of the new secret; the code is then used up.",
  input: (t) => ({
    token: ownToken(t),
    otp: t.string({ required: true, description: "The code that the app shows, or that was sent." }),
  }),
  payload: changed,
});

mutation(myTokenEnrolmentCancel, {
  description:
    "Cancels an enrolment. A token that was never active is deleted; otherwise only the new secret is deleted.",
  input: (t) => ({ token: ownToken(t) }),
  payload: (t) => ({
    token: t.field({
      type: MyToken,
      nullable: true,
      description: "The token; null when it was deleted.",
      resolve: ({ payload }, _args, context) =>
        payload.deleted ? null : loadReturned(ownTokenLoader(context), payload.tokenId),
    }),
  }),
});

mutation(myTokenReissue, {
  description:
    "Gives one of the user's own tokens a new secret, as for another phone. The old secret works until a first code confirms the new one.",
  input: (t) => ({ token: ownToken(t) }),
  payload: withSecret,
});

mutation(myTokenSynchronize, {
  description:
    "Synchronizes one of the user's own tokens whose clock or counter is off, by two consecutive codes. It also works for users who cannot sign in for that reason.",
  input: (t) => ({
    token: ownToken(t),
    otps: t.stringList({
      required: true,
      description: "Two codes as the device showed them, the older one first, without a PIN.",
    }),
  }),
  payload: changed,
});

mutation(myTokenAssign, {
  description:
    "Gives the user a device that belongs to nobody, by its serial number and two consecutive codes. After five attempts in a session, no more are accepted.",
  input: (t) => ({
    serialNumber: t.string({ required: true, description: "The serial number on the device." }),
    otps: t.stringList({
      required: true,
      description: "Two consecutive codes that the device shows, the older one first.",
    }),
  }),
  payload: changed,
});

mutation(myTokenUnassign, {
  description:
    "Removes one of the user's own tokens from the user, at all resources at which it signs in. A device can then be given to somebody else; an app is deleted.",
  input: (t) => ({ token: ownToken(t) }),
  payload: (t) => ({
    givenBackId: t.id({
      description: "Global id of the token.",
      resolve: ({ payload }) => globalId("Token", payload.tokenId),
    }),
  }),
});

mutation(myTokenPinSet, {
  description:
    "Gives one of the user's own tokens a PIN, or replaces its PIN: it is typed together with every code from then on, at all resources.",
  input: (t) => ({
    token: ownToken(t),
    pin: t.string({ required: true, description: "The PIN: 4 to 12 digits." }),
    position: t.field({ type: PinPositionEnum, required: true, description: "Where it is typed." }),
  }),
  payload: changed,
});

mutation(myTokenPinRemove, {
  description:
    "Removes the PIN of one of the user's own tokens: from then on, its codes alone are enough, at all resources.",
  input: (t) => ({ token: ownToken(t) }),
  payload: changed,
});

mutation(myTokenReportLost, {
  description:
    "Reports one of the user's own tokens as lost: it is disabled at once, at all resources. The helpdesk can enable it again.",
  input: (t) => ({ token: ownToken(t) }),
  payload: changed,
});

mutation(myRecoveryCodeCreate, {
  description:
    "Makes a recovery code, which replaces the previous one. After the loss of a token, the user types it at the sign-in, and connects another token.",
  input: () => ({}),
  payload: (t) => ({
    recoveryCode: t.string({
      nullable: true,
      description:
        "The code, shown once: to write down, or to print. Case, spaces and hyphens do not matter where it is typed. null in a repeat after ten minutes.",
      resolve: ({ secrets }) => secrets?.["code"] ?? null,
    }),
    ...theUser(t),
  }),
});

mutation(myPasswordSet, {
  description: "Sets the user's password. The user's other sessions end.",
  input: (t) => ({
    password: t.string({
      required: true,
      description: "15 to 128 characters, of any kind. A password that is easily guessed is refused.",
    }),
  }),
  payload: theUser,
});

mutation(myNamesUpdate, {
  description: "Changes the user's names. An absent name keeps its value; null removes it.",
  input: (t) => ({
    firstName: t.string({ description: "The first name." }),
    lastName: t.string({ description: "The last name." }),
  }),
  payload: theUser,
});

mutation(myLanguageSet, {
  description:
    "Keeps the user's language: of mails and messages to the user, and of what a phone asks. A user who has a token that works must have typed a code of it in this session.",
  input: (t) => ({
    locale: t.string({ required: true, description: "The language: en, de, fr, es, uk or pl." }),
  }),
  payload: theUser,
});

const NewContact = builder.inputType("NewContact", {
  description: "A new contact of the user.",
  isOneOf: true,
  fields: (t) => ({
    email: t.string({ description: "An e-mail address." }),
    phoneNumber: t.string({ description: "A mobile number as in E.164: +4915112345678." }),
  }),
});

mutation(myContactUpdate, {
  description:
    "Sends a code to a new e-mail address or phone number of the user. Nothing changes until myContactConfirm gets the code. A change that still waits for its code is replaced. A contact cannot be removed.",
  input: (t) => ({
    contact: t.field({
      type: NewContact,
      required: true,
      description: "The new e-mail address or phone number.",
    }),
  }),
  payload: theUser,
});

mutation(myContactConfirm, {
  description:
    "Completes the change of a contact with the code that was sent there. The user's other sessions end, and every address that the user had before gets a notice.",
  input: (t) => ({
    code: t.string({ required: true, description: "The code that was sent." }),
  }),
  payload: theUser,
});

mutation(myContactCancel, {
  description: "Cancels the change of a contact that waits for its code.",
  input: () => ({}),
  payload: theUser,
});
