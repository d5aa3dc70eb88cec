import { Refusal } from "../graphql/errors.js";
import { blueprintOf, type Blueprint } from "../tokens/blueprint.js";
import { MODELS } from "@tokenplane/rules/models";
import type { SecretEncoding } from "../tokens/secret.js";
import { refuseFormula } from "./columns.js";
import type { GivenOath } from "./token-layout.js";

/** Models whose secret the vendor gives, and of which a file can say the rest. */
export type ImportModel = "PROTECTIMUS_TWO" | "PROTECTIMUS_SHARK" | "UNIVERSAL";

/** What a file says of a token. */
export interface GivenToken {
  readonly serialNumber: string;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  /** How codes are made; null when only the model says it. */
  readonly oath: GivenOath | null;
}

/** @throws Refusal when a fob of the model makes its codes in another way. */
function checkModel(model: Exclude<ImportModel, "UNIVERSAL">, { algorithm, digits, hash }: GivenOath): void {
  const is = MODELS[model];
  if (algorithm === "TOTP" && digits === is.digits[0] && hash === is.hashes[0]) return;
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    `A token of model ${model} makes TOTP codes of ${is.digits[0]} digits with ${is.hashes[0]}; import others as UNIVERSAL.`,
  );
}

/**
 * What token a row becomes.
 * @param periodSeconds of the whole file, for rows that do not say it.
 * @throws Refusal that does not repeat the secret.
 */
export function importedToken(
  { serialNumber, secret, secretEncoding, oath }: GivenToken,
  model: ImportModel,
  periodSeconds: number | null,
): Blueprint {
  refuseFormula(serialNumber, "serial number");
  const given = { serialNumber, secret, secretEncoding };
  if (model !== "UNIVERSAL") {
    if (oath !== null) checkModel(model, oath);
    const fob = { ...given, periodSeconds: oath?.periodOrCounter ?? periodSeconds ?? 0 };
    return blueprintOf({ hardware: model === "PROTECTIMUS_TWO" ? { two: fob } : { shark: fob } }, []);
  }
  if (oath === null) throw new TypeError("a universal token without its OATH settings");
  const { algorithm, digits, hash, periodOrCounter } = oath;
  return blueprintOf(
    {
      universal: {
        ...given,
        oath:
          algorithm === "HOTP"
            ? { hotp: { digits, hash, counter: periodOrCounter } }
            : { totp: { digits, hash, periodSeconds: periodOrCounter } },
      },
    },
    [],
  );
}
