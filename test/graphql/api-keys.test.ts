import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { makeOperatorKey } from "../../server/accounts/operator.js";
import { isApiKey } from "../../server/access/api-key.js";
import { Prisma } from "../../server/database/generated/client.js";
import type { Api } from "../support/api.js";
import { getContents, getUuid } from "../support/contents.js";
import type { Seed } from "../support/seed.js";
import { onOneStore, type World } from "../support/world.js";

const HOUR = 3_600;

interface Key {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly resource: { readonly name: string } | null;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

const FIELDS = "id name role resource { name } prefix createdAt lastUsedAt expiresAt revokedAt";

/** Makes a key and tells its id too. */
function make(by: Api, role: string, fields: object = {}) {
  return by.do<{ apiKey: Key; secret: string }>(
    "apiKeyCreate",
    { name: role, role, ...fields },
    `apiKey { ${FIELDS} } secret`,
  );
}

async function getKeys({ admin }: Seed): Promise<Key[]> {
  const { apiKeys } = await admin.query<{ apiKeys: { nodes: Key[] } }>(
    `{ apiKeys(first: 100) { nodes { ${FIELDS} } } }`,
  );
  return apiKeys.nodes;
}

async function keyNamed(seed: Seed, name: string): Promise<Key> {
  const key = (await getKeys(seed)).find((one) => one.name === name);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return key;
}

/** Revokes a key. @returns names of those that it made: that were revoked with it, and that still work. */
async function revokeTree(by: Api, apiKey: string, includingMade?: boolean) {
  const { revokedMade, stillWorking, ...counts } = await by.do<{
    revokedMade: { name: string }[];
    stillWorking: { name: string }[];
    revokedMadeCount: number;
    stillWorkingCount: number;
  }>(
    "apiKeyRevoke",
    { apiKey, includingMade },
    "revokedMade { name } revokedMadeCount stillWorking { name } stillWorkingCount",
  );
  expect(counts).toEqual({ revokedMadeCount: revokedMade.length, stillWorkingCount: stillWorking.length });
  const names = (keys: readonly { readonly name: string }[]) => keys.map(({ name }) => name);
  return { revokedMade: names(revokedMade), stillWorking: names(stillWorking) };
}

const CREATE = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { __typename } }`;

/** What a key is answered: the HTTP status, and the code of the error if there is one. */
async function answer(api: Api, headers: Record<string, string> = {}): Promise<string> {
  const { status, data, errors } = await api.send("{ viewer { role } }", {}, headers);
  const [error] = errors;
  if (error === undefined) return `${status}`;
  expect(data).toBeNull();
  expect(error.message).not.toBe("");
  return `${status} ${String(error.extensions?.["code"])}`;
}

onOneStore("making an API key", (world) => {
  it("gives the key, which works at once, and what lists show of it", async () => {
    const seed = await world().seed();
    const { apiKey, secret } = await make(seed.admin, "HELPDESK", { name: "Front desk" });
    expect(isApiKey(secret)).toBe(true);
    expect(apiKey).toEqual({
      id: apiKey.id,
      name: "Front desk",
      role: "HELPDESK",
      resource: null,
      prefix: secret.slice(0, 8),
      createdAt: new Date(world().clock.now()).toISOString(),
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
    });
    const viewer = await world().as(secret).query("{ viewer { role name expiresAt } }");
    expect(viewer).toEqual({ viewer: { role: "HELPDESK", name: "Front desk", expiresAt: null } });
    expect(await seed.events(1)).toEqual(["API_KEY_CREATED"]);
  });

  it("shows the key that once: no list, node, event or log line has it, and the database its SHA-256 alone", async () => {
    const seed = await world().seed();
    const { apiKey, secret } = await make(seed.admin, "ADMIN", { name: "Second", idempotencyKey: "again" });
    await answer(world().as(secret));
    const seen = await seed.admin.send(
      `query ($id: ID!) { node(id: $id) { ... on ApiKey { ${FIELDS} } }
        apiKeys { nodes { ${FIELDS} } } events { nodes { summary changes { field from to } } } }`,
      { id: apiKey.id },
    );
    const kept = await getContents(world());
    const random = secret.slice(8);
    for (const text of [JSON.stringify(seen), world().logged(), kept.join("\n")]) {
      expect(text).not.toContain(random);
      // Binary columns are shown in hexadecimal.
      expect(text).not.toContain(Buffer.from(random).toString("hex"));
    }
    const [row] = await world().database.query<{ hash: Uint8Array }>(
      Prisma.sql`SELECT hash FROM api_keys WHERE id = ${getUuid(apiKey.id)}::uuid`,
    );
    expect(Buffer.from(row?.hash ?? []).toString("hex")).toBe(
      createHash("sha256").update(secret).digest("hex"),
    );
  });

  it("is repeated under the same idempotency key: one key, shown again for ten minutes, then no more", async () => {
    const seed = await world().seed();
    const fields = { name: "Once", idempotencyKey: "once" };
    const first = await make(seed.admin, "AUDITOR", fields);
    world().clock.pass(599);
    expect(await make(seed.admin, "AUDITOR", fields)).toEqual(first);
    world().clock.pass(1);
    expect(await make(seed.admin, "AUDITOR", fields)).toEqual({ ...first, secret: null });
    expect((await getKeys(seed)).filter(({ name }) => name === "Once")).toHaveLength(1);
  });

  it("wants a name of 1 to 50 characters without spaces at its ends", async () => {
    const { admin } = await world().seed();
    for (const name of ["", " desk", "desk ", "d".repeat(51)]) {
      expect(await admin.refusalAt("apiKeyCreate", { name, role: "AUDITOR" })).toBe(
        "VALIDATION_FAILED input.name",
      );
    }
    expect((await make(admin, "AUDITOR", { name: "d".repeat(50) })).apiKey.name).toBe("d".repeat(50));
  });

  it("makes none that is wider than the maker: an ADMIN makes all but OPERATOR, a PROVISIONER its like alone", async () => {
    const seed = await world().seed();
    const provisioner = await seed.key("PROVISIONER");
    const outcome = async (by: Api, role: string): Promise<string> => {
      const { code, path } = await by.mutate("apiKeyCreate", { name: role, role }, "__typename");
      return code === undefined ? role : `${code} ${path?.join(".")}`;
    };
    const roles = ["OPERATOR", "ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"];
    const no = "VALIDATION_FAILED input.role";
    const outcomes = async (by: Api) => {
      const all: string[] = [];
      for (const role of roles) all.push(await outcome(by, role));
      return all;
    };
    expect(await outcomes(seed.admin)).toEqual([no, ...roles.slice(1)]);
    expect(await outcomes(provisioner)).toEqual([no, no, "PROVISIONER", no, no, no]);
    expect(await getKeys(seed)).toHaveLength(1 + 1 + 5 + 1);
  });

  it("makes none that is longer-lived than the maker", async () => {
    const seed = await world().seed();
    const at = (seconds: number) => new Date(world().clock.now() + seconds * 1_000).toISOString();
    const end = at(HOUR);
    const hourly = await seed.key("ADMIN", { expiresAt: end });
    const path = "VALIDATION_FAILED input.expiresAt";
    const input = { name: "longer", role: "AUDITOR" };
    expect(await hourly.refusalAt("apiKeyCreate", input)).toBe(path);
    expect(await hourly.refusalAt("apiKeyCreate", { ...input, expiresAt: null })).toBe(path);
    expect(await hourly.refusalAt("apiKeyCreate", { ...input, expiresAt: at(HOUR + 1) })).toBe(path);
    expect((await make(hourly, "AUDITOR", { expiresAt: end })).apiKey.expiresAt).toBe(end);
    expect((await make(hourly, "AUDITOR", { expiresAt: at(60) })).apiKey.expiresAt).toBe(at(60));
    expect(await seed.admin.refusalAt("apiKeyCreate", { ...input, expiresAt: at(0) })).toBe(path);
    expect((await getKeys(seed)).map(({ name }) => name)).not.toContain("longer");
  });

  it("binds AUTHENTICATOR and AUDITOR keys to a resource that there is, and no others", async () => {
    const seed = await world().seed();
    const id = await seed.resource("VPN");
    for (const role of ["AUTHENTICATOR", "AUDITOR"]) {
      const named = await make(seed.admin, role, { resource: { name: "VPN" } });
      const numbered = await make(seed.admin, role, { resource: { id } });
      expect([named.apiKey.resource, numbered.apiKey.resource]).toEqual([{ name: "VPN" }, { name: "VPN" }]);
    }
    for (const role of ["ADMIN", "PROVISIONER", "HELPDESK"]) {
      const input = { name: "bound", role, resource: { id } };
      expect(await seed.admin.refusalAt("apiKeyCreate", input)).toBe("VALIDATION_FAILED input.resource");
    }
    const input = { name: "bound", role: "AUDITOR", resource: { name: "Mail" } };
    expect(await seed.admin.refusalAt("apiKeyCreate", input)).toBe("NOT_FOUND input.resource");
    expect((await getKeys(seed)).map(({ name }) => name)).not.toContain("bound");
  });
});

onOneStore("listing API keys", (world) => {
  it("gives them newest first, revoked ones too, page by page", async () => {
    const seed = await world().seed();
    const names = ["one", "two", "three", "four"];
    for (const name of names) {
      world().clock.pass(1);
      await make(seed.admin, "AUDITOR", { name });
    }
    const { id } = await keyNamed(seed, "two");
    await seed.admin.do("apiKeyRevoke", { apiKey: id }, "revokedId");
    const expected = ["four", "three", "two", "one", "First administrator"];
    expect((await getKeys(seed)).map(({ name }) => name)).toEqual(expected);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      interface Page {
        apiKeys: {
          totalCount: number;
          nodes: Key[];
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
      const { apiKeys }: Page = await seed.admin.query<Page>(
        `query ($after: Cursor) { apiKeys(first: 2, after: $after) {
          totalCount nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(apiKeys.totalCount).toBe(5);
      seen.push(...apiKeys.nodes.map(({ name }) => name));
      if (!apiKeys.pageInfo.hasNextPage) break;
      after = apiKeys.pageInfo.endCursor;
    }
    expect(seen).toEqual(expected);
  });

  it("gives those of one state: valid, expired or revoked, as time passes and in pages", async () => {
    const seed = await world().seed();
    const expiresAt = new Date(world().clock.now() + HOUR * 1_000).toISOString();
    for (const [name, fields] of [
      ["ending", { expiresAt }],
      ["both", { expiresAt }],
      ["revoked", {}],
    ] as const) {
      world().clock.pass(1);
      await make(seed.admin, "AUDITOR", { name, ...fields });
    }
    for (const name of ["both", "revoked"])
      await seed.admin.do("apiKeyRevoke", { apiKey: (await keyNamed(seed, name)).id }, "revokedId");
    const inState = async (state: string) => {
      const { apiKeys } = await seed.admin.query<{
        apiKeys: {
          totalCount: number;
          nodes: { name: string; state: string }[];
          pageInfo: { hasNextPage: boolean };
        };
      }>(
        `query ($state: ApiKeyState) { apiKeys(first: 1, filter: { state: $state }) {
          totalCount nodes { name state } pageInfo { hasNextPage } } }`,
        { state },
      );
      const { totalCount, nodes, pageInfo } = apiKeys;
      return [totalCount, nodes[0]?.name, nodes[0]?.state, pageInfo.hasNextPage];
    };
    const states = () => Promise.all(["VALID", "EXPIRED", "REVOKED"].map(inState));
    world().clock.pass(HOUR - 4);
    expect(await states()).toEqual([
      [2, "ending", "VALID", true],
      [0, undefined, undefined, false],
      [2, "revoked", "REVOKED", true],
    ]);
    // At its end, a key works no more.
    world().clock.pass(1);
    expect(await states()).toEqual([
      [1, "First administrator", "VALID", false],
      [1, "ending", "EXPIRED", false],
      [2, "revoked", "REVOKED", true],
    ]);
  });

  it("says when each was last used, to the minute", async () => {
    const seed = await world().seed();
    const auditor = await seed.key("AUDITOR");
    const lastUsed = async () => (await keyNamed(seed, "AUDITOR")).lastUsedAt;
    expect(await lastUsed()).toBeNull();
    const first = new Date(world().clock.now()).toISOString();
    await answer(auditor);
    // No answer waits for it to be stored.
    await expect.poll(lastUsed).toBe(first);
    world().clock.pass(59);
    await answer(auditor);
    expect(await lastUsed()).toBe(first);
    world().clock.pass(1);
    await answer(auditor);
    await expect.poll(lastUsed).toBe(new Date(world().clock.now()).toISOString());
  });
});

