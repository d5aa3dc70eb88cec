import { Refusal } from "../graphql/errors.js";
import { globalId, localId } from "../graphql/global-id.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { heldToken } from "../tokens/token-ref.js";
import { BypassRef } from "./bypass-ref.js";
import { endBypasses } from "./end.js";
import { bypassLoader, findBypass } from "./store.js";

/** The token that a reference names, locked, and which of its bypasses. @throws Refusal NOT_FOUND */
async function named(
  action: Action,
  ref: typeof BypassRef.$inferInput,
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

export const tokenBypassRevoke = mutation("tokenBypassRevoke", {
  description:
    "Ends a bypass early, or all running bypasses of a token. A bypass that has ended already stays as it is.",
  input: (t) => ({
    bypass: t.field({ type: BypassRef, required: true, description: "Which bypass, or which token." }),
  }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const bypassIds = await endBypasses(
      action,
      await named(action, input.bypass),
      "REVOKED",
      "it was revoked",
    );
    return done({ bypassIds });
  },
  payload: (t) => ({
    bypasses: t.field({
      type: ["Bypass"],
      description: "The bypasses that this ended; empty when none was running.",
      resolve: async ({ payload }, _args, context) => {
        const rows = await bypassLoader(context).loadMany(payload.bypassIds);
        return rows
          .filter((row) => row !== null)
          .map((row) => {
            if (row instanceof Error) throw row;
            return row;
          });
      },
    }),
  }),
});
