import pino from "pino";
import { v7 as uuidv7 } from "uuid";
import { createApiKey } from "../../server/access/store.js";
import { createAccount } from "../../server/accounts/store.js";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { openInstallation } from "../../server/installation.js";
import { hotp } from "../../server/otp/hotp.js";
import { placeOfTokenSecret } from "../../server/tokens/secret.js";
import { tokenSearch } from "../../server/tokens/store.js";
import { searchWords } from "../../server/database/search.js";

const SECRET = Buffer.from("12345678901234567890");
const ROUND = 2_000;

/** A user with a HOTP token at the resource "VPN". */
export interface Person {
  readonly login: string;
  counter: number;
}

export interface Fixture {
  readonly key: string;
  readonly people: readonly Person[];
}

/** The code that a person's token shows next. */
export function nextCode(person: Person): string {
  const code = hotp(SECRET, person.counter, 6, "SHA1");
  person.counter += 1;
  return code;
}

/** Fills a database with people who can sign in. */
export async function fill(environment: Record<string, string>, people: number): Promise<Fixture> {
  const config = readConfig({ ...environment, TOKENPLANE_LOG_LEVEL: "silent" });
  const installation = await openInstallation(config, systemClock, pino({ level: "silent" }));
  const { database, secrets } = installation.services;
  const { prisma } = database;
  const now = Date.now();
  const accountId = uuidv7();
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
    { accountId, id: uuidv7(), name: "bench", role: "ADMIN" },
    now,
  );
  const resourceId = uuidv7();
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
  for (let from = 0; from < people; from += ROUND) {
    const rows = Array.from({ length: Math.min(ROUND, people - from) }, (_, index) => {
      const userId = uuidv7();
      const tokenId = uuidv7();
      return { userId, tokenId, login: `user${from + index}`, name: `Token ${from + index}` };
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
      data: rows.map(({ tokenId: id, userId, name }) => ({
        accountId,
        id,
        userId,
        name,
        model: "UNIVERSAL",
        serialNumber: `S-${id}`,
        status: "ACTIVE",
        algorithm: "HOTP",
        digits: 6,
        hash: "SHA1",
        secret: secrets.encipher(SECRET, placeOfTokenSecret(accountId, id)),
        search: tokenSearch(name, null),
        ...times,
      })),
    });
    await prisma.assignment.createMany({
      data: rows.map(({ tokenId, userId }) => ({
        accountId,
        id: uuidv7(),
        resourceId,
        tokenId,
        userId,
        createdAt: new Date(now),
      })),
    });
  }
  await database.script("ANALYZE");
  await installation.close();
  return {
    key,
    people: Array.from({ length: people }, (_, index) => ({ login: `user${index}`, counter: 0 })),
  };
}

/** The body of a sign-in. */
export function signInBody(login: string, passcode: string): string {
  return JSON.stringify({
    query:
      "mutation SignIn($input: AuthenticateInput!) { authenticate(input: $input) { ... on AuthenticatePayload { granted method } ... on Error { code message } } }",
    variables: { input: { resource: { name: "VPN" }, subject: { user: { login } }, passcode } },
  });
}
