import type { ChannelKind as ChannelKindName } from "../../delivery/delivery.js";
import { builder } from "../builder.js";

const KINDS = {
  SMS: { description: "By a text message to a phone." },
  EMAIL: { description: "By e-mail." },
  BOT: { description: "By a bot in a messenger, such as Telegram, Slack or Mattermost." },
} as const;

export const DeliveryKind = builder.enumType("DeliveryKind", {
  description: "How a code reaches a person.",
  values: KINDS,
});

export const CHANNEL_KINDS = {
  ...KINDS,
  PUSH: { description: "A push service wakes a phone, so that the phone shows a request at once." },
} as const satisfies Readonly<Record<ChannelKindName, object>>;

export const ChannelKind = builder.enumType("ChannelKind", {
  description: "The kind of a channel: how its messages are sent.",
  values: CHANNEL_KINDS,
});

export const PURPOSES = {
  SIGN_IN: { description: "Its code signs a person in at a resource." },
  CHECK: { description: "Its code is checked without signing anyone in." },
  ENROLMENT: {
    description: "Its code confirms that a phone number, an address or a chat is the person's.",
  },
  CONTACT: {
    description: "Its code confirms the new e-mail address or phone number of a user, in a portal.",
  },
  TEST: { description: "It shows an administrator that a channel works. It has no code." },
  INVITATION: {
    description: "A mail with the link by which an administrator sets a password, or enrols a token.",
  },
  PASSWORD_RESET: { description: "A mail with the link by which an administrator sets another password." },
  PASSWORD_SET: { description: "A mail that tells an administrator that the password was set." },
  TOKEN_CONNECTED: {
    description: "A mail that tells an administrator that an authenticator app was connected.",
  },
  PORTAL_INVITATION: {
    description: "A mail with the link by which a user enrols a token in the portal of a resource.",
  },
  PORTAL_CODE: { description: "A mail with a code by which a user begins to sign in to a portal." },
  PORTAL_CHANGE: {
    description:
      "A mail that tells a user what changed in a portal, with a link for a user who did not make the change. For a changed contact, an SMS without a link says the same.",
  },
} as const;

export const MessagePurpose = builder.enumType("MessagePurpose", {
  description: "The purpose of a message.",
  values: PURPOSES,
});
