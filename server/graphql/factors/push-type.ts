import { keyFingerprint } from "../../push/keys.js";
import { type Requests, suspendedUntil } from "../../push/suspension.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { MyToken } from "../self-service/me-type.js";
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

/** The phone of a token of this kind; null for others, and while no phone is confirmed. */
function getDevice({ id, kind }: TokenRow, context: Context) {
  return kind === "PUSH" ? deviceLoader(context).load(id) : null;
}

builder.objectField("Token", "device", (t) =>
  t.field({
    type: TokenDevice,
    nullable: true,
    description: "The phone that is in use; null for other models, and while no phone is confirmed.",
    resolve: (token, _args, context) => getDevice(token, context),
  }),
);

builder.objectField(MyToken, "requestsSuspendedUntil", (t) =>
  t.field({
    type: "DateTime",
    nullable: true,
    description:
      "Until when its phone shows no requests, because ten in a row were not approved, or the user answered one with: I did not ask for this. Null while requests are shown, and for other models. The helpdesk can let the phone show requests again.",
    resolve: async (token, _args, context) => {
      const phone = await getDevice(token, context);
      return phone === null ? null : suspendedUntil(phone, context.services.clock());
    },
  }),
);
