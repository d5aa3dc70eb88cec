import {
  certificates,
  dkimSelector,
  domain,
  host,
  LONGEST_CERTIFICATES,
  LONGEST_SECRET,
  mailbox,
  privateKey,
  secretLine,
  username,
} from "../channel.js";
import { range } from "../rule.js";
import type { DriverDeclaration } from "./declaration.js";

/** The port that mail servers usually have. */
export function usualPort(security: unknown): number {
  if (security === "TLS") return 465;
  return security === "NONE" ? 25 : 587;
}

const WITH_DKIM = {
  setting: "dkimDomain",
  sentence:
    "A private key for DKIM is used with dkimDomain and dkimSelector only; set both, or remove the key.",
} as const;

export const SMTP = {
  name: "SMTP",
  kind: "EMAIL",
  sends: "E-mails by a mail server.",
  type: "Smtp",
  description: "A mail server.",
  settings: {
    host: {
      type: "text",
      rule: host,
      isRequired: true,
      description: "The mail server's name or IP address.",
    },
    port: {
      type: "number",
      rule: range("Port", 1, 65_535),
      default: ({ security }) => usualPort(security),
      description: "Its port: usually 465 for TLS, 587 for STARTTLS and 25 for NONE.",
    },
    security: {
      type: "choice",
      enum: { name: "MailSecurity", description: "How the connection to a mail server is protected." },
      values: {
        STARTTLS: {
          value: "STARTTLS",
          description:
            "The connection changes to TLS before anything is sent; a server that cannot is not used. The usual port is 587.",
        },
        TLS: { value: "TLS", description: "TLS from the first byte. The usual port is 465." },
        NONE: {
          value: "NONE",
          description:
            "Nothing protects it. Only for mail servers in private networks that the operator allows.",
        },
      },
      default: "STARTTLS",
      description: "How the connection is protected.",
    },
    username: {
      type: "text",
      rule: username,
      description: "The user name at the mail server. Without it, there is no login.",
    },
    from: {
      type: "text",
      rule: mailbox,
      isRequired: true,
      description: "The sender: `codes@example.org`, or `Example <codes@example.org>`.",
    },
    replyTo: {
      type: "text",
      rule: mailbox,
      description: "The address for replies. Without it, replies go to the sender.",
    },
    certificateAuthority: {
      type: "text",
      rule: certificates,
      longest: LONGEST_CERTIFICATES,
      description:
        "The certificates of your own certificate authority, as PEM, if it issued the mail server's certificate. Without them, the public certificate authorities are used.",
    },
    dkimDomain: {
      type: "text",
      rule: domain,
      description: "The domain that mails are signed for (DKIM). Without it, mails are not signed.",
    },
    dkimSelector: {
      type: "text",
      rule: dkimSelector,
      description:
        "The DKIM selector: the name under which the domain's public key is published. Without it, mails are not signed.",
    },
  },
  secrets: {
    password: {
      rule: secretLine,
      longest: LONGEST_SECRET,
      description: "The password of the user name.",
      with: {
        setting: "username",
        sentence: "A password is used with a username only; set username, or remove the password.",
      },
    },
    dkimPrivateKey: {
      rule: privateKey,
      longest: LONGEST_SECRET,
      description: "The RSA key that signs mails (DKIM), as PEM without a password.",
      isKept: true,
      with: WITH_DKIM,
    },
  },
  goesTo: ["host", "port", "security"],
  missing: (has) =>
    has("dkimDomain") === has("dkimSelector")
      ? null
      : {
          field: has("dkimDomain") ? "dkimSelector" : "dkimDomain",
          sentence: "Mails are signed with both dkimDomain and dkimSelector. Set both, or neither.",
        },
} as const satisfies DriverDeclaration;
