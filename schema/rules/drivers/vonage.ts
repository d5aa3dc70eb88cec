import { LONGEST_SECRET, secretLine, smsSender, url, vonageApiKey } from "../channel.js";
import type { DriverDeclaration } from "./declaration.js";

export const VONAGE = {
  name: "VONAGE",
  kind: "SMS",
  sends: "SMS by Vonage.",
  type: "Vonage",
  description: "An account of Vonage.",
  settings: {
    url: {
      type: "text",
      rule: url,
      default: "https://rest.nexmo.com",
      description: "The address of Vonage's SMS API.",
    },
    apiKey: {
      type: "text",
      rule: vonageApiKey,
      isRequired: true,
      description: "The API key, which names the account. It is no secret.",
    },
    from: {
      type: "text",
      rule: smsSender,
      isRequired: true,
      description: "The sender: a number, or a name of at most 11 characters.",
    },
  },
  secrets: {
    apiSecret: { rule: secretLine, longest: LONGEST_SECRET, description: "The API secret." },
    signatureSecret: {
      rule: secretLine,
      longest: LONGEST_SECRET,
      description:
        "The secret by which Vonage signs delivery receipts. Without it, no receipts are accepted.",
      isOptional: true,
      isKept: true,
    },
  },
  goesTo: ["url"],
} as const satisfies DriverDeclaration;
