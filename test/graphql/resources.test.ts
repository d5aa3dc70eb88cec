import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import type { Api } from "../support/api.js";
import { getUuid } from "../support/contents.js";
import { onOneStore } from "../support/world.js";

interface Resource {
  readonly id: string;
  readonly name: string;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly allowedAddresses: string[];
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const FIELDS =
  "{ id name failedAttemptsBeforeLock lockMinutes allowedAddresses enabled createdAt updatedAt }";
const RESOURCE = `resource ${FIELDS}`;

async function readResource(admin: Api, by: object): Promise<Resource | null> {
  const { resource } = await admin.query<{ resource: Resource | null }>(
    `query ($by: ResourceRef!) { resource(by: $by) ${FIELDS} }`,
    { by },
  );
  return resource;
}

async function usedResources(admin: Api): Promise<number> {
  const { account } = await admin.query<{ account: { plan: { resources: { used: number } } } }>(
    "{ account { plan { resources { used } } } }",
  );
  return account.plan.resources.used;
}

/** The same text, as most keyboards write it and as macOS does. */
const [COMPOSED, DECOMPOSED] = ["M\u00fcller & S\u00f6hne", "Mu\u0308ller & So\u0308hne"];

onOneStore("resources", (world) => {
  it("and channels are one by both Unicode spellings of their name, which is stored composed", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.resource(DECOMPOSED);
    const driver = { slack: { botToken: "xoxb-1" } };
    await admin.do("channelCreate", { name: DECOMPOSED, driver }, "__typename");
    for (const name of [COMPOSED, DECOMPOSED]) {
      expect(await readResource(admin, { name })).toMatchObject({ name: COMPOSED });
      const { channel } = await admin.query<object & { channel: unknown }>(
        "query ($by: ChannelRef!) { channel(by: $by) { name } }",
        { by: { name } },
      );
      expect(channel).toEqual({ name: COMPOSED });
      expect((await admin.mutate("resourceCreate", { name }, "__typename")).code).toBe("ALREADY_EXISTS");
      expect((await admin.mutate("channelCreate", { name, driver }, "__typename")).code).toBe(
        "ALREADY_EXISTS",
      );
      await admin.do("resourceUpdate", { resource: { name }, name, lockMinutes: 7 }, "__typename");
      expect(await readResource(admin, { name })).toMatchObject({ name: COMPOSED });
    }
  });

  it("and channels have composed names after the migration, unless another one has that name", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const driver = { slack: { botToken: "xoxb-1" } };
    for (const name of ["Old", "Twin", "Zu\u0308rich"]) {
      await seed.resource(name);
      await admin.do("channelCreate", { name, driver }, "__typename");
    }
    for (const table of ["resources", "channels"]) {
      await world().database.script(
        `UPDATE ${table} SET name = '${DECOMPOSED}' WHERE name = 'Old'; UPDATE ${table} SET name = 'Zu\u0308rich' WHERE name = 'Twin'`,
      );
    }
    await world().database.script(
      readFileSync("schema/migrations/20261201150000_names_composed/migration.sql", "utf8"),
    );
    const names = await admin.query<Record<"resources" | "channels", { nodes: { name: string }[] }>>(
      "{ resources(first: 10) { nodes { name } } channels(first: 10) { nodes { name } } }",
    );
    const all = [COMPOSED, "Zu\u0308rich", "Z\u00fcrich"].toSorted();
    expect(names.resources.nodes.map(({ name }) => name).toSorted()).toEqual(all);
    expect(names.channels.nodes.map(({ name }) => name).toSorted()).toEqual(all);
  });

  it("are named in both Unicode spellings by a sign-in and in a file", async () => {
    const seed = await world().seed();
    await seed.resource(COMPOSED);
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna", at: [COMPOSED] });
    await seed.user("bert");
    const { name: serialNumber } = await seed.fob({ of: "bert" });
    for (const name of [COMPOSED, DECOMPOSED]) {
      expect(await seed.signIn({ login: "anna" }, name, fob.code())).toBe(true);
      world().clock.pass(30);
      const content = `resource,serial\n${name},${serialNumber}\n`;
      const { created } = await seed.admin.do<{ created: number }>(
        "assignmentImport",
        { content },
        "created",
      );
      expect(created).toBe(name === COMPOSED ? 1 : 0);
    }
  });

