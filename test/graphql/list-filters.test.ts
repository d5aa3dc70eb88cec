import { beforeAll, expect, it } from "vitest";
import { channelInput, DRIVERS } from "../support/channels.js";
import { rootList, walk } from "../support/lists.js";
import type { Device, Seed } from "../support/seed.js";
import { onBothStores, onSharedStore } from "../support/world.js";

/** The names of what a list finds, in its order. */
async function names(seed: Seed, field: string, args: string, name = "name"): Promise<string[]> {
  const data = await seed.admin.query<
    Record<string, { nodes: Record<string, string>[]; totalCount: number }>
  >(`{ ${field}(first: 100 ${args}) { totalCount nodes { ${name} } } }`);
  const nodes = data[field]?.nodes ?? [];
  expect(data[field]?.totalCount).toBe(nodes.length);
  return nodes.map((node) => node[name] ?? "");
}

onBothStores("tokens", (world) => {
  let seed: Seed;
  let usedAt: Record<"early" | "late", string>;
  const filter = async (text: string) => (await names(seed, "tokens", `filter: { ${text} }`)).toSorted();

  beforeAll(async () => {
    seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.user("berta");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 3, lockMinutes: 10 });
    await seed.resource("Mail", { failedAttemptsBeforeLock: 3, lockMinutes: 0 });
    // What is created at the same moment is in no order of its own.
    const create = async (name: string, model: object, fields: object = {}) => {
      world().clock.pass(1);
      await admin.do("tokenCreate", { name, model, ...fields }, "__typename");
    };
    const given = (serialNumber: string) => ({
      serialNumber,
      secret: Buffer.from(`secret of ${serialNumber.padEnd(20)}`).toString("hex"),
      secretEncoding: "HEX",
      periodSeconds: 30,
    });
    await create(
      "Anna's phone",
      { software: { googleAuthenticator: {} } },
      { to: { user: { login: "anna" } } },
    );
    await create("Spare Smart", { software: { smart: {} } }, { enabled: false });
    await create(
      "Two of Anna",
      { hardware: { two: given("TP-100231") } },
      { to: { user: { login: "anna" } } },
    );
    await create("Shark", { hardware: { shark: given("TP-100232") } }, { enabled: false });
    await create(
      "Card of Berta",
      { hardware: { slim: { periodSeconds: 30 } } },
      { to: { user: { login: "berta" } } },
    );
    world().clock.pass(1);
    const early = await seed.fob({ of: "berta", at: ["VPN", "Mail"] });
    world().clock.pass(1);
    const late = await seed.fob({ of: "anna", at: ["VPN"] });
    await admin.do("tokenUpdate", { token: { id: early.id }, name: "Early fob" }, "__typename");
    await admin.do("tokenUpdate", { token: { id: late.id }, name: "Late fob" }, "__typename");
    world().clock.pass(60);
    const now = () => new Date(world().clock.now()).toISOString();
    usedAt = { early: now(), late: "" };
    await seed.signIn({ token: early.id }, "VPN", early.code());
    world().clock.pass(60);
    usedAt.late = now();
    await seed.signIn({ token: late.id }, "VPN", late.code());
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await seed.signIn({ token: early.id }, "Mail", early.wrongCode());
      await seed.signIn({ token: late.id }, "VPN", late.wrongCode());
    }
  });

  it.each<[string, string[]]>([
    ["kind: SOFTWARE", ["Anna's phone", "Spare Smart"]],
    ["kind: HARDWARE", ["Card of Berta", "Shark", "Two of Anna"]],
    ["kind: UNIVERSAL", ["Early fob", "Late fob"]],
    ["model: PROTECTIMUS_TWO", ["Two of Anna"]],
    ["model: PROTECTIMUS_FLEX", []],
    ["kind: HARDWARE, model: PROTECTIMUS_SHARK", ["Shark"]],
    ["kind: SOFTWARE, model: PROTECTIMUS_SHARK", []],
    ["status: PENDING", ["Anna's phone", "Spare Smart"]],
    ["status: ACTIVE, enabled: false", ["Shark"]],
    ["enabled: false", ["Shark", "Spare Smart"]],
    ["enabled: true, status: PENDING", ["Anna's phone"]],
    ["assigned: false", ["Shark", "Spare Smart"]],
    ["assigned: true, kind: HARDWARE", ["Card of Berta", "Two of Anna"]],
    ['user: { login: "ANNA" }', ["Anna's phone", "Late fob", "Two of Anna"]],
    ['user: { login: "berta" }, resource: { name: "Mail" }', ["Early fob"]],
    ['user: { login: "anna" }, assigned: false', []],
    ['user: { login: "nobody" }', []],
    ['user: { id: "no id" }', []],
    ['resource: { name: "VPN" }', ["Early fob", "Late fob"]],
    ['resource: { name: "Mail" }', ["Early fob"]],
    ['resource: { name: "none" }', []],
    ['resource: { id: "" }', []],
    ["locked: true", ["Early fob", "Late fob"]],
    ["locked: false, kind: UNIVERSAL", []],
    [
      "text: null, kind: null, user: null, locked: null, usedAfter: null, model: PROTECTIMUS_TWO",
      ["Two of Anna"],
    ],
  ])("are found by { %s }", async (text, found) => {
    expect(await filter(text)).toEqual(found);
  });

  it.each<[string, string[]]>([
    ["anna", ["Anna's phone", "Late fob", "Two of Anna"]],
    ["ANNA", ["Anna's phone", "Late fob", "Two of Anna"]],
    ["an", ["Anna's phone", "Late fob", "Two of Anna"]],
    ["two anna", ["Two of Anna"]],
    ["anna tw", ["Two of Anna"]],
    ["nna", []],
    ["anna shark", []],
    ["TP-100231", ["Two of Anna"]],
    ["tp-10023", ["Shark", "Two of Anna"]],
    ["100232", ["Shark"]],
    ["TP 100232 Shark", ["Shark"]],
    ["00232", []],
    ["anna's", ["Anna's phone"]],
    ['\\"Shark\\"', ["Shark"]],
    ["shark:* | two", []],
    ["' OR 1=1 --", []],
    ["\\\\", []],
    ["", []],
  ])("are found by the beginnings of words: %s", async (text, found) => {
    expect(await filter(`text: "${text}"`)).toEqual(found);
  });

  it("are found by the words of the user who has them now, and of nobody who had them", async () => {
    const own = await world().seed();
    const { admin } = own;
    const found = async (text: string) =>
      (await names(own, "tokens", `filter: { text: "${text}" }`)).toSorted();
    await own.user("marta@example.org", { firstName: "Marta", lastName: "Weber" });
    await own.user("nils");
    const fob = await own.fob({ of: "marta@example.org" });
    expect(await found("weber")).toEqual([fob.name]);
    expect(await found(`marta ${fob.name}`)).toEqual([fob.name]);
    await admin.do("userUpdate", { user: { login: "marta@example.org" }, lastName: "Vogel" }, "__typename");
    expect(await found("weber")).toEqual([]);
    expect(await found("vogel")).toEqual([fob.name]);
    await admin.do("tokenUpdate", { token: { id: fob.id }, name: "Blue fob" }, "__typename");
    expect(await found("blue vogel")).toEqual(["Blue fob"]);
    const from = { login: "marta@example.org" };
    await admin.do(
      "tokenAssign",
      { token: { id: fob.id }, from, to: { user: { login: "nils" } } },
      "__typename",
    );
    expect([await found("vogel"), await found("nils"), await found("blue")]).toEqual([
      [],
      ["Blue fob"],
      ["Blue fob"],
    ]);
    await admin.do("tokenUnassign", { token: { id: fob.id } }, "__typename");
    expect([await found("nils"), await found("blue")]).toEqual([[], ["Blue fob"]]);
    await admin.do("usersUpdate", { items: [{ user: { login: "nils" }, firstName: "Olga" }] }, "__typename");
    await admin.do("tokenAssign", { token: { id: fob.id }, to: { user: { login: "nils" } } }, "__typename");
    expect(await found("olga")).toEqual(["Blue fob"]);
    // Words that were the user's alone become the token's own.
    const app = { name: "Phone", model: { software: { googleAuthenticator: {} } }, to: { user: from } };
    const { token } = await admin.do<{ token: { id: string } }>("tokenCreate", app, "token { id }");
    const words = "Phone marta@example.org marta Vogel";
    await admin.do("tokenUpdate", { token: { id: token.id }, name: words }, "__typename");
    await admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
    expect(await found("vogel")).toEqual([words]);
  });

  it("are found by when they were last used, from a moment on and before it", async () => {
    const { early, late } = usedAt;
    expect(await filter(`usedAfter: "${early}"`)).toEqual(["Early fob", "Late fob"]);
    expect(await filter(`usedAfter: "${late}"`)).toEqual(["Late fob"]);
    expect(await filter(`usedBefore: "${late}"`)).toEqual(["Early fob"]);
    expect(await filter(`usedBefore: "${early}"`)).toEqual([]);
    expect(await filter(`usedAfter: "${early}", usedBefore: "${late}"`)).toEqual(["Early fob"]);
    expect(await filter('usedBefore: "2000-01-01T00:00:00+02:00"')).toEqual([]);
  });

  it.each<[string, string[]]>([
    [
      "field: NAME",
      ["Anna's phone", "Card of Berta", "Early fob", "Late fob", "Shark", "Spare Smart", "Two of Anna"],
    ],
    [
      "field: NAME, descending: true",
      ["Two of Anna", "Spare Smart", "Shark", "Late fob", "Early fob", "Card of Berta", "Anna's phone"],
    ],
    [
      "field: CREATED_AT",
      ["Anna's phone", "Spare Smart", "Two of Anna", "Shark", "Card of Berta", "Early fob", "Late fob"],
    ],
    [
      "field: CREATED_AT, descending: true",
      ["Late fob", "Early fob", "Card of Berta", "Shark", "Two of Anna", "Spare Smart", "Anna's phone"],
    ],
  ])("are ordered by { %s }", async (order, ordered) => {
    expect(await names(seed, "tokens", `orderBy: { ${order} }`)).toEqual(ordered);
    const walked = await walk(rootList(seed.admin, "tokens", `orderBy: { ${order} }`), 2);
    expect(walked).toEqual(await names(seed, "tokens", `orderBy: { ${order} }`, "id"));
  });

  it("are ordered by last use with those never used first, and last when it is turned round", async () => {
    const ordered = await names(seed, "tokens", "orderBy: { field: LAST_USED_AT }");
    expect(ordered.slice(-2)).toEqual(["Early fob", "Late fob"]);
    expect(ordered).toHaveLength(7);
    const turned = "orderBy: { field: LAST_USED_AT, descending: true }";
    expect(await names(seed, "tokens", turned)).toEqual(ordered.toReversed());
    expect(await walk(rootList(seed.admin, "tokens", turned), 1)).toEqual(
      await names(seed, "tokens", turned, "id"),
    );
  });

  it("of a user are found and ordered in the same ways", async () => {
    const { user } = await seed.admin.query<{ user: { tokens: { totalCount: number; nodes: object[] } } }>(`{
      user(by: { login: "anna" }) {
        tokens(filter: { status: ACTIVE }, orderBy: { field: NAME, descending: true }) { totalCount nodes { name } } } }`);
    expect(user.tokens).toEqual({ totalCount: 2, nodes: [{ name: "Two of Anna" }, { name: "Late fob" }] });
  });

  it("are locked until their lock ends by the clock", async () => {
    world().clock.pass(10 * 60 - 1);
    expect(await filter("locked: true")).toEqual(["Early fob", "Late fob"]);
    world().clock.pass(1);
    expect(await filter("locked: true")).toEqual(["Early fob"]);
    expect(await filter("locked: false, kind: UNIVERSAL")).toEqual(["Late fob"]);
  });
});

