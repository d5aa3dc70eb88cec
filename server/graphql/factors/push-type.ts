import { keyFingerprint } from "../../push/keys.js";
import { type Requests, suspendedUntil } from "../../tokens/push-suspension.js";
import { builder } from "../builder.js";
import { deviceLoader } from "../tokens/token-loader.js";

// The fields of push tokens in the API.

interface TokenDeviceRow extends Requests {
  readonly publicKey: Uint8Array | null;
  readonly rolledOutAt: Date | null;
  readonly canBeWoken: boolean;
}

const TokenDevice = builder.objectRef<TokenDeviceRow>("TokenDevice").implement({
  description: "The phone of a token of model PUSH.",
  fields: (t) => ({
    fingerprint: t.string({
      nullable: true,
      description: "SHA-256 of the phone's key, in hexadecimal digits.",
      resolve: ({ publicKey }) => (publicKey === null ? null : keyFingerprint(publicKey)),
    }),
    rolledOutAt: t.expose("rolledOutAt", {
      type: "DateTime",
      nullable: true,
      description: "When the phone was connected.",
    }),
    canBeWoken: t.exposeBoolean("canBeWoken", {
      description:
        "Whether it can be woken: an app by a channel of kind PUSH, a browser by its push service. Other phones show requests when the person opens the app or the page.",
    }),
    requestsSuspendedUntil: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "Until when the phone shows no requests, because ten in a row were not approved, or the user answered one with: I did not ask for this. Null while requests are shown. tokenUnlock lets the phone show requests again.",
      resolve: (phone, _args, { services }) => suspendedUntil(phone, services.clock()),
    }),
  }),
});

builder.objectField("Token", "device", (t) =>
  t.field({
    type: TokenDevice,
    nullable: true,
    description: "The phone that is in use; null for other models, and while no phone is confirmed.",
    resolve: ({ id, sentBy }, _args, context) => (sentBy === "PUSH" ? deviceLoader(context).load(id) : null),
  }),
);