  it("are deleted with any number of links, each of which leaves an event", { tags: "deep" }, async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const { id: tokenId } = await seed.fob({ at: ["VPN"] });
    const copies = 2_100;
    const { database } = world();
    // As an import makes them.
    await database.query(Prisma.sql`
      INSERT INTO tokens SELECT (jsonb_populate_record(token, jsonb_build_object(
        'id', gen_random_uuid(), 'name', 'copy ' || number, 'serial_number', 'C-' || number))).*
      FROM tokens AS token, generate_series(1, ${copies}::int) AS number WHERE token.id = ${getUuid(tokenId)}::uuid`);
    await database.query(Prisma.sql`
      INSERT INTO assignments SELECT (jsonb_populate_record(link, jsonb_build_object('id', gen_random_uuid(), 'token_id', token.id))).*
      FROM assignments AS link JOIN tokens AS token ON token.account_id = link.account_id AND token.id <> link.token_id
      WHERE link.token_id = ${getUuid(tokenId)}::uuid`);
    const { assignmentsRemoved } = await seed.admin.do<{ assignmentsRemoved: number }>(
      "resourceDelete",
      { resource: { name: "VPN" } },
      "assignmentsRemoved",
    );
    expect(assignmentsRemoved).toBe(copies + 1);
    const { events } = await seed.admin.query<{ events: { totalCount: number } }>(
      "{ events(filter: { types: [TOKEN_UNLINKED] }) { totalCount } }",
    );
    expect(events.totalCount).toBe(copies + 1);
    expect(
      await database.query(
        Prisma.sql`SELECT 1 FROM assignments WHERE account_id = ${getUuid(seed.accountId)}::uuid`,
      ),
    ).toEqual([]);
  });

  it("need a name only: five wrong codes lock for five minutes, and everybody may come from everywhere", async () => {
    const { admin } = await world().seed();
    const now = new Date(world().clock.now()).toISOString();
    const { resource } = await admin.do<{ resource: Resource }>("resourceCreate", { name: "VPN" }, RESOURCE);
    expect(resource).toEqual({
      id: resource.id,
      name: "VPN",
      failedAttemptsBeforeLock: 5,
      lockMinutes: 5,
      allowedAddresses: [],
      enabled: true,
      createdAt: now,
      updatedAt: now,
    });
    expect(await readResource(admin, { id: resource.id })).toEqual(resource);
    expect(await readResource(admin, { name: "VPN" })).toEqual(resource);
  });

  it("are created with all their fields, and their addresses are kept in their shortest form, each once", async () => {
    const { admin } = await world().seed();
    const input = {
      name: "Office VPN",
      failedAttemptsBeforeLock: 3,
      lockMinutes: 0,
      allowedAddresses: ["10.1.2.3/8", "192.0.2.7", "2001:DB8:0:0::/32", "10.0.0.0/8"],
      enabled: false,
    };
    const { resource } = await admin.do<{ resource: Resource }>("resourceCreate", input, RESOURCE);
    expect(resource).toMatchObject({
      ...input,
      allowedAddresses: ["10.0.0.0/8", "192.0.2.7/32", "2001:db8::/32"],
    });
  });

  it.each([
    ["name", ""],
    ["name", "a".repeat(51)],
    ["name", " VPN"],
    ["name", "VPN "],
    ["name", "V\nPN"],
    ["failedAttemptsBeforeLock", 2],
    ["failedAttemptsBeforeLock", 11],
    ["failedAttemptsBeforeLock", -5],
    ["lockMinutes", -1],
    ["lockMinutes", 43_201],
  ])(
    "are refused with %s %j, at creation, on the way and at an update, and nothing is left",
    async (field, value) => {
      const seed = await world().seed();
      const { admin } = seed;
      await seed.resource("Mail");
      const fob = await seed.fob();
      const input = { name: "VPN", [field]: value };
      expect(await admin.refusalAt("resourceCreate", input)).toBe(`VALIDATION_FAILED input.${field}`);
      expect(
        await admin.refusalAt("assignmentCreate", { token: { id: fob.id }, to: { newResource: input } }),
      ).toBe(`VALIDATION_FAILED input.to.newResource.${field}`);
      expect(await admin.refusalAt("resourceUpdate", { resource: { name: "Mail" }, [field]: value })).toBe(
        `VALIDATION_FAILED input.${field}`,
      );
      expect(await usedResources(admin)).toBe(1);
      expect(await readResource(admin, { name: "VPN" })).toBeNull();
    },
  );

  it.each([
    ["10.0.0.0/33"],
    ["10.0.0"],
    ["010.0.0.1"],
    ["2001:db8::/129"],
    ["fe80::1%eth0"],
    ["10.0.0.0/8/8"],
    ["10.0.0.0/"],
    ["example.org"],
    [""],
    [" 10.0.0.1"],
  ])("are refused with the address %j, and the refusal names it", async (address) => {
    const { admin } = await world().seed();
    const input = { name: "VPN", allowedAddresses: ["10.0.0.1", address] };
    expect(await admin.refusalAt("resourceCreate", input)).toBe("VALIDATION_FAILED input.allowedAddresses.1");
  });

  it("take every limit's two ends, and 200 addresses but not 201", async () => {
    const { admin } = await world().seed();
    const addresses = (count: number) =>
      Array.from({ length: count }, (_, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);
    const least = { name: "V", failedAttemptsBeforeLock: 3, lockMinutes: 0 };
    const most = { name: "🦊".repeat(50), failedAttemptsBeforeLock: 10, lockMinutes: 43_200 };
    for (const input of [least, { ...most, allowedAddresses: addresses(200) }]) {
      const { resource } = await admin.do<{ resource: Resource }>("resourceCreate", input, RESOURCE);
      const { allowedAddresses, ...fields } = resource;
      expect(fields).toMatchObject("allowedAddresses" in input ? most : least);
      expect(allowedAddresses).toHaveLength("allowedAddresses" in input ? 200 : 0);
    }
    expect(await admin.refusalAt("resourceCreate", { name: "W", allowedAddresses: addresses(201) })).toBe(
      "VALIDATION_FAILED input.allowedAddresses",
    );
  });

  it("have names of their own within the account, and are named exactly", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const { admin } = seed;
    await seed.resource("VPN");
    await seed.resource("vpn");
    await other.resource("VPN");
    const fob = await seed.fob();
    expect(await admin.refusalAt("resourceCreate", { name: "VPN" })).toBe("ALREADY_EXISTS input.name");
    expect(await admin.refusalAt("resourceUpdate", { resource: { name: "vpn" }, name: "VPN" })).toBe(
      "ALREADY_EXISTS input.name",
    );
    expect(
      await admin.refusalAt("assignmentCreate", {
        token: { id: fob.id },
        to: { newResource: { name: "VPN" } },
      }),
    ).toBe("ALREADY_EXISTS input.to.newResource.name");
    expect(await usedResources(admin)).toBe(2);
    expect(await readResource(admin, { name: "Vpn" })).toBeNull();
  });

  it("are updated field by field: what is absent stays, and null clears the addresses", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const id = await seed.resource("VPN", {
      failedAttemptsBeforeLock: 7,
      lockMinutes: 60,
      allowedAddresses: ["10.0.0.0/8"],
    });
    world().clock.pass(1);
    const update = async (fields: object) =>
      (await admin.do<{ resource: Resource }>("resourceUpdate", { resource: { id }, ...fields }, RESOURCE))
        .resource;
    expect(await update({ name: "Office", lockMinutes: 0 })).toMatchObject({
      id,
      name: "Office",
      failedAttemptsBeforeLock: 7,
      lockMinutes: 0,
      allowedAddresses: ["10.0.0.0/8"],
      enabled: true,
      updatedAt: new Date(world().clock.now()).toISOString(),
    });
    expect((await update({ allowedAddresses: ["192.0.2.0/24"] })).allowedAddresses).toEqual(["192.0.2.0/24"]);
    expect(await update({ allowedAddresses: null, enabled: false })).toMatchObject({
      name: "Office",
      allowedAddresses: [],
      enabled: false,
    });
  });

  it("lose nothing when several fields are updated at once", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const fields = {
      failedAttemptsBeforeLock: 9,
      lockMinutes: 17,
      allowedAddresses: ["10.0.0.0/8"],
      enabled: false,
    };
    await Promise.all(
      Object.entries(fields).map(([field, value]) =>
        seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, [field]: value }, "__typename"),
      ),
    );
    expect(await readResource(seed.admin, { name: "VPN" })).toMatchObject(fields);
  });

  it("are not touched by an update that changes nothing", async () => {
    const seed = await world().seed();
    const id = await seed.resource("VPN", { allowedAddresses: ["10.0.0.0/8"] });
    const before = await readResource(seed.admin, { id });
    world().clock.pass(1);
    await seed.admin.do(
      "resourceUpdate",
      { resource: { id }, name: "VPN", lockMinutes: 5, allowedAddresses: ["10.9.9.9/8"] },
      "__typename",
    );
    expect(await readResource(seed.admin, { id })).toEqual(before);
    expect(await seed.events(10)).toEqual(["RESOURCE_CREATED"]);
  });

  it("that do not exist are not found, whatever they are named by", async () => {
    const seed = await world().seed();
    const user = await seed.user("anna");
    const gone = await seed.resource("gone");
    await seed.admin.do("resourceDelete", { resource: { id: gone } }, "deletedId");
    for (const resource of [{ name: "none" }, { id: gone }, { id: user }, { id: "no id" }]) {
      expect(await readResource(seed.admin, resource)).toBeNull();
      expect(await seed.admin.refusalAt("resourceUpdate", { resource, name: "A" })).toBe(
        "NOT_FOUND input.resource",
      );
      expect(await seed.admin.refusalAt("resourceDelete", { resource })).toBe("NOT_FOUND input.resource");
    }
  });

  it("are deleted with their assignments, say how many, and give their room back", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const id = await seed.resource("VPN");
    await seed.resource("Mail");
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
    await seed.fob({ at: ["VPN"] });
    const deleted = await admin.do<{ deletedId: string; assignmentsRemoved: number }>(
      "resourceDelete",
      { resource: { name: "VPN" } },
      "deletedId assignmentsRemoved",
    );
    expect(deleted).toEqual({ deletedId: id, assignmentsRemoved: 2 });
    expect(await usedResources(admin)).toBe(1);
    expect(await seed.events(3)).toEqual(["RESOURCE_DELETED", "TOKEN_UNLINKED", "TOKEN_UNLINKED"]);
    const { assignments } = await admin.query<{ assignments: { nodes: unknown[] } }>(
      "{ assignments { nodes { resource { name } token { id } } } }",
    );
    expect(assignments.nodes).toEqual([{ resource: { name: "Mail" }, token: { id: fob.id } }]);
    expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(true);
    const empty = await admin.do<{ assignmentsRemoved: number }>(
      "resourceDelete",
      { resource: { id: await seed.resource("VPN") } },
      "assignmentsRemoved",
    );
    expect(empty.assignmentsRemoved).toBe(0);
  });

  it("leave no link behind when tokens are linked while they are deleted", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const fobs = await Promise.all(Array.from({ length: 8 }, () => seed.fob()));
    const links = fobs.map(({ id }) =>
      seed.admin.mutate(
        "assignmentCreate",
        { token: { id }, to: { resource: { name: "VPN" } } },
        "__typename",
      ),
    );
    const deletion = seed.admin.do<{ assignmentsRemoved: number }>(
      "resourceDelete",
      { resource: { name: "VPN" } },
      "assignmentsRemoved",
    );
    const codes = (await Promise.all(links)).map(({ code }) => code ?? "LINKED");
    const linked = codes.filter((code) => code === "LINKED").length;
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(8 - linked);
    expect((await deletion).assignmentsRemoved).toBe(linked);
    const { assignments } = await seed.admin.query<{ assignments: { totalCount: number } }>(
      "{ assignments { totalCount } }",
    );
    expect(assignments.totalCount).toBe(0);
  });
});