onSharedStore("users", (world) => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await world().seed();
    await seed.user("berta@example.org", { firstName: "Berta", lastName: "Bauer-Klein", enabled: false });
    world().clock.pass(1);
    await seed.user("Anna@Example.org", { phoneNumber: "+4915112345678", lastName: "Müller" });
    world().clock.pass(1);
    await seed.user("carl", { email: "charles@mail.example.com" });
    await (await world().seed()).user("stranger", { lastName: "Müller" });
  });

  it.each<[string, string[]]>([
    ["enabled: true", ["Anna@Example.org", "carl"]],
    ["enabled: false", ["berta@example.org"]],
    ['enabled: false, text: "anna"', []],
    ['text: "anna"', ["Anna@Example.org"]],
    ['text: "ANNA@EXAMPLE.ORG"', ["Anna@Example.org"]],
    ['text: "anna@exam"', ["Anna@Example.org"]],
    ['text: "example"', ["Anna@Example.org", "berta@example.org", "carl"]],
    ['text: "example.org"', ["Anna@Example.org", "berta@example.org"]],
    ['text: "charles"', ["carl"]],
    ['text: "+49151"', ["Anna@Example.org"]],
    ['text: "4915112345678"', ["Anna@Example.org"]],
    ['text: "MÜLL"', ["Anna@Example.org"]],
    ['text: "klein berta"', ["berta@example.org"]],
    ['text: "bauer-kl"', ["berta@example.org"]],
    ['text: "lein"', []],
    ['text: "stranger"', []],
    ['text: ""', []],
    ['text: "+ - €"', []],
  ])("are found by { %s }", async (text, found) => {
    expect((await names(seed, "users", `filter: { ${text} }`, "login")).toSorted()).toEqual(found);
  });

  it("are found by what they are called now", async () => {
    await seed.admin.do(
      "userUpdate",
      { user: { login: "carl" }, email: null, firstName: "Carlo" },
      "__typename",
    );
    expect(await names(seed, "users", 'filter: { text: "charles" }', "login")).toEqual([]);
    expect(await names(seed, "users", 'filter: { text: "carlo" }', "login")).toEqual(["carl"]);
  });

  it.each<[string, string[]]>([
    ["field: LOGIN", ["Anna@Example.org", "berta@example.org", "carl"]],
    ["field: LOGIN, descending: true", ["carl", "berta@example.org", "Anna@Example.org"]],
    ["field: CREATED_AT", ["berta@example.org", "Anna@Example.org", "carl"]],
    ["field: CREATED_AT, descending: true", ["carl", "Anna@Example.org", "berta@example.org"]],
  ])("are ordered by { %s }", async (order, ordered) => {
    expect(await names(seed, "users", `orderBy: { ${order} }`, "login")).toEqual(ordered);
  });
});

