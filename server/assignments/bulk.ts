import { bulkMutation } from "../graphql/bulk-mutation.js";
import { holdTokens } from "../tokens/token-ref.js";
import { assignmentCreate, assignmentDelete, tokensOf } from "./mutations.js";

bulkMutation("assignmentsCreate", assignmentCreate, {
  description: "Links many tokens to resources, there are or new ones, as `assignmentCreate` does.",
  hold: async (action, items) =>
    holdTokens(action, [
      ...items.map(({ token }) => token),
      ...(await tokensOf(
        action,
        items.flatMap(({ replaces }) => replaces ?? []),
      )),
    ]),
});

bulkMutation("assignmentsDelete", assignmentDelete, {
  description: "Unlinks many tokens from resources. Bypasses that hold there alone end.",
  hold: async (action, items) =>
    holdTokens(
      action,
      await tokensOf(
        action,
        items.map(({ assignment }) => assignment),
      ),
    ),
});
