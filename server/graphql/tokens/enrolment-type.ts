import qrcode from "qrcode";
import { toBase32 } from "../../tokens/secret.js";
import { builder } from "../builder.js";

/** What an app or a programmer of devices needs to know of a new secret, and for how long. */
export interface Enrolment {
  readonly secrets: Readonly<Record<string, string>> | null;
  /** RFC 3339; null when nothing waits to be confirmed. */
  readonly expiresAt: string | null;
  readonly attemptsLeft: number | null;
}

/** As much correction as a phone camera likes, and the quiet zone of the standard. */
const QR_OPTIONS = { errorCorrectionLevel: "M", margin: 4 } as const;

export const EnrolmentType = builder.objectRef<Enrolment>("Enrolment").implement({
  description:
    "A new secret. It is shown once: in the answer to the request that created it, and in repeats of that request within ten minutes. After that, its fields are null.",
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
      resolve: ({ secrets }) => {
        const uri = secrets?.["otpauthUri"];
        return uri === undefined ? null : qrcode.toString(uri, { ...QR_OPTIONS, type: "svg" });
      },
    }),
    qrPngDataUri: t.string({
      nullable: true,
      description: "The URI as a QR code, as a `data:` URI of a PNG.",
      resolve: ({ secrets }) => {
        const uri = secrets?.["otpauthUri"];
        return uri === undefined ? null : qrcode.toDataURL(uri, { ...QR_OPTIONS, scale: 6 });
      },
    }),
    expiresAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Until when a first code must confirm the secret; null when it need not be confirmed.",
      resolve: ({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt)),
    }),
    attemptsLeft: t.exposeInt("attemptsLeft", {
      nullable: true,
      description: "How many more wrong codes delete the secret; null when it need not be confirmed.",
    }),
  }),
});
