import { bulkMutation } from "../graphql/bulk-mutation.js";
import { globalId, localId } from "../graphql/global-id.js";
import { holdTokens } from "../tokens/token-ref.js";
import { tokenBypassGrant } from "./grant.js";
import { tokenBypassRevoke } from "./revoke.js";

bulkMutation("tokensBypassGrant", tokenBypassGrant, {
  description:
    "Lets the users of many tokens sign in without a code for some time, as `tokenBypassGrant` does.",
  hold: (action, items) =>
    holdTokens(
      action,
      items.map(({ token }) => token),
    ),
});

bulkMutation("tokensBypassRevoke", tokenBypassRevoke, {
  description: "Ends many bypasses early; or all running bypasses of many tokens.",
  hold: async (action, items) => {
    const { transaction, accountId } = action;
    const ids = items.flatMap(({ bypass }) => localId("Bypass", bypass.id ?? "") ?? []);
    const rows = await transaction.bypass.findMany({
      where: { accountId, id: { in: ids } },
      select: { tokenId: true },
    });
    await holdTokens(action, [
      ...items.flatMap(({ bypass }) => bypass.token ?? []),
      ...rows.map(({ tokenId }) => ({ id: globalId("Token", tokenId) })),
    ]);
  },
});
