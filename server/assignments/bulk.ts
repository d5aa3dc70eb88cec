import { bulkMutation } from "../graphql/bulk-mutation.js";
import { holdTokens } from "../tokens/token-ref.js";
import { assignmentCreate, assignmentDelete, tokensOf } from "./mutations.js";

bulkMutation("assignmentsCreate", assignmentCreate, {
  description: "Links many tokens to existing or new resources, as `assignmentCreate` does.",
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
  description: "Unlinks many tokens from resources. A bypass that is valid only there ends.",
  hold: async (action, items) =>
    holdTokens(
      action,
      await tokensOf(
        action,
        items.map(({ assignment }) => assignment),
      ),
    ),
});