onOneStore("revoking an API key", (world) => {
  it("ends it at once, and once: a second time changes nothing", async () => {
    const seed = await world().seed();
    const { apiKey, secret } = await make(seed.admin, "HELPDESK");
    expect(await answer(world().as(secret))).toBe("200");
    const revoke = () =>
      seed.admin.do<{ apiKey: Key; revokedId: string }>(
        "apiKeyRevoke",
        { apiKey: apiKey.id },
        `apiKey { ${FIELDS} } revokedId`,
      );
    const revoked = await revoke();
    const revokedAt = new Date(world().clock.now()).toISOString();
    expect(revoked).toMatchObject({ apiKey: { id: apiKey.id, revokedAt }, revokedId: apiKey.id });
    expect(await answer(world().as(secret))).toBe("401 UNAUTHENTICATED");
    world().clock.pass(10);
    expect(await revoke()).toEqual(revoked);
    expect(await seed.events(2)).toEqual(["API_KEY_REVOKED", "API_KEY_CREATED"]);
  });

  it("lets a PROVISIONER revoke those it made, and itself, and no others", async () => {
    const seed = await world().seed();
    const own = await make(seed.admin, "PROVISIONER", { name: "own" });
    const other = await make(seed.admin, "PROVISIONER", { name: "other" });
    const provisioner = world().as(own.secret);
    const made = await make(provisioner, "PROVISIONER", { name: "made" });
    const first = await keyNamed(seed, "First administrator");
    for (const { id } of [other.apiKey, first]) {
      expect(await provisioner.refusalAt("apiKeyRevoke", { apiKey: id })).toBe("NOT_FOUND input.apiKey");
    }
    // A key that was made by a made key does not belong to the first maker.
    const below = await make(world().as(made.secret), "PROVISIONER", { name: "below" });
    expect(await provisioner.refusalAt("apiKeyRevoke", { apiKey: below.apiKey.id })).toBe(
      "NOT_FOUND input.apiKey",
    );
    for (const { id } of [made.apiKey, own.apiKey]) {
      await provisioner.do("apiKeyRevoke", { apiKey: id }, "revokedId");
    }
    const outcomes = await Promise.all(
      [own, made, other, below].map(({ secret }) => answer(world().as(secret))),
    );
    expect(outcomes).toEqual(["401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "200", "200"]);
  });

  it("lets a key make its successor, and says what it made that still works", async () => {
    const seed = await world().seed();
    const old = await make(seed.admin, "ADMIN", { name: "old" });
    const { apiKey, secret } = await make(world().as(old.secret), "ADMIN", { name: "successor" });
    const below = await make(world().as(secret), "AUDITOR", { name: "below" });
    const successor = world().as(secret);
    expect(await revokeTree(successor, old.apiKey.id)).toEqual({
      revokedMade: [],
      stillWorking: ["successor", "below"],
    });
    expect(await answer(world().as(old.secret))).toBe("401 UNAUTHENTICATED");
    expect([await answer(successor), await answer(world().as(below.secret))]).toEqual(["200", "200"]);
    const { apiKeys } = await successor.query<{
      apiKeys: { nodes: { name: string; createdBy: { name: string } | null }[] };
    }>("{ apiKeys { nodes { name createdBy { name } } } }");
    expect(
      Object.fromEntries(apiKeys.nodes.map(({ name, createdBy }) => [name, createdBy?.name ?? null])),
    ).toEqual({
      "First administrator": null,
      old: "First administrator",
      successor: "old",
      below: "successor",
    });
    expect(apiKey.revokedAt).toBeNull();
  });

  it("ends with it all that it made when asked to, however far below, also when it was revoked before", async () => {
    const seed = await world().seed();
    const stolen = await make(seed.admin, "ADMIN", { name: "stolen" });
    const between = await make(world().as(stolen.secret), "PROVISIONER", { name: "between" });
    const below = await make(world().as(between.secret), "PROVISIONER", { name: "below" });
    const ended = await make(world().as(stolen.secret), "AUDITOR", {
      name: "ended",
      expiresAt: new Date(world().clock.now() + 60_000).toISOString(),
    });
    world().clock.pass(60);
    const beside = await make(seed.admin, "AUDITOR", { name: "beside" });
    expect(await revokeTree(seed.admin, between.apiKey.id)).toMatchObject({ stillWorking: ["below"] });
    expect(await revokeTree(seed.admin, stolen.apiKey.id)).toMatchObject({ stillWorking: ["below"] });
    expect(await revokeTree(seed.admin, stolen.apiKey.id, true)).toEqual({
      revokedMade: ["below"],
      stillWorking: [],
    });
    const states = [stolen, between, below, ended, beside].map(({ secret }) => answer(world().as(secret)));
    expect(await Promise.all(states)).toEqual([
      ...Array.from({ length: 4 }, () => "401 UNAUTHENTICATED"),
      "200",
    ]);
    const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
      "{ events(first: 3, filter: { types: [API_KEY_REVOKED] }) { nodes { summary } } }",
    );
    expect(events.nodes.map(({ summary }) => summary)).toEqual([
      `The PROVISIONER key below (${below.apiKey.prefix}…) was revoked together with a key that had created it, directly or through other keys.`,
      `The ADMIN key stolen (${stolen.apiKey.prefix}…) was revoked.`,
      `The PROVISIONER key between (${between.apiKey.prefix}…) was revoked.`,
    ]);
  });

  it("leaves no key that it was making at that moment", async () => {
    const seed = await world().seed();
    for (let round = 0; round < 3; round += 1) {
      const stolen = await make(seed.admin, "ADMIN", { name: `stolen ${round}` });
      const by = world().as(stolen.secret);
      const fields = { name: "made", role: "ADMIN" };
      const making = Array.from({ length: 10 }, () => by.send(CREATE, { input: fields }));
      await Promise.all([revokeTree(seed.admin, stolen.apiKey.id, true), ...making]);
      expect(await revokeTree(seed.admin, stolen.apiKey.id)).toEqual({ revokedMade: [], stillWorking: [] });
    }
    expect(
      (await getKeys(seed)).filter(({ name, revokedAt }) => name === "made" && revokedAt === null),
    ).toEqual([]);
  });

  it("finds no key by the id of something else or by no id at all", async () => {
    const seed = await world().seed();
    const user = await seed.user("anna");
    for (const apiKey of [user, "", "key", Buffer.from("ApiKey:1").toString("base64")]) {
      expect(await seed.admin.refusalAt("apiKeyRevoke", { apiKey })).toBe("NOT_FOUND input.apiKey");
    }
  });

  it("comes with a resource that is deleted, for the keys that are bound to it: none becomes a wider one", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    await seed.resource("Mail");
    const bound = await seed.key("AUDITOR", { resource: { name: "VPN" } });
    const signing = await seed.key("AUTHENTICATOR", { resource: { name: "VPN" } });
    const elsewhere = await seed.key("AUDITOR", { resource: { name: "Mail" } });
    const unbound = await seed.key("AUDITOR");
    const all = () => Promise.all([bound, signing, elsewhere, unbound].map((api) => answer(api)));
    expect(await all()).toEqual(["200", "200", "200", "200"]);
    const deletion = { resource: { name: "VPN" }, idempotencyKey: "once" };
    const deleteOnce = () => seed.admin.do("resourceDelete", deletion, "keysRevoked");
    expect([await deleteOnce(), await deleteOnce()]).toEqual([{ keysRevoked: 2 }, { keysRevoked: 2 }]);
    const ended = ["401 UNAUTHENTICATED", "401 UNAUTHENTICATED", "200", "200"];
    expect(await all()).toEqual(ended);
    expect((await seed.events(3)).toSorted()).toEqual([
      "API_KEY_REVOKED",
      "API_KEY_REVOKED",
      "RESOURCE_DELETED",
    ]);
    const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
      "{ events(first: 3) { nodes { summary } } }",
    );
    expect(events.nodes.map(({ summary }) => summary.replace(/\(tp_\S+…\)/, "(…)")).toSorted()).toEqual([
      "Resource VPN was deleted, with no assignment and 2 API keys.",
      expect.stringMatching(/^The AUDITOR key .+ \(…\) was revoked with its resource VPN\.$/),
      expect.stringMatching(/^The AUTHENTICATOR key .+ \(…\) was revoked with its resource VPN\.$/),
    ]);
    const { apiKeys } = await seed.admin.query<{ apiKeys: { nodes: object[] } }>(
      "{ apiKeys { nodes { role state bound resource { name } } } }",
    );
    expect(apiKeys.nodes.toReversed().slice(1)).toEqual([
      { role: "AUDITOR", state: "REVOKED", bound: true, resource: null },
      { role: "AUTHENTICATOR", state: "REVOKED", bound: true, resource: null },
      { role: "AUDITOR", state: "VALID", bound: true, resource: { name: "Mail" } },
      { role: "AUDITOR", state: "VALID", bound: false, resource: null },
    ]);
    await seed.resource("VPN");
    expect(await all()).toEqual(ended);
  });
});