onSharedStore("resources", (world) => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await world().seed();
    await seed.resource("VPN Vienna");
    world().clock.pass(1);
    await seed.resource("Mail", { enabled: false });
    world().clock.pass(1);
    await seed.resource("VPN-Graz");
    const portal = (name: string, actions: readonly string[]) =>
      seed.admin.do(
        "selfServicePolicySet",
        { resource: { name }, address: `list-${name.toLowerCase()}`, actions },
        "__typename",
      );
    await portal("Mail", ["PASSWORD_CHANGE"]);
    await portal("VPN-Graz", ["TOKEN_PIN_SET", "NAMES_UPDATE"]);
  });

  it.each<[string, string[]]>([
    ['filter: { text: "vpn" }', ["VPN Vienna", "VPN-Graz"]],
    ['filter: { text: "graz" }', ["VPN-Graz"]],
    ['filter: { text: "vpn vie" }', ["VPN Vienna"]],
    ['filter: { text: "none" }', []],
    ["filter: { enabled: false }", ["Mail"]],
    ['filter: { enabled: true, text: "m" }', []],
    ["filter: { selfService: true }", ["Mail", "VPN-Graz"]],
    ["filter: { selfService: false }", ["VPN Vienna"]],
    ['filter: { selfService: true, text: "vpn" }', ["VPN-Graz"]],
    ["filter: { selfServiceAnyOf: [NAMES_UPDATE, TOKEN_ENROL] }", ["VPN-Graz"]],
    ["filter: { selfServiceAnyOf: [NAMES_UPDATE, PASSWORD_CHANGE] }", ["Mail", "VPN-Graz"]],
    ["filter: { selfServiceAnyOf: [] }", []],
    ["orderBy: { field: CREATED_AT }", ["VPN Vienna", "Mail", "VPN-Graz"]],
    ["orderBy: { field: CREATED_AT, descending: true }", ["VPN-Graz", "Mail", "VPN Vienna"]],
    ["filter: { enabled: true }, orderBy: { field: NAME }", ["VPN Vienna", "VPN-Graz"]],
  ])("are found and ordered by %s", async (args, found) => {
    const read = await names(seed, "resources", args);
    // The database decides how a space and a hyphen compare.
    expect(args.includes("NAME") ? read.toSorted() : read).toEqual(found);
  });
});

