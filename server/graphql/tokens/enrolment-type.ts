import qrcode from "qrcode";
import { toBase32 } from "../../tokens/token-secret.js";
import { builder } from "../builder.js";

/** The data that an app or a programmer of devices needs of a new secret, and for how long. */
export interface Enrolment {
  readonly secrets: Readonly<Record<string, string>> | null;
  /** RFC 3339; null when nothing waits to be confirmed. */
  readonly expiresAt: string | null;
  readonly attemptsLeft: number | null;
  readonly sentTo?: string | null;
}

/** As much correction as a phone camera likes, and the quiet zone of the standard. */
const QR_OPTIONS = { errorCorrectionLevel: "M", margin: 4 } as const;

/** The cost of a QR code: drawing it takes some milliseconds. */
const QR_COST = 100;

export const EnrolmentType = builder.objectRef<Enrolment>("Enrolment").implement({
  description:
    "A new secret, or a code that was sent. A secret is shown once: in the answer to the request that created it, and in repeats of that request within ten minutes. After that, its fields are null.",
  fields: (t) => ({
    secretBase32: t.string({
      nullable: true,
      description: "The secret in Base32, to type into an app.",
      resolve: ({ secrets }) => {
        const hex = secrets?.["secretHex"];
        return hex === undefined ? null : toBase32(Buffer.from(hex, "hex"));
      },
    }),
    secretHex: t.string({
      nullable: true,
      description: "The secret in hexadecimal digits, to program into a device.",
      resolve: ({ secrets }) => secrets?.["secretHex"] ?? null,
    }),
    otpauthUri: t.string({
      nullable: true,
      description:
        "The `otpauth://` URI that apps read from a QR code (Key URI Format). A colon in the issuer or the login becomes a hyphen in it: for apps, a colon ends the issuer.",
      resolve: ({ secrets }) => secrets?.["otpauthUri"] ?? null,
    }),
    qrSvg: t.string({
      nullable: true,
      description: "The URI as a QR code, in SVG.",
      complexity: QR_COST,
      resolve: ({ secrets }) => {
        const uri = secrets?.["otpauthUri"];
        return uri === undefined ? null : qrcode.toString(uri, { ...QR_OPTIONS, type: "svg" });
      },
    }),
    qrPngDataUri: t.string({
      nullable: true,
      description: "The URI as a QR code, as a `data:` URI of a PNG.",
      complexity: QR_COST,
      resolve: ({ secrets }) => {
        const uri = secrets?.["otpauthUri"];
        return uri === undefined ? null : qrcode.toDataURL(uri, { ...QR_OPTIONS, scale: 6 });
      },
    }),
    expiresAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when a first code must confirm it; null when it need not be confirmed.",
      resolve: ({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt)),
    }),
    sentTo: t.string({
      nullable: true,
      description: "Where a code was sent, masked; null when none was.",
      resolve: ({ sentTo }) => sentTo ?? null,
    }),
    startLink: t.string({
      nullable: true,
      description:
        "The link by which the person opens the chat with a Telegram bot. The code is then sent into that chat. null where none is needed.",
      resolve: ({ secrets }) => secrets?.["startLink"] ?? null,
    }),
    appLink: t.string({
      nullable: true,
      description:
        "The content of the QR code, as a link that opens the privacyIDEA Authenticator on the phone itself, for a token of model PUSH; null for others.",
      resolve: ({ secrets }) => secrets?.["appLink"] ?? null,
    }),
    attemptsLeft: t.exposeInt("attemptsLeft", {
      nullable: true,
      description: "How many more wrong codes end it; null when it need not be confirmed.",
    }),
  }),
});