/** Makes an operator's key, as on the host. @returns it, and what its list shows of it. */
async function makeOperators(world: World, name: string, expiresAt: Date | null = null) {
  const secret = await makeOperatorKey(world.services, name, expiresAt);
  const key = (await operatorsKeys(world.operator)).find((one) => one.name === name);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return { ...key, by: world.as(secret), secret };
}

async function operatorsKeys(operator: Api): Promise<(Key & { readonly state: string })[]> {
  const { apiKeys } = await operator.query<{ apiKeys: { nodes: (Key & { state: string })[] } }>(
    `{ apiKeys(first: 100) { nodes { ${FIELDS} state } } }`,
  );
  return apiKeys.nodes;
}

onOneStore("the keys of operators", (world) => {
  it("are listed by an operator, with their ends, and no others", async () => {
    const seed = await world().seed();
    const expiresAt = new Date(world().clock.now() + HOUR * 1_000);
    world().clock.pass(1);
    const made = await makeOperators(world(), "hourly", expiresAt);
    expect(made).toMatchObject({
      name: "hourly",
      role: "OPERATOR",
      state: "VALID",
      resource: null,
      prefix: made.secret.slice(0, 8),
      createdAt: new Date(world().clock.now()).toISOString(),
      lastUsedAt: null,
      expiresAt: expiresAt.toISOString(),
      revokedAt: null,
    });
    const all = await operatorsKeys(made.by);
    expect(all[0]?.name).toBe("hourly");
    expect(all.at(-1)?.name).toBe("test");
    expect([...new Set(all.map(({ role }) => role))]).toEqual(["OPERATOR"]);
    const node = "query ($id: ID!) { node(id: $id) { ... on ApiKey { name } } }";
    expect(await made.by.query(node, { id: made.id })).toEqual({ node: { name: "hourly" } });
    const [tenants] = await getKeys(seed);
    expect(await made.by.query(node, { id: tenants?.id })).toEqual({ node: null });
    world().clock.pass(HOUR);
    expect(await answer(made.by)).toBe("401 UNAUTHENTICATED");
    expect((await operatorsKeys(world().operator))[0]).toMatchObject({ name: "hourly", state: "EXPIRED" });
  });

  it("are revoked by an operator, whichever it is, with an event that operators read", async () => {
    const leaked = await makeOperators(world(), "leaked");
    const own = await makeOperators(world(), "own");
    expect(await answer(leaked.by)).toBe("200");
    for (const { id } of [leaked, leaked, own])
      await own.by.mutate("apiKeyRevoke", { apiKey: id }, "revokedId");
    expect([await answer(leaked.by), await answer(own.by)]).toEqual([
      "401 UNAUTHENTICATED",
      "401 UNAUTHENTICATED",
    ]);
    const { events } = await world().operator.query<{ events: { nodes: object[] } }>(
      "{ events(first: 2) { nodes { type summary } } }",
    );
    expect(events.nodes).toEqual(
      [own, leaked].map(({ name, prefix }) => ({
        type: "API_KEY_REVOKED",
        summary: `The OPERATOR key ${name} (${prefix}…) was revoked.`,
      })),
    );
    expect(await answer(world().operator), "the others work").toBe("200");
  });

  it("are nobody else's to see or to revoke, as others' are not an operator's", async () => {
    const seed = await world().seed();
    const { id, by } = await makeOperators(world(), "away");
    const node = "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }";
    expect(await seed.admin.query(node, { id })).toEqual({ node: null, nodes: [null] });
    expect((await getKeys(seed)).map(({ role }) => role)).toEqual(["ADMIN"]);
    expect(await seed.admin.refusalAt("apiKeyRevoke", { apiKey: id })).toBe("NOT_FOUND input.apiKey");
    const [first] = await getKeys(seed);
    for (const includingMade of [false, true]) {
      const input = { apiKey: first?.id, includingMade };
      expect(await by.refusalAt("apiKeyRevoke", input)).toBe("NOT_FOUND input.apiKey");
    }
    expect(await answer(seed.admin)).toBe("200");
    expect(await answer(by)).toBe("200");
  });

  it("are made on the host alone, with a name and an end that are right", async () => {
    const { services, operator, clock } = world();
    const before = await operatorsKeys(operator);
    await expect(makeOperatorKey(services, "")).rejects.toThrow("Name has 1 to 50 characters.");
    await expect(makeOperatorKey(services, "late", new Date(clock.now()))).rejects.toThrow(
      "The key would have expired already; choose a later time.",
    );
    const { errors } = await operator.send(CREATE, { input: { name: "another", role: "OPERATOR" } });
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    expect((await operatorsKeys(operator)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

onOneStore("a request", (world) => {
  it("without a key, or with what is none, is UNAUTHENTICATED and says how to sign in", async () => {
    const nobody = world().as("");
    const unauthenticated = "401 UNAUTHENTICATED";
    expect(await answer(nobody)).toBe(unauthenticated);
    const unknown = "tp_0000000000000000000000000000002C8GjS";
    const wrongChecksum = `${unknown.slice(0, -1)}T`;
    for (const authorization of [
      "Bearer",
      "Bearer tp_",
      `Bearer ${unknown}`,
      `Bearer ${wrongChecksum}`,
      `Bearer ${world().admin.key} ${world().admin.key}`,
      `Basic ${Buffer.from(`admin:${world().admin.key}`).toString("base64")}`,
      world().admin.key,
    ]) {
      expect(await answer(nobody, { authorization }), authorization).toBe(unauthenticated);
    }
    const { headers, errors } = await nobody.send("{ viewer { role } }");
    expect(headers.get("www-authenticate")).toBe("Bearer");
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(errors[0]?.message).toContain("Authorization: Bearer");
  });

  it("tells a refused one nothing of the API: not even whether its document is right", async () => {
    const nobody = world().as("");
    const answers = await Promise.all(
      ["{ viewer { role } }", "{ __schema { types { name } } }", "{ nonsense }", "{"].map((query) =>
        nobody.send(query),
      ),
    );
    const [first, ...others] = answers.map(({ status, data, errors }) => ({ status, data, errors }));
    for (const other of others) expect(other).toEqual(first);
  });

  it("with a key that has expired is UNAUTHENTICATED from that moment on", async () => {
    const seed = await world().seed();
    const expiresAt = new Date(world().clock.now() + HOUR * 1_000).toISOString();
    const hourly = await seed.key("ADMIN", { expiresAt });
    expect(await hourly.query("{ viewer { expiresAt } }")).toEqual({ viewer: { expiresAt } });
    world().clock.pass(HOUR - 1);
    expect(await answer(hourly)).toBe("200");
    world().clock.pass(1);
    expect(await answer(hourly)).toBe("401 UNAUTHENTICATED");
  });

  it("with a key of a disabled account is FORBIDDEN until the account is enabled again", async () => {
    const seed = await world().seed();
    const helpdesk = await seed.key("HELPDESK");
    const { operator } = world();
    await operator.do("accountDisable", { account: seed.accountId }, "account { enabled }");
    expect(await answer(seed.admin)).toBe("403 FORBIDDEN");
    expect(await answer(helpdesk)).toBe("403 FORBIDDEN");
    expect(await answer(world().admin), "another account").toBe("200");
    await operator.do("accountEnable", { account: seed.accountId }, "account { enabled }");
    expect(await answer(seed.admin)).toBe("200");
    expect(await answer(helpdesk)).toBe("200");
  });

  it("with a key is answered by the scheme in any case, as HTTP has it", async () => {
    const { key } = world().admin;
    expect(await answer(world().as(""), { authorization: `bearer ${key}` })).toBe("200");
  });
});
