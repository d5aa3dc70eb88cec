import { tokenBypassRevoke } from "../../bypass/revoke.js";
import { mutation } from "../mutation.js";
import { BypassRef } from "./bypass-ref.js";
import { bypassLoader } from "./bypass-loader.js";

export const tokenBypassRevokeMutation = mutation(tokenBypassRevoke, {
  description:
    "Ends a bypass early, or all running bypasses of a token. A bypass that has ended already stays as it is.",
  input: (t) => ({
    bypass: t.field({
      type: BypassRef,
      required: true,
      description: "The bypass, or the token whose running bypasses end.",
    }),
  }),
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