onSharedStore("channels", (world) => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await world().seed();
    const made = async (input: object, by = seed) => {
      world().clock.pass(1);
      await by.admin.do("channelCreate", input, "__typename");
    };
    await made(channelInput(DRIVERS.vonage, { name: "Vonage Vienna", priority: 200 }));
    await made(channelInput(DRIVERS.smtp, { name: "Mail", enabled: false }));
    await made(channelInput(DRIVERS.smsHttp, { name: "Vonage-Graz", priority: 100 }));
    await made(channelInput(DRIVERS.slack, { name: "Slack", priority: 100 }));
    await made(channelInput(DRIVERS.slack, { name: "Vonage elsewhere" }), await world().seed());
  });

  it.each<[string, string[]]>([
    ['filter: { text: "vonage" }', ["Vonage Vienna", "Vonage-Graz"]],
    ['filter: { text: "GRAZ" }', ["Vonage-Graz"]],
    ['filter: { text: "vienna von" }', ["Vonage Vienna"]],
    ['filter: { text: "onage" }', []],
    ['filter: { text: "%" }', []],
    ["filter: { kind: SMS }", ["Vonage Vienna", "Vonage-Graz"]],
    ["filter: { kind: BOT }", ["Slack"]],
    ["filter: { enabled: false }", ["Mail"]],
    ["filter: { kind: EMAIL, enabled: true }", []],
    ['filter: { kind: SMS, text: "vonage", enabled: true }', ["Vonage Vienna", "Vonage-Graz"]],
    ["filter: { kind: null, text: null, enabled: null }", ["Vonage Vienna", "Mail", "Vonage-Graz", "Slack"]],
    ["orderBy: { field: CREATED_AT, descending: true }", ["Slack", "Vonage-Graz", "Mail", "Vonage Vienna"]],
    ["orderBy: { field: PRIORITY }", ["Mail", "Vonage-Graz", "Slack", "Vonage Vienna"]],
    ["orderBy: { field: PRIORITY, descending: true }", ["Vonage Vienna", "Slack", "Vonage-Graz", "Mail"]],
    ["filter: { kind: SMS }, orderBy: { field: NAME }", ["Vonage Vienna", "Vonage-Graz"]],
  ])("are found and ordered by %s", async (args, found) => {
    const read = await names(seed, "channels", args);
    // The database decides how a space and a hyphen compare.
    expect(args.includes("NAME") ? read.toSorted() : read).toEqual(found);
  });
});

