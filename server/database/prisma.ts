import { PrismaClient } from "./generated/client.js";

type Adapter = NonNullable<ConstructorParameters<typeof PrismaClient>[0]["adapter"]>;

/** Seconds after which a transaction is aborted. */
export const TRANSACTION_SECONDS = 15;

/**
 * The Prisma client of the server. It leaves out of every row what must not leave the server, unless a store
 * asks for it by name; so no field of the API can reach it.
 * @param transactionSeconds after which a transaction is aborted, unless the transaction has its own limit.
 */
export function createPrisma(adapter: Adapter, transactionSeconds = TRANSACTION_SECONDS) {
  return new PrismaClient({
    adapter,
    // By default, Prisma's error messages repeat the values that were to be written.
    errorFormat: "minimal",
    omit: {
      token: { secret: true, secretFingerprint: true, pinHash: true, suitePin: true },
      enrolment: { secret: true, secretFingerprint: true, codeHmac: true, startCodeHmac: true },
      challenge: { codeHmac: true },
      contactChange: { codeHmac: true },
      channel: { secrets: true },
      pushDevice: { credentialHmac: true, serverKey: true, wakeToken: true },
      message: { payload: true },
      apiKey: { hash: true },
      password: { hash: true },
      userSession: { hash: true },
      signIn: { hash: true, newPassword: true },
      invitation: { hash: true },
      recoveryCode: { hash: true },
      alarm: { hash: true, mailedTo: true, contactSet: true },
      idempotencyRecord: { secrets: true },
      importRow: { secret: true },
      installation: { masterKeyCheck: true, hmacKey: true, pinPepper: true, sealKey: true, vapidKey: true },
    },
    transactionOptions: { maxWait: 15_000, timeout: transactionSeconds * 1_000 },
  });
}

export type Client = ReturnType<typeof createPrisma>;

/** The client inside a transaction. */
export type Transaction = Omit<Client, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;
