import { channelTest } from "../../messages/test-channel.js";
import { ChannelRef } from "../channels/channel-ref.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { messageLoader } from "./message-loader.js";

mutation(channelTest, {
  description:
    "Sends a message without a code by a channel. Read the message again until its state is final: it says whether the gateway took it, and if not, why.",
  input: (t) => ({
    channel: t.field({ type: ChannelRef, required: true, description: "The channel. It must be enabled." }),
    to: t.string({
      required: true,
      description:
        "The recipient: a phone number with its country code, an e-mail address, or the id of a chat; for a channel that wakes phones, the global id of a PUSH token. A phone with Android shows nothing when it is woken by a test.",
    }),
    locale: t.string({
      description:
        "The language of the text (BCP 47): en, de, fr, es, uk or pl, also with a region, as in de-AT; by default the account's.",
    }),
  }),
  payload: (t) => ({
    testMessage: t.field({
      type: "Message",
      description: "The message.",
      resolve: ({ payload }, _args, context) => loadReturned(messageLoader(context), payload.messageId),
    }),
  }),
});
