import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { localId } from "../graphql/global-id.js";
import type { Action } from "../graphql/mutation.js";
import { lockToken, lockTokens, type TokenKey, type TokenRow } from "./store.js";

export const TokenRef = builder.inputType("TokenRef", {
  description: "Identifies a token.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    serialNumber: t.string({ description: "By its serial number, whatever the case." }),
  }),
});

export type TokenRefInput = typeof TokenRef.$inferInput;

/** What a TokenRef names; null when its id is of something else. */
export function tokenKey(ref: TokenRefInput): TokenKey | null {
  if (ref.serialNumber != null) return { serialNumber: ref.serialNumber };
  const id = localId("Token", ref.id ?? "");
  return id === null ? null : { id };
}

/** The refusal of a reference that names nothing. */
export function noSuchToken(path: readonly string[]): Refusal {
  return new Refusal("NOT_FOUND", "There is no such token.", path);
}

/** The token that an action's input names, held for its transaction. @throws Refusal NOT_FOUND */
export async function heldToken(
  { transaction, accountId }: Action,
  ref: TokenRefInput,
  path: readonly string[] = ["input", "token"],
): Promise<TokenRow> {
  const key = tokenKey(ref);
  const token = key === null ? null : await lockToken(transaction, accountId, key);
  if (token === null) throw noSuchToken(path);
  return token;
}

/** Holds all tokens that inputs name, in one order; what names nothing is left to whoever reads it. */
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
