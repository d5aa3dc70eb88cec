import { ULTRA_SUITE } from "@tokenplane/rules/model-inputs";
import { MODELS } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { SecretEncoding } from "@tokenplane/rules/secret";
import { type Blueprint, computingBlueprint, givenDevice } from "../tokens/blueprint.js";

import type { Hash } from "../otp/hotp.js";
import { refuseFormula } from "@tokenplane/files/formula";
import { refuseShortenedNumber } from "@tokenplane/files/shortened-number";
import { blueprintOfImportedSuite } from "../tokens/suite.js";
import { type GivenCodes, type GivenOath, USUAL_PERIOD_SECONDS } from "@tokenplane/files/token-layout";

/** Models whose secret comes from the vendor, and whose other settings a file can contain. */
export type ImportModel = FobModel | "PROTECTIMUS_ULTRA" | "UNIVERSAL";

type FobModel = "PROTECTIMUS_TWO" | "PROTECTIMUS_SHARK";

/** A token in a file. */
export interface GivenToken {
  readonly serialNumber: string;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  /** How codes are computed; null when only the model decides it. */
  readonly oath: GivenOath | null;
}

/** The settings for all tokens of a file, which come with the file. */
export interface FileSettings {
  readonly model: ImportModel;
  /** For TOTP tokens without this value; null for the usual one. */
  readonly periodSeconds: number | null;
  /** For rows without this value. */
  readonly hash: Hash | null;
  readonly acceptShortSecrets: boolean;
}

/**
 * @returns the period of the codes; null when the file does not contain it.
 * @throws Refusal when a fob of the model computes its codes in another way.
 */
function checkModel(model: FobModel, oath: GivenOath | null): number | null {
  if (oath === null) return null;
  const is = MODELS[model];
  if (
    oath.algorithm === "TOTP" &&
    oath.digits === is.digits[0] &&
    (oath.hash ?? is.hashes[0]) === is.hashes[0]
  ) {
    return oath.periodSeconds;
  }
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    `A token of model ${model} computes TOTP codes of ${is.digits[0]} digits with ${is.hashes[0]}; import others as UNIVERSAL.`,
  );
}

/**
 * The suite and the counter of an Ultra. If the file does not contain the suite, it is the one of the model.
 * @throws Refusal when the file says that it shows codes.
 */
function ultraAnswers(oath: GivenOath | null) {
  if (oath === null) return blueprintOfImportedSuite(ULTRA_SUITE, 0);
  if (oath.algorithm === "OCRA") return blueprintOfImportedSuite(oath.suite, oath.counter);
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "A token of model PROTECTIMUS_ULTRA answers challenges (OCRA); import others as UNIVERSAL.",
  );
}

/**
 * How the codes of a universal token are computed. If neither the row nor the file says it, the default applies.
 */
function universalOath(oath: GivenCodes | null, { hash, periodSeconds }: FileSettings) {
  if (oath === null) return { hash, periodSeconds };
  const shared = { ...oath, hash: oath.hash ?? hash };
  return shared.algorithm === "HOTP"
    ? shared
    : { ...shared, periodSeconds: shared.periodSeconds ?? periodSeconds };
}

/**
 * The token that a row becomes.
 * @throws Refusal that does not repeat the secret.
 */
export function importedToken({ oath, ...token }: GivenToken, settings: FileSettings): Blueprint {
  const { model, periodSeconds, acceptShortSecrets } = settings;
  refuseFormula(token.serialNumber, "serial number");
  refuseShortenedNumber(token.serialNumber, "serial number");
  const given = { ...token, acceptShortSecrets };
  if (model === "PROTECTIMUS_ULTRA") return { ...givenDevice(given, []), ...ultraAnswers(oath), model };
  // Problems are reported with the line of a row, not with the path of a field.
  const at = () => [];
  if (model !== "UNIVERSAL") {
    const seconds = checkModel(model, oath) ?? periodSeconds ?? USUAL_PERIOD_SECONDS;
    return computingBlueprint(model, { given: { ...given, periodSeconds: seconds }, at });
  }
  if (oath?.algorithm === "OCRA") {
    return {
      ...givenDevice(given, []),
      ...blueprintOfImportedSuite(oath.suite, oath.counter),
      model: "UNIVERSAL",
    };
  }
  return computingBlueprint(model, { given: { ...given, ...universalOath(oath, settings) }, at });
}
