import { newId } from "../database/new-id.js";
import { createApiKey } from "../access/store.js";
import { recordEvents } from "../events/record.js";
import type { Services } from "../services.js";
import { transact } from "../database/transaction.js";
import { createAccount, FIRST_PLAN } from "./store.js";

/**
 * Creates the first account of a new installation, and its administrator's key.
 * @returns the key, to be shown once; null when there is an account already.
 */
export async function makeFirstAccount({ database, clock }: Services): Promise<string | null> {
  return database.exclusively(() =>
    transact(database, async (transaction) => {
      if ((await transaction.account.count({ where: { kind: "TENANT" } })) > 0) return null;
      const now = clock();
      const id = newId(now);
      await createAccount(transaction, { id, name: "Tokenplane", kind: "TENANT", plan: FIRST_PLAN }, now);
      const { secret } = await createApiKey(
        transaction,
        { accountId: id, id: newId(now), name: "First administrator", role: "ADMIN" },
        now,
      );
      const actor = { kind: "SYSTEM", id, name: "first start" } as const;
      await recordEvents(
        transaction,
        { accountId: id, actor, now, callerAddress: null, correlationId: newId(now) },
        [{ type: "ACCOUNT_CREATED", summary: "The first account was created, with an administrator's key." }],
      );
      return secret;
    }),
  );
}
