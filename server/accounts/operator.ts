import { createApiKey } from "../access/store.js";
import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { newId } from "../database/new-id.js";
import { createAccount } from "./store.js";

/**
 * Creates an OPERATOR key in the system account, which is created with the first one.
 * @returns the key, to be shown once.
 */
export async function makeOperatorKey(services: Services, name: string): Promise<string> {
  const { database, clock } = services;
  return database.exclusively(async () => {
    const now = clock();
    const known = await database.prisma.account.findFirst({ where: { kind: "SYSTEM" } });
    const accountId = known?.id ?? newId(now);
    return act(services, systemCaller(accountId, "command line", now), now, async (action) => {
      const { transaction } = action;
      if (known === null) {
        const plan = { tokens: 0, users: 0, resources: 0 };
        await createAccount(transaction, { id: accountId, name: "Operators", kind: "SYSTEM", plan }, now);
      }
      const key = { accountId, id: action.newId(), name, role: "OPERATOR" } as const;
      const { secret } = await createApiKey(transaction, key, now);
      action.record({
        type: "API_KEY_CREATED",
        summary: `The OPERATOR key ${name} was created on the host.`,
      });
      return secret;
    });
  });
}
