import { PrismaClient } from "./generated/client.js";

type Adapter = NonNullable<ConstructorParameters<typeof PrismaClient>[0]["adapter"]>;

/**
 * The Prisma client of this house. What must not leave the server is left out of every row unless a store
 * asks for it by name, so no field of the API can reach it.
 * @param transactionSeconds after which a transaction is given up, unless it says otherwise.
 */
export function createPrisma(adapter: Adapter, transactionSeconds = 15) {
  return new PrismaClient({
    adapter,
    // Messages of its own otherwise repeat what they were asked to write.
    errorFormat: "minimal",
    omit: {
      token: { secret: true, secretFingerprint: true, pinHash: true, suitePin: true },
      enrolment: { secret: true, secretFingerprint: true },
      apiKey: { hash: true },
      idempotencyRecord: { secrets: true },
      importRow: { secret: true },
      installation: { masterKeyCheck: true, hmacKey: true, pinPepper: true, sealKey: true },
    },
    transactionOptions: { maxWait: 15_000, timeout: transactionSeconds * 1_000 },
  });
}

export type Client = ReturnType<typeof createPrisma>;

/** The client inside a transaction. */
export type Transaction = Omit<Client, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;
