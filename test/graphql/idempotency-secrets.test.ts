import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { keepHouse } from "../../server/housekeeping.js";
import type { Api } from "../support/api.js";
import { getContents } from "../support/contents.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const APP = { software: { googleAuthenticator: {} } };

const ENROLMENT = "enrolment { secretBase32 secretHex otpauthUri qrSvg qrPngDataUri expiresAt attemptsLeft }";

interface Enrolled {
  readonly enrolment: Record<string, string | number | null>;
}

/** Everything that shows a secret once, each with its idempotency key. @param token one that can be enrolled. */
async function showSecrets({ admin, accountId }: Seed, operator: Api, token: { id: string }) {
  return {
    key: await admin.do<{ secret: string | null }>(
      "apiKeyCreate",
      { name: "key", role: "AUDITOR", idempotencyKey: "one" },
      "apiKey { id } secret",
    ),
    account: await operator.do<{ firstAdminKey: string | null }>(
      "accountCreate",
      { name: "New Ltd", plan: { tokens: 1, users: 1, resources: 1 }, idempotencyKey: accountId },
      "account { id } firstAdminKey",
    ),
    app: await admin.do<Enrolled>(
      "tokenCreate",
      { name: "app", model: APP, idempotencyKey: "one" },
      `token { id } ${ENROLMENT}`,
    ),
    card: await admin.do<Enrolled>(
      "tokenCreate",
      { name: "card", model: { hardware: { flex: { periodSeconds: 30 } } }, idempotencyKey: "two" },
      `token { id } ${ENROLMENT}`,
    ),
    started: await admin.do<Enrolled>(
      "tokenEnrolmentStart",
      { token: { id: token.id }, idempotencyKey: "one" },
      `token { id } ${ENROLMENT}`,
    ),
  };
}

onOneStore("one-time secrets and idempotency", (world) => {
  it("are repeated for ten minutes, to the second, and then the same payload without them", async () => {
    const seed = await world().seed();
    const { operator } = world();
    const later = { name: "later", model: APP, enrolLater: true };
    const { token } = await seed.admin.do<{ token: { id: string } }>("tokenCreate", later, "token { id }");
    const repeat = () => showSecrets(seed, operator, token);
    const first = await repeat();
    expect(first.key.secret).toMatch(/^tp_/);
    expect(first.account.firstAdminKey).toMatch(/^tp_/);
    for (const { enrolment } of [first.app, first.card, first.started]) {
      expect(enrolment["secretHex"]).toMatch(/^[0-9a-f]{40}$/);
      expect(enrolment["qrSvg"]).toMatch(/^<svg/);
    }
    world().clock.pass(599);
    await keepHouse(world().services);
    expect(await repeat()).toEqual(first);
    world().clock.pass(1);
    const hidden = { secretBase32: null, secretHex: null, otpauthUri: null, qrSvg: null, qrPngDataUri: null };
    const without = {
      key: { ...first.key, secret: null },
      account: { ...first.account, firstAdminKey: null },
      app: { ...first.app, enrolment: { ...first.app.enrolment, ...hidden } },
      card: { ...first.card, enrolment: { ...first.card.enrolment, ...hidden } },
      started: { ...first.started, enrolment: { ...first.started.enrolment, ...hidden } },
    };
    expect(await repeat()).toEqual(without);
    const kept = async () =>
      (
        await world().database.query<{ count: number }>(
          Prisma.sql`SELECT count(secrets)::int AS count FROM idempotency_records`,
        )
      )[0]?.count;
    expect(await kept()).toBe(5);
    await keepHouse(world().services);
    expect(await kept()).toBe(0);
    expect(await repeat()).toEqual(without);
  });

  it("cannot be read in a record, and nothing else of the input can", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const login = "Margarethe.Readable";
    const created = await seed.admin.do<{ enrolment: { secretBase32: string; secretHex: string } }>(
      "tokenCreate",
      { name: "Readable name", model: APP, to: { newUser: { login } }, idempotencyKey: "one" },
      "enrolment { secretBase32 secretHex }",
    );
    const { secretBase32, secretHex } = created.enrolment;
    const { secret } = await seed.admin.do<{ secret: string }>(
      "apiKeyCreate",
      { name: "Readable key", role: "AUDITOR", idempotencyKey: "one" },
      "secret",
    );
    const seedOfFob = "0123456789abcdef0123456789abcdef";
    const universal = {
      serialNumber: "Readable serial",
      secret: seedOfFob,
      secretEncoding: "HEX",
      oath: { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } },
    };
    await seed.admin.do("tokenCreate", { model: { universal }, idempotencyKey: "two" }, "__typename");
    const attempt = { resource: { name: "VPN" }, subject: { user: { login } }, passcode: "80246813" };
    await seed.admin.do("authenticate", { ...attempt, idempotencyKey: "one" }, "__typename");
    const rows = (await getContents(world()))
      .filter((row) => row.startsWith("idempotency_records "))
      .join("\n")
      .toLowerCase();
    const written = [
      "Readable",
      "Margarethe",
      "80246813",
      "otpauth",
      secret,
      secret.slice(3, 33),
      secretBase32,
      secretHex,
      seedOfFob,
    ];
    for (const text of written) {
      expect(rows).not.toContain(text.toLowerCase());
      // Binary columns are shown in hexadecimal.
      expect(rows).not.toContain(Buffer.from(text).toString("hex"));
    }
    // The HMAC that distinguishes two inputs needs the server's key: nobody can try all codes against it.
    const { passcode, resource, subject } = attempt;
    const hmac = createHmac("sha256", world().services.hmacKey);
    expect(rows).toContain(hmac.update(JSON.stringify({ passcode, resource, subject })).digest("hex"));
  });

  it("are not given out when somebody swaps them between records in the database", async () => {
    const seed = await world().seed();
    const make = (idempotencyKey: string) =>
      seed.admin.send(
        `mutation ($key: String!) { apiKeyCreate(input: { name: "key", role: AUDITOR, idempotencyKey: $key }) {
          ... on ApiKeyCreatePayload { secret } } }`,
        { key: idempotencyKey },
      );
    const first = await make("first");
    const second = await make("second");
    expect(first.errors).toEqual([]);
    expect(first.data).not.toEqual(second.data);
    await world().database.query(Prisma.sql`
      UPDATE idempotency_records AS r SET secrets = other.secrets FROM idempotency_records AS other
      WHERE r.key IN ('first', 'second') AND other.key IN ('first', 'second') AND other.key <> r.key
        AND r.actor_id = other.actor_id AND r.mutation = other.mutation AND r.mutation = 'apiKeyCreate'`);
    for (const key of ["first", "second"]) {
      const { data, errors } = await make(key);
      expect(data).toEqual({ apiKeyCreate: null });
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["INTERNAL"]);
    }
  });
});
