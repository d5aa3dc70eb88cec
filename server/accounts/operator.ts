import { Refusal } from "@tokenplane/rules/refusal";
import { checkEnd } from "../access/keys.js";
import { createApiKey } from "../access/api-key-store.js";
import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices } from "../actions/services.js";
import { checkName } from "../actions/validation.js";
import { newId } from "../database/new-id.js";
import { StartError } from "../start-error.js";
import { createAccount } from "./account-store.js";

/**
 * Creates an OPERATOR key in the system account, which is created with the first one.
 * @param expiresAt when it ends; null for never.
 * @returns the key, to be shown once. @throws StartError when the name or the end is refused.
 */
export async function makeOperatorKey(
  services: ActingServices,
  name: string,
  expiresAt: Date | null = null,
): Promise<string> {
  const { database, clock } = services;
  return database
    .exclusively(async () => {
      const now = clock();
      const known = await database.prisma.account.findFirst({ where: { kind: "SYSTEM" } });
      const accountId = known?.id ?? newId(now);
      return act(services, systemCaller(accountId, "command line", now), now, async (action) => {
        const { transaction } = action;
        if (known === null) {
          const plan = { tokens: 0, users: 0, resources: 0 };
          await createAccount(transaction, { id: accountId, name: "Operators", kind: "SYSTEM", plan }, now);
        }
        const key = {
          accountId,
          id: action.newId(),
          name: checkName(name, ["name"]),
          role: "OPERATOR",
          expiresAt: checkEnd(expiresAt, action),
        } as const;
        const { secret } = await createApiKey(transaction, key, now);
        action.record({
          type: "API_KEY_CREATED",
          resource: null,
          params: { key: name, role: "OPERATOR", onHost: true },
        });
        return secret;
      });
    })
    .catch((error: unknown) => {
      throw error instanceof Refusal ? new StartError(error.message) : error;
    });
}
