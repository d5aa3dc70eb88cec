import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchUser } from "../actions/may-touch.js";
import { localId } from "../global-id.js";
import { lockToken, lockTokens, type TokenKey, type TokenRow } from "./token-store.js";

/** Identifies a token, by one of the fields. */
export interface TokenRefInput {
  /** Global id. */
  readonly id?: string | null | undefined;
  readonly serialNumber?: string | null | undefined;
}

/** The key that a TokenRef names; null when its id is of something else. */
export function tokenKey(ref: TokenRefInput): TokenKey | null {
  if (ref.serialNumber != null) return { serialNumber: ref.serialNumber };
  const id = localId("Token", ref.id ?? "");
  return id === null ? null : { id };
}

/** The refusal of a reference that names nothing. */
export function noSuchToken(path: readonly string[]): Refusal {
  return new Refusal("NOT_FOUND", "There is no such token.", path);
}

/**
 * The token that an action's input names, held for its transaction.
 * @throws Refusal NOT_FOUND
 * @throws RequestError FORBIDDEN when it is an administrator's, and the actor may not change it.
 */
export async function heldToken(
  action: Action,
  ref: TokenRefInput,
  path: readonly string[] = ["input", "token"],
): Promise<TokenRow> {
  const { transaction, accountId } = action;
  const key = tokenKey(ref);
  const token = key === null ? null : await lockToken(transaction, accountId, key);
  if (token === null) throw noSuchToken(path);
  await mayTouchUser(action, token.userId);
  return token;
}

/** Holds all tokens that inputs name, in one order; what names nothing is left to the code that reads it. */
export async function holdTokens(
  { transaction, accountId }: Action,
  refs: readonly TokenRefInput[],
): Promise<void> {
  await lockTokens(
    transaction,
    accountId,
    refs.map(tokenKey).filter((key) => key !== null),
  );
}

/** Holds the token of every item. */
export function hold(action: Action, items: readonly { readonly token: TokenRefInput }[]): Promise<void> {
  return holdTokens(
    action,
    items.map(({ token }) => token),
  );
}
