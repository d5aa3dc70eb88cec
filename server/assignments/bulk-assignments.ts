import { bulkUseCase } from "../actions/bulk-use-case.js";
import { holdTokens } from "../tokens/token-ref.js";
import { assignmentCreate, assignmentDelete, getTokens } from "./assignment-mutations.js";

/** Links many tokens to existing or new resources, as `assignmentCreate` does. */
export const assignmentsCreate = bulkUseCase("assignmentsCreate", assignmentCreate, {
  hold: async (action, items) =>
    holdTokens(action, [
      ...items.map(({ token }) => token),
      ...(await getTokens(
        action,
        items.flatMap(({ replaces }) => replaces ?? []),
      )),
    ]),
});

/** Unlinks many tokens from resources. */
export const assignmentsDelete = bulkUseCase("assignmentsDelete", assignmentDelete, {
  hold: async (action, items) =>
    holdTokens(
      action,
      await getTokens(
        action,
        items.map(({ assignment }) => assignment),
      ),
    ),
});
