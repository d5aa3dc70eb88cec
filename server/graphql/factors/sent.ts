import { getSentBy } from "../../channels/channel-target.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import type { DeliveryKind as Kind } from "../../delivery/delivery.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { builder } from "../builder.js";
import { DeliveryKind } from "../channels/delivery-kind.js";
import { channelLoader } from "../channels/channel-loader.js";

// The fields of tokens in the API whose codes are sent.

const TokenDelivery = builder
  .objectRef<{ readonly kind: Kind; readonly token: TokenRow }>("TokenDelivery")
  .implement({
    description: "Where the codes of a token are sent.",
    fields: (t) => ({
      kind: t.field({ type: DeliveryKind, description: "How.", resolve: ({ kind }) => kind }),
      sentTo: t.string({
        nullable: true,
        description:
          "The masked phone number, address or chat; null while it is not known: before the chat with a bot is opened, and after the token was taken from its user.",
        resolve: ({ kind, token }) => (token.target === null ? null : maskedTarget(kind, token.target)),
      }),
      channel: t.field({
        type: "Channel",
        nullable: true,
        description: "The channel of a bot; null for other kinds, which use every channel of their kind.",
        resolve: ({ token }, _args, context) =>
          token.channelId === null ? null : channelLoader(context).load(token.channelId),
      }),
    }),
  });

builder.objectField("Token", "delivery", (t) =>
  t.field({
    type: TokenDelivery,
    nullable: true,
    description: "Where its codes are sent; null for a token whose codes are not sent.",
    resolve: (token) => {
      const kind = getSentBy(token);
      return kind === null ? null : { kind, token };
    },
  }),
);
