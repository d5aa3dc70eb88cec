import { accountSid, messagingServiceSid, smsSender, tokenSecret, url } from "../channel.js";
import type { DriverDeclaration } from "./declaration.js";

export const TWILIO = {
  name: "TWILIO",
  kind: "SMS",
  sends: "SMS by Twilio.",
  type: "Twilio",
  description: "An account of Twilio. Either a number or name, or a messaging service, is the sender.",
  settings: {
    url: {
      type: "text",
      rule: url,
      default: "https://api.twilio.com",
      description: "The address of Twilio's API, or of its API in a region.",
    },
    accountSid: {
      type: "text",
      rule: accountSid,
      isRequired: true,
      description: "The account SID: AC, followed by 32 hexadecimal digits.",
    },
    from: {
      type: "text",
      rule: smsSender,
      description:
        "The sender: a number, a short number, or a name of at most 11 characters. Without it, a messaging service chooses the sender.",
    },
    messagingServiceSid: {
      type: "text",
      rule: messagingServiceSid,
      description:
        "The messaging service that chooses the sender: MG, followed by 32 hexadecimal digits. Without it, give the sender itself.",
    },
  },
  secrets: { authToken: { rule: tokenSecret, description: "The auth token of the account." } },
  goesTo: ["url"],
  missing: (has) =>
    has("from") === has("messagingServiceSid")
      ? {
          field: "from",
          sentence: "Give either from or messagingServiceSid: one of them is the sender of each SMS.",
        }
      : null,
} as const satisfies DriverDeclaration;
