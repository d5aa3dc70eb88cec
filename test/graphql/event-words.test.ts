// Events are stored as data, and said in the language of their reader.
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getContents, getUuid } from "../support/contents.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const newest = async ({ admin }: Seed, args: string, headers: Record<string, string> = {}) => {
  const { data, errors } = await admin.send(`{ events(first: 1) { nodes { summary${args} } } }`, {}, headers);
  expect(errors).toEqual([]);
  return (data as { events: { nodes: { summary: string }[] } }).events.nodes[0]?.summary;
};

onOneStore("an event", (world) => {
  it("is said in the language that is asked for, else in that of the header, of the account, and in English", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const english = "Resource VPN was created.";
    const german = "Die Ressource VPN wurde angelegt.";
    expect(await newest(seed, "")).toBe(english);
    expect(await newest(seed, "", { "accept-language": "de-AT, en;q=0.5" })).toBe(german);
    expect(await newest(seed, "(language: DE)")).toBe(german);
    expect(await newest(seed, "(language: EN)", { "accept-language": "de" })).toBe(english);
    expect(await newest(seed, "", { "accept-language": "fr" })).toBe(english);
    await seed.admin.do("messageLanguageSet", { locale: "de" }, "__typename");
    expect(await newest(seed, "")).toBe("Die Sprache der Nachrichten des Kontos ist de.");
    expect(await newest(seed, "", { "accept-language": "fr" })).toMatch(/^Die Sprache/);
    expect(await newest(seed, "", { "accept-language": "en" })).toMatch(/^The language/);
  });

  it("names what it says to programs, in the order of the names", async () => {
    const seed = await world().seed();
    await seed.key("AUDITOR");
    const { events } = await seed.admin.query<{ events: { nodes: { params: object }[] } }>(
      "{ events(first: 1) { nodes { params { name value } } } }",
    );
    expect(events.nodes[0]?.params).toEqual([
      { name: "key", value: "AUDITOR" },
      { name: "role", value: "AUDITOR" },
    ]);
  });

  it("refuses a time zone that does not exist", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const { errors } = await seed.admin.send(
      '{ events(first: 1) { nodes { summary(timeZone: "Mars/Olympus") } } }',
    );
    expect(errors).toMatchObject([
      {
        message: "There is no time zone Mars/Olympus. Give one as in Europe/Berlin.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });

  it("is found by what it names, and not by words of its sentence", async () => {
    const seed = await world().seed();
    await seed.resource("Weather station");
    expect(await seed.events(5, { text: "weather created" })).toEqual(["RESOURCE_CREATED"]);
    expect(await seed.events(5, { text: "weather was" })).toEqual([]);
  });

  it("without a channel says nothing of a person who was erased, not even in the database", async () => {
    const seed = await world().seed();
    const mail = "nora.example@example.org";
    const user = await seed.user("nora", { email: mail });
    await world().database.query(Prisma.sql`
      INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_name, user_id, user_login, correlation_id,
        changes, summary, params, search)
      SELECT ${getUuid(seed.accountId)}::uuid, gen_random_uuid(), (SELECT epoch FROM installation), 'MESSAGE_FAILED', now(), 'SYSTEM', 'sender',
        ${getUuid(user)}::uuid, 'nora', 'test', '[]', '', ${JSON.stringify({ kind: "EMAIL", to: mail, failure: "It was refused." })}::jsonb,
        ARRAY[${mail}::text] RETURNING 1`);
    expect(await newest(seed, "(language: DE)")).toContain(mail);
    await seed.admin.do("userDelete", { user: { login: "nora" } }, "__typename");
    await seed.admin.do("userErase", { user }, "erased");
    expect((await getContents(world())).join("\n")).not.toContain(mail);
    const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
      "{ events(first: 20, filter: { types: [MESSAGE_FAILED] }) { nodes { summary(language: DE) } } }",
    );
    expect(events.nodes).toEqual([{ summary: "Nachricht nicht gesendet." }]);
  });
});
