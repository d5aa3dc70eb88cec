import { Prisma } from "../../database/generated/client.js";
import { evaluate } from "../../otp/windows.js";
import { getDevice, tokenSecretAad } from "../../tokens/token-secret.js";
import { getCode } from "../answer.js";
import { type Factor, movesNowhere, REPLAYED, type ReadToken, type StoredToken, WRONG } from "../factor.js";
import { lifeOfSecrets, secretLeftBehind } from "../secret/life.js";
import { readSecret, SECRET_MEMBERS } from "../secret/stored.js";
import { readOptionalNumber } from "../stored-part.js";
import { synchronize } from "./synchronize-oath.js";

function read({ tokenId, digits, lastStep, drift, part }: StoredToken): ReadToken {
  const stored = readSecret(part);
  const periodSeconds = readOptionalNumber(part, "periodSeconds");
  return {
    typesCode: true,
    obstacle: null,
    asking: null,
    findObstacle: () => Promise.resolve(null),
    verify(answer, { accountId, secrets, window, now }) {
      if (stored === null) return null;
      const { hash, secret, secretFingerprint } = stored;
      const device = getDevice(
        { digits, hash, periodSeconds, lastStep: BigInt(lastStep), drift },
        secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
      );
      const verdict = evaluate(device, getCode(answer), now, window);
      if (verdict.kind !== "RIGHT")
        return { verdict: verdict.kind === "WRONG" ? WRONG : REPLAYED, obstacle: null };
      const byCounter = periodSeconds === null;
      const counter = { step: verdict.step, drift: verdict.drift, byCounter, secretFingerprint };
      return {
        verdict: { kind: "RIGHT", proof: { method: "OTP", counter, challenge: null } },
        obstacle: null,
      };
    },
  };
}

/** Tokens that show codes: from the time (TOTP, RFC 6238) or from a counter (HOTP, RFC 4226). */
export const oath: Factor = {
  ...lifeOfSecrets,
  stored: {
    token: Prisma.sql`json_build_object(${SECRET_MEMBERS}, 'periodSeconds', t.period_seconds)`,
    challenge: null,
  },
  read,
  showsCodes: true,
  decoy: null,
  signedField: null,
  moveTo: movesNowhere,
  consoleObjection: () => null,
  leftBehind: secretLeftBehind,
  synchronize,
};