onSharedStore("assignments", (world) => {
  it("are found by token, user and resource, and by something that does not exist not at all", async () => {
    const seed = await world().seed();
    for (const login of ["anna", "berta"]) await seed.user(login);
    for (const name of ["VPN", "Mail"]) await seed.resource(name);
    const link = (device: Device, resource: string) => {
      world().clock.pass(1);
      return seed.link(device.id, resource);
    };
    const [fob, other, free] = [
      await seed.fob({ of: "anna" }),
      await seed.fob({ of: "berta" }),
      await seed.fob(),
    ];
    await link(fob, "VPN");
    await link(fob, "Mail");
    await link(other, "VPN");
    await link(free, "Mail");
    const found = async (filter: string) => {
      const { assignments } = await seed.admin.query<{
        assignments: { nodes: { token: { name: string }; resource: { name: string } }[] };
      }>(`{ assignments(filter: { ${filter} }) { nodes { token { name } resource { name } } } }`);
      return assignments.nodes.map(({ token, resource }) => `${token.name} at ${resource.name}`);
    };
    const [one, two, three, four] = [
      `${fob.name} at VPN`,
      `${fob.name} at Mail`,
      `${other.name} at VPN`,
      `${free.name} at Mail`,
    ];
    expect(await found("")).toEqual([one, two, three, four]);
    expect(await found(`token: { id: "${fob.id}" }`)).toEqual([one, two]);
    expect(await found('user: { login: "Berta" }')).toEqual([three]);
    expect(await found('resource: { name: "Mail" }')).toEqual([two, four]);
    expect(await found('resource: { name: "Mail" }, user: { login: "anna" }')).toEqual([two]);
    expect(await found(`token: { serialNumber: "${other.name}" }, resource: { name: "Mail" }`)).toEqual([]);
    expect(await found('token: { serialNumber: "none" }')).toEqual([]);
    expect(await found('user: { id: "none" }')).toEqual([]);
    expect(await found('resource: { name: "none" }')).toEqual([]);
  });
});
