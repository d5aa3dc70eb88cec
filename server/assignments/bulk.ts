import { bulkMutation } from "../graphql/bulk-mutation.js";
import { globalId, localId } from "../graphql/global-id.js";
import { holdTokens } from "../tokens/token-ref.js";
import { assignmentCreate, assignmentDelete } from "./mutations.js";

bulkMutation("assignmentsCreate", assignmentCreate, {
  description: "Links many tokens to resources, there are or new ones, as `assignmentCreate` does.",
  hold: (action, items) =>
    holdTokens(
      action,
      items.map(({ token }) => token),
    ),
});

bulkMutation("assignmentsDelete", assignmentDelete, {
  description: "Unlinks many tokens from resources. Bypasses that hold there alone end.",
  hold: async (action, items) => {
    const { transaction, accountId } = action;
    const ids = items.flatMap(({ assignment }) => localId("Assignment", assignment.id ?? "") ?? []);
    const rows = await transaction.assignment.findMany({
      where: { accountId, id: { in: ids } },
      select: { tokenId: true },
    });
    await holdTokens(action, [
      ...items.flatMap(({ assignment }) => assignment.link?.token ?? []),
      ...rows.map(({ tokenId }) => ({ id: globalId("Token", tokenId) })),
    ]);
  },
});
