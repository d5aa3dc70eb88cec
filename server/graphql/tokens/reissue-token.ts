import { tokenReissue } from "../../enrolment/reissue-token.js";
import { mutation } from "../mutation.js";
import { SecretEncoding } from "./model-input.js";
import { tokenWithSecret } from "./payload.js";
import { TokenRef } from "./token-ref.js";

mutation(tokenReissue, {
  description:
    "Gives a token a new secret: for a new phone or device, or because the old one is lost. The token keeps its PIN, user, links and bypasses. An app's old secret works until tokenEnrolmentConfirm confirms the new one, unless it is lost; for all other models, the new secret is in use at once. Failures and locks of the old secret end. If the token already has the given secret, nothing changes, so that an interrupted reissue can be repeated; with `lost`, this is refused. If another token had the same secret, or this token had it before, the state of that secret is kept: used codes stay used, and a lock after 100 failures in a row stays.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    lost: t.boolean({
      required: true,
      description:
        "Whether the old device is lost or stolen. Then its codes are invalid at once, and an app's token is PENDING until the new secret is confirmed. A token whose codes are sent is PENDING, too, even when no code can be sent now: then `enrolment` is null, the event MESSAGE_SUPPRESSED says why, and tokenEnrolmentStart sends one later.",
    }),
    secret: t.string({
      description:
        "The new device's seed from the vendor, 16 to 128 bytes: only for models whose secret is given. For all others, the server generates it.",
    }),
    secretEncoding: t.field({ type: SecretEncoding, description: "How the seed is written." }),
    acceptShortSecrets: t.boolean({
      defaultValue: false,
      description:
        "Accept a seed of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the event says so.",
    }),
    counter: t.field({
      type: "Counter",
      description:
        "The counter of the next code, for a device that is not new: for HOTP, and for OCRA suites with a counter (C); 0 by default.",
    }),
    digits: t.int({
      description:
        "Length of the new secret's codes, for Protectimus Smart: 6 or 8. By default it stays as it is.",
    }),
    issuer: t.string({
      description:
        "The issuer that the app shows, if the server generates the secret; by default the account's name.",
    }),
  }),
  payload: tokenWithSecret,
});
