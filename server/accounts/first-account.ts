import { createApiKey } from "../access/api-key-store.js";
import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices } from "../actions/services.js";
import { newId } from "../database/new-id.js";
import { createAccount, FIRST_PLAN } from "./account-store.js";

/**
 * Creates the first account of a new installation, and its administrator's key.
 * @param demandPlace rejects when the key could not be shown.
 * @returns the key, to be shown once; null when there is an account already.
 */
export async function makeFirstAccount(
  services: ActingServices,
  demandPlace: () => Promise<void>,
): Promise<string | null> {
  const { database, clock } = services;
  return database.exclusively(async () => {
    if ((await database.prisma.account.count({ where: { kind: "TENANT" } })) > 0) return null;
    await demandPlace();
    const now = clock();
    const id = newId(now);
    return act(services, systemCaller(id, "first start", now), now, async (action) => {
      const { transaction } = action;
      await createAccount(transaction, { id, name: "Tokenplane", kind: "TENANT", plan: FIRST_PLAN }, now);
      const key = { accountId: id, id: action.newId(), name: "First administrator", role: "ADMIN" } as const;
      const { secret } = await createApiKey(transaction, key, now);
      action.record({
        type: "ACCOUNT_CREATED",
        params: { account: null },
      });
      return secret;
    });
  });
}
