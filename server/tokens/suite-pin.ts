import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { UserRow } from "../users/user-store.js";
import type { TokenRow } from "./token-store.js";
import { getSuite, suitePinAad, getSuitePin } from "./suite.js";

/** The refusal of a PIN beside the answers of a suite that has one in them. */
export function suitePinRefusal(path: readonly string[]): Refusal {
  return new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "The PIN of this token is part of its suite, and so of every answer; set it with tokenUpdate (suitePin).",
    path,
  );
}

/** @throws Refusal when a token's suite has a PIN, so that it takes no other. */
export function refuseSecondPin(token: Pick<TokenRow, "ocraSuite">, path: readonly string[]): void {
  if (getSuite(token)?.pin != null) throw suitePinRefusal(path);
}

/** Gives a held token another PIN for its suite. @throws Refusal when it has no suite with one. */
export async function setSuitePin(
  action: Action,
  token: TokenRow,
  pin: string,
  path: readonly string[],
): Promise<void> {
  const { transaction, accountId, now, services } = action;
  const suite = getSuite(token);
  if (suite?.pin == null) {
    throw new Refusal(
      "NOT_SUPPORTED_BY_MODEL",
      "Only tokens of an OCRA suite with a PIN have a suitePin; give other tokens a PIN with tokenPinSet.",
      path,
    );
  }
  const digest = getSuitePin(suite, pin, path);
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      suitePin: digest === null ? null : services.secrets.encrypt(digest, suitePinAad(accountId, token.id)),
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
  action.record({
    type: "TOKEN_PIN_SET",
    token,
    params: { position: "IN_ANSWER", isAnother: null },
  });
}

/** Takes the PIN of its suite from a held token, if it has one: nothing is right until another is set. */
export async function dropSuitePin(action: Action, token: TokenRow, user: UserRow): Promise<void> {
  const { transaction, accountId, now } = action;
  const { count } = await transaction.token.updateMany({
    where: { accountId, id: token.id, suitePin: { not: null } },
    data: { suitePin: null, revision: { increment: 1 }, updatedAt: new Date(now) },
  });
  if (count === 0) return;
  action.record({
    type: "TOKEN_PIN_REMOVED",
    token,
    user,
    params: { isInAnswer: true },
  });
}
