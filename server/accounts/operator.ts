import { newId } from "../database/new-id.js";
import { createApiKey } from "../access/store.js";
import { transact } from "../database/transaction.js";
import { recordEvents } from "../events/record.js";
import type { Services } from "../services.js";
import { createAccount } from "./store.js";

/**
 * Creates an OPERATOR key in the system account, which is created with the first one.
 * @returns the key, to be shown once.
 */
export async function makeOperatorKey({ database, clock }: Services, name: string): Promise<string> {
  return database.exclusively(() =>
    transact(database, async (transaction) => {
      const now = clock();

      const account =
        (await transaction.account.findFirst({ where: { kind: "SYSTEM" } })) ??
        (await createAccount(
          transaction,
          { id: newId(now), name: "Operators", kind: "SYSTEM", plan: { tokens: 0, users: 0, resources: 0 } },
          now,
        ));
      const { secret } = await createApiKey(
        transaction,
        { accountId: account.id, id: newId(now), name, role: "OPERATOR" },
        now,
      );
      const actor = { kind: "SYSTEM", id: account.id, name: "command line" } as const;
      await recordEvents(
        transaction,
        { accountId: account.id, actor, now, callerAddress: null, correlationId: newId(now) },
        [{ type: "API_KEY_CREATED", summary: `The OPERATOR key ${name} was created on the host.` }],
      );
      return secret;
    }),
  );
}
