import type { Action } from "../actions/action.js";
import { lockRow } from "../database/lock.js";
import type { Reason } from "../events/event-types.js";
import { lockEvents } from "../tokens/attempt-text.js";
import { countedFailure, DEFAULT_LOCKOUT } from "../tokens/counting.js";
import { findToken } from "../tokens/store.js";
import { aboutOf } from "./event-text.js";
import { limitOf } from "./lock-rule.js";
import type { Snapshot } from "./snapshot.js";

/** Counts a wrong PIN as a sign-in with a wrong PIN does. */
async function countWrongPin(action: Action, snapshot: Snapshot): Promise<void> {
  const { transaction, accountId, now } = action;
  if (snapshot.tokenId === null) return;
  await lockRow(transaction, "tokens", accountId, snapshot.tokenId);
  const token = await findToken(transaction, accountId, { id: snapshot.tokenId });
  if (token === null) return;
  const rule = snapshot.resourceId === null ? DEFAULT_LOCKOUT : limitOf(snapshot);
  const counted = countedFailure(token, rule, now);
  await transaction.token.update({ where: { accountId_id: { accountId, id: token.id } }, data: counted });
  for (const { whenLocked, ...event } of lockEvents(aboutOf(snapshot), rule, now)) {
    if (whenLocked === counted.lockReason) action.record(event);
  }
}

/**
 * Checks the PIN that is asked for before anything is sent. It takes as long whether there is a token or not. A wrong one
 * counts as a failure.
 * @returns why nothing is sent; null when the PIN is right, or none is needed.
 */
export async function checkSendingPin(
  action: Action,
  snapshot: Snapshot,
  pin: string | null,
): Promise<Reason | null> {
  const { pins } = action.services;
  const { tokenId, pinHash, pinBeforeSending } = snapshot;
  if (pin === null) return pinBeforeSending === true && pinHash !== null ? "NO_PASSCODE" : null;
  if (tokenId === null || pinHash === null) {
    await pins.pretend();
    return null;
  }
  if (await pins.isRight(pinHash, pin, tokenId)) return null;
  if (pin === "") return "NO_PASSCODE";
  await countWrongPin(action, snapshot);
  return "WRONG_PIN";
}
