import { randomBytes } from "node:crypto";
import pino from "pino";
import { newId } from "../../server/database/new-id.js";
import { createApiKey } from "../../server/access/api-key-store.js";
import { createAccount } from "../../server/accounts/account-store.js";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { openInstallation } from "../../server/installation.js";
import { tokenSecretAad } from "../../server/tokens/token-secret.js";
import { tokenSearch } from "../../server/tokens/token-store.js";
import { searchWords } from "../../server/database/search.js";
import { PERIOD_SECONDS, SECRET, type Person } from "./codes.js";

const ROUND = 2_000;

export interface Fixture {
  readonly accountId: string;
  readonly key: string;
  /** With TOTP tokens. */
  readonly people: readonly Person[];
  /** With HOTP tokens. */
  readonly counters: readonly Person[];
}

/** Prime, so that the people who follow each other are far apart. */
const STRIDE = 7_919;

/**
 * People in the order in which they sign in. Those who were created together do not come together: their rows stand on the
 * same page, and one statement that changed all of them would have no room for their new versions there.
 */
function apart(people: readonly Person[]): Person[] {
  return people.flatMap((_, n) => people[(n * STRIDE) % people.length] ?? []);
}

/** Fills a database with people who can sign in: so many with TOTP tokens, and half as many with HOTP. */
export async function fill(environment: Record<string, string>, people: number): Promise<Fixture> {
  const config = readConfig({ ...environment, TOKENPLANE_LOG_LEVEL: "silent" });
  const installation = await openInstallation(config, systemClock, pino({ level: "silent" }));
  const { database, secrets, masterKeys } = installation.services;
  const { prisma } = database;
  const now = Date.now();
  const accountId = newId(Date.now());
  await createAccount(
    prisma,
    {
      id: accountId,
      name: "Bench",
      kind: "TENANT",
      plan: { tokens: 2_000_000, users: 2_000_000, resources: 100 },
    },
    now,
  );
  const { secret: key } = await createApiKey(
    prisma,
    { accountId, id: newId(Date.now()), name: "bench", role: "ADMIN" },
    now,
  );
  const resourceId = newId(Date.now());
  const times = { createdAt: new Date(now), updatedAt: new Date(now) };
  await prisma.resource.create({
    data: {
      accountId,
      id: resourceId,
      name: "VPN",
      failedAttemptsBeforeLock: 10,
      lockMinutes: 5,
      allowedAddresses: [],
      search: [],
      ...times,
    },
  });
  const all = Array.from({ length: people + Math.ceil(people / 2) }, (_, n): Person => {
    const algorithm = n < people ? "TOTP" : "HOTP";
    return { login: `user${n}`, algorithm, counter: 0 };
  });
  for (let from = 0; from < all.length; from += ROUND) {
    // Where this takes longer than a server may be silent, nothing more would be encrypted.
    await masterKeys.look();
    const rows = all.slice(from, from + ROUND).map(({ login, algorithm }) => {
      const userId = newId(Date.now());
      const tokenId = newId(Date.now());
      return { userId, tokenId, login, algorithm, name: `Token of ${login}` };
    });
    await prisma.user.createMany({
      data: rows.map(({ userId: id, login }) => ({
        accountId,
        id,
        login,
        loginLower: login,
        search: searchWords(login),
        ...times,
      })),
    });
    await prisma.token.createMany({
      data: rows.map(({ tokenId: id, userId, name, algorithm }) => ({
        accountId,
        id,
        userId,
        name,
        model: "UNIVERSAL",
        kind: "OATH",
        serialNumber: `S-${id}`,
        status: "ACTIVE",
        algorithm,
        periodSeconds: algorithm === "TOTP" ? PERIOD_SECONDS : null,
        digits: 6,
        hash: "SHA1",
        secret: secrets.encrypt(SECRET, tokenSecretAad(accountId, id)),
        // As if the secrets differed. Without any, the next start would compute them for all.
        secretFingerprint: randomBytes(32),
        search: tokenSearch(name, null),
        ...times,
      })),
    });
    await prisma.assignment.createMany({
      data: rows.map(({ tokenId, userId }) => ({
        accountId,
        id: newId(Date.now()),
        resourceId,
        tokenId,
        userId,
        createdAt: new Date(now),
      })),
    });
  }
  await database.script(database.embedded ? "ANALYZE" : "VACUUM ANALYZE");
  await installation.close();
  return { accountId, key, people: apart(all.slice(0, people)), counters: apart(all.slice(people)) };
}

/** The body of a sign-in. */
export function signInBody(login: string, passcode: string): string {
  return JSON.stringify({
    query:
      "mutation SignIn($input: AuthenticateInput!) { authenticate(input: $input) { ... on AuthenticatePayload { granted method } ... on Error { code message } } }",
    variables: { input: { resource: { name: "VPN" }, subject: { user: { login } }, passcode } },
  });
}
