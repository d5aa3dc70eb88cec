import { getModel } from "@tokenplane/rules/models";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import type { Blueprint, PushBlueprint, SentBlueprint } from "../../tokens/blueprint.js";
import { getLabel, openEnrolment } from "../../tokens/enrol.js";
import { enrolmentSecrets } from "../../tokens/enrolment-secrets.js";
import { secretFingerprint } from "../../tokens/fingerprint.js";
import { newSecret, tokenSecretAad } from "../../tokens/token-secret.js";
import { shortSecretChange } from "../../tokens/short-secret.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { suitePinAad } from "../../tokens/suite.js";
import type { TokenWithSecret } from "../../tokens/token-with-secret.js";
import type { Beginning, MadeToken } from "../factor.js";

/** The stored secret: a given one, one that is made now, or none until the enrolment starts. */
export async function make(
  { accountId, services }: Action,
  id: string,
  blueprint: Blueprint | SentBlueprint | PushBlueprint,
): Promise<MadeToken> {
  if (!("algorithm" in blueprint)) throw new TypeError("the codes of this token are sent");
  const { secrets, hmacKey } = services;
  const { suitePin } = blueprint;
  const { enrols } = getModel(blueprint.model);
  const secret = enrols ? null : (blueprint.secret ?? newSecret());
  return {
    columns: {
      algorithm: blueprint.algorithm,
      digits: blueprint.digits,
      hash: blueprint.hash,
      periodSeconds: blueprint.periodSeconds,
      ocraSuite: blueprint.ocraSuite ?? null,
      lastStep: blueprint.lastStep,
      sentBy: null,
      target: null,
      channelId: null,
      status: enrols ? "PENDING" : "ACTIVE",
      suitePin: suitePin == null ? null : secrets.encrypt(suitePin, suitePinAad(accountId, id)),
      secret: secret === null ? null : secrets.encrypt(secret, tokenSecretAad(accountId, id)),
      secretFingerprint: secret === null ? null : secretFingerprint(hmacKey, accountId, secret, blueprint),
    },
    secret,
    creation: shortSecretChange(blueprint.secret),
  };
}

/** Opens the enrolment of an app, or shows the secret that a device is programmed with. A given one is in use. */
export async function begin(
  action: Action,
  token: TokenRow,
  { secret }: MadeToken,
  { issuer, enrolsLater }: Beginning,
): Promise<Outcome<TokenWithSecret>> {
  const tokenId = token.id;
  const model = getModel(token.model);
  if (model.enrols) {
    if (enrolsLater) return done({ tokenId, enrolment: null });
    const { enrolment, secrets } = await openEnrolment(action, token, issuer);
    return done({ tokenId, enrolment: { ...enrolment } }, secrets);
  }
  if (secret === null || model.secret === "GIVEN") return done({ tokenId, enrolment: null });
  const shown = await getLabel(action, token, issuer);
  return done(
    { tokenId, enrolment: { expiresAt: null, attemptsLeft: null } },
    enrolmentSecrets(secret, token, shown.issuer, shown.label),
  );
}
