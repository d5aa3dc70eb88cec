import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { globalId, localId } from "../global-id.js";
import { heldToken } from "../tokens/token-ref.js";
import type { BypassRef } from "./bypass-ref.js";
import { endBypasses } from "./end.js";
import { findBypass } from "./bypass-store.js";

/** The token that a reference names, locked, and which of its bypasses. @throws Refusal NOT_FOUND */
async function named(
  action: Action,
  ref: BypassRef,
): Promise<{ readonly tokenId: string; readonly id?: string }> {
  const { transaction, accountId } = action;
  const path = ["input", "bypass"];
  if (ref.token != null) {
    const { id } = await heldToken(action, ref.token, [...path, "token"]);
    return { tokenId: id };
  }
  const id = localId("Bypass", ref.id ?? "");
  const bypass = id === null ? null : await findBypass(transaction, accountId, id);
  if (bypass === null) throw new Refusal("NOT_FOUND", "There is no such bypass.", [...path, "id"]);
  const { id: tokenId } = await heldToken(action, { id: globalId("Token", bypass.tokenId) }, path);
  return { tokenId, id: bypass.id };
}

/** Which bypasses `tokenBypassRevoke` ends. */
export interface TokenBypassRevokeRequest {
  readonly bypass: BypassRef;
}

/** Ends a bypass early, or all running bypasses of a token. */
export const tokenBypassRevoke = useCase("tokenBypassRevoke", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: TokenBypassRevokeRequest, action: Action) => {
    const bypassIds = await endBypasses(action, await named(action, input.bypass), "REVOKED", "REVOKED");
    return done({ bypassIds });
  },
});
