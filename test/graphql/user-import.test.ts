import { expect, it } from "vitest";
import { getContents } from "../support/contents.js";
import { answerer, getChallenge } from "../support/ocra.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding, INSERT_ZOE } from "../support/holding.js";
import type { Api } from "../support/api.js";
import type { Seed } from "../support/seed.js";
import { askForCode, sentToken } from "../support/sent.js";
import { getEnd, imported, type Imported } from "../support/upload.js";
import { onBothStores, onOneStore, onPostgresAlone, type World } from "../support/world.js";

/** Why a number with lost digits is refused. */
const SHORTENED =
  "is a long number that a spreadsheet has shortened, so digits are lost. Import the original file, or open it in the spreadsheet with this column as text.";

/** The lines and reasons of what was refused. */
function reported({ job, created, refused }: Imported): string[] {
  expect(job.status).toBe("REFUSED");
  expect(created).toBe(0);
  return refused.map(({ line, code, message }) => `${line} ${code}: ${message}`);
}

/** What is in the account, but for its keys' last use and the jobs of its imports. */
async function getState(world: World, seed: Seed): Promise<string[]> {
  return (await getContents(world, seed.accountId)).filter((row) => !/^(import_jobs|api_keys) /.test(row));
}

onBothStores("userImport", (world) => {
  it("creates users, each with an event, found by their words, and takes the quota", async () => {
    const seed = await world().seed();
    const file = [
      "login;email;phoneNumber;firstName;lastName",
      "anna;anna@example.com;+4915112345678;Anna;Ärlich",
      'Bert;;;"van ""B""";',
    ];
    const answer = await imported(
      seed.admin,
      "userImport",
      {},
      Buffer.from(`\uFEFF${file.join("\r\n")}`, "utf16le"),
    );
    expect(answer).toMatchObject({ created: 2, job: { kind: "USERS", status: "SUCCEEDED" } });
    const { users, account } = await seed.admin.query<{ users: object; account: object }>(
      `{ users(filter: { enabled: true }) { nodes { login email phoneNumber firstName lastName } } account { plan { users { used } } } }`,
    );
    expect(users).toEqual({
      nodes: [
        {
          login: "anna",
          email: "anna@example.com",
          phoneNumber: "+4915112345678",
          firstName: "Anna",
          lastName: "Ärlich",
        },
        { login: "Bert", email: null, phoneNumber: null, firstName: 'van "B"', lastName: null },
      ],
    });
    expect(account).toEqual({ plan: { users: { used: 2 } } });
    const { found, user } = await seed.admin.query<{ found: object; user: object }>(
      `{ found: users(filter: { text: "ärl" }) { nodes { login } }
         user(by: { login: "bert" }) { events(filter: { text: "bert created" }) { nodes { type summary userLogin } } } }`,
    );
    expect(found).toEqual({ nodes: [{ login: "anna" }] });
    const summary = "User Bert was created from a file.";
    expect(user).toEqual({ events: { nodes: [{ type: "USER_CREATED", summary, userLogin: "Bert" }] } });
  });

  it("writes events that are found as those of other changes are: by the parts of a login, and by nothing else of the person", async () => {
    const seed = await world().seed();
    const person = "karla.quitte@firma.example,karla@mailbox.example,+4915112345679,Karoline,Zwickel";
    await imported(seed.admin, "userImport", {}, person);
    const login = "karla.quitte@firma.example";
    await seed.resource("VPN");
    await seed.resource("Mail");
    const fob = await seed.fob({ of: login, at: ["VPN"] });
    await imported(seed.admin, "assignmentImport", {}, `Mail,${fob.name}`);
    const linked = ["TOKEN_LINKED", "TOKEN_LINKED"];
    const searches: Readonly<Record<string, readonly string[]>> = {
      quitte: [...linked, "USER_CREATED"],
      [login]: [...linked, "USER_CREATED"],
      mailbox: [],
      "4915112345679": [],
      zwickel: [],
    };
    for (const [text, types] of Object.entries(searches)) {
      const { events } = await seed.admin.query<{ events: { nodes: { type: string }[] } }>(
        "query ($text: String!) { events(filter: { text: $text, types: [TOKEN_LINKED, USER_CREATED] }) { nodes { type } } }",
        { text },
      );
      expect(
        events.nodes.map(({ type }) => type),
        text,
      ).toEqual(types);
    }
  });

  it("tells every bad row, and one of them creates nobody", async () => {
    const seed = await world().seed();
    await seed.user("old");
    const before = await getState(world(), seed);
    const file = [
      "good",
      "OLD",
      "Good",
      ",x@example.com",
      "=1+1",
      "carl,no address",
      "dora,,0123",
      'eve,,,"-1"',
      "f,,,,,x",
    ];
    expect(reported(await imported(seed.admin, "userImport", {}, file.join("\n")))).toEqual([
      "2 ALREADY_EXISTS: Another user has this login.",
      "3 ALREADY_EXISTS: Line 1 of the file has the same login.",
      "4 VALIDATION_FAILED: The login is missing.",
      "5 VALIDATION_FAILED: The login begins like a formula (= + - @ or a tab), which spreadsheets would execute. Remove this character.",
      "6 VALIDATION_FAILED: An e-mail address looks like anna@example.org.",
      "7 VALIDATION_FAILED: A phone number is written with its country code: + and then 7 to 15 digits, nothing else.",
      "8 VALIDATION_FAILED: The firstName begins like a formula (= + - @ or a tab), which spreadsheets would execute. Remove this character.",
      "9 VALIDATION_FAILED: The row has 6 cells, but there are only 5 columns: login, email, phoneNumber, firstName, lastName.",
    ]);
    // Each row counts once, also for two reasons.
    const twice = await imported(seed.admin, "userImport", {}, "old\nOLD");
    expect(reported(twice)).toEqual(
      [1, 2].map((line) => `${line} ALREADY_EXISTS: Another user has this login.`),
    );
    expect(twice.job.refusedCount).toBe(2);
    expect(
      reported(await imported(seed.admin, "userImport", {}, "login;phoneNumber\n4,9E+12\nfay;4,91512E+12")),
    ).toEqual([
      `2 VALIDATION_FAILED: The login ${SHORTENED}`,
      `3 VALIDATION_FAILED: The phoneNumber ${SHORTENED}`,
    ]);
    // A header that does not name the login is no user.
    expect(reported(await imported(seed.admin, "userImport", {}, "Email\nanna@example.org"))).toEqual([
      expect.stringContaining("1 VALIDATION_FAILED: This line looks like a header, but has no column login."),
    ]);
    expect(await getState(world(), seed)).toEqual(before);
    await world().operator.do(
      "accountPlanSet",
      { account: seed.accountId, plan: { tokens: 1, users: 2, resources: 1 } },
      "__typename",
    );
    for (const dryRun of [true, false]) {
      expect(reported(await imported(seed.admin, "userImport", { dryRun }, "anna\nbert"))).toEqual([
        expect.stringContaining(
          "null QUOTA_EXCEEDED: The account's service plan has 2 users, of which 1 is free. The file has 2.",
        ),
      ]);
    }
  });
});

onPostgresAlone("userImport beside others", (world) => {
  it("holds up nobody else who creates users of the account, until all of its own are there", async () => {
    const seed = await world().seed();
    // Somebody else is about to take a login of the file.
    const other = await holding(world(), INSERT_ZOE, [seed.accountId]);
    let users: Imported;
    try {
      users = await imported(seed.admin, "userImport", { background: true }, "yves\nzoe");
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      await seed.user("anna");
      expect(await other.waiting()).toBe(1);
      await other.client.query("ROLLBACK");
    } finally {
      await other.letGo();
    }
    expect(await getEnd(seed.admin, users)).toMatchObject({ status: "SUCCEEDED", failure: null });
    expect(await seed.admin.query("{ users { totalCount } account { plan { users { used } } } }")).toEqual({
      users: { totalCount: 3 },
      account: { plan: { users: { used: 3 } } },
    });
  });
});

onOneStore("assignmentImport", (world) => {
  it("links tokens to resources, each with the user that its token has, and each with an event", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail, new");
    const fob = await seed.fob({ of: "anna" });
    const free = await seed.fob();
    const file = `resource,serialNumber\nVPN,${fob.name}\n"Mail, new",${fob.name}\nVPN,${free.name}\n`;
    const answer = await imported(seed.admin, "assignmentImport", {}, file);
    expect(answer).toMatchObject({ created: 3, job: { kind: "ASSIGNMENTS", status: "SUCCEEDED" } });
    expect(await seed.signIn({ login: "anna" }, "Mail, new", fob.code())).toBe(true);
    const { assignments } = await seed.admin.query<{ assignments: object }>(
      "{ assignments { nodes { resource { name } token { name } user { login } } } }",
    );
    const link = (name: string, token: string, login: string | null) => ({
      resource: { name },
      token: { name: token },
      user: login === null ? null : { login },
    });
    expect(assignments).toEqual({
      nodes: [
        link("VPN", fob.name, "anna"),
        link("Mail, new", fob.name, "anna"),
        link("VPN", free.name, null),
      ],
    });
    const { events } = await seed.admin.query<{ events: object }>(
      `{ events(filter: { types: [TOKEN_LINKED], text: "anna vpn" }) { nodes { summary tokenName userLogin resourceName } } }`,
    );
    expect(events).toEqual({
      nodes: [
        {
          summary: `Token ${fob.name} of anna was linked to VPN by a file.`,
          tokenName: fob.name,
          userLogin: "anna",
          resourceName: "VPN",
        },
      ],
    });
    // The link moves with its token, as any other.
    await seed.user("bert");
    const to = { user: { login: "bert" } };
    await seed.admin.do("tokenAssign", { token: { serialNumber: free.name }, to }, "__typename");
    expect(await seed.signIn({ login: "bert" }, "VPN", free.code())).toBe(true);
  });

  it("tells every bad row, and one of them links nothing", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail");
    const [one, two, three] = [
      await seed.fob({ of: "anna", at: ["VPN"] }),
      await seed.fob({ of: "anna" }),
      await seed.fob(),
    ];
    const foreign = await world().seed();
    await foreign.resource("Elsewhere");
    const elsewhere = await foreign.fob();
    const before = await getState(world(), seed);
    const file = [
      `VPN,${one.name}`,
      `VPN,${two.name}`,
      `Mail,${one.name}`,
      `Mail,${two.name}`,
      `Elsewhere,${three.name}`,
      `VPN,${elsewhere.name}`,
      `VPN,${three.name}`,
      `VPN,${three.name}`,
      "VPN",
      'VPN,"2,60012E+12"',
    ];
    expect(reported(await imported(seed.admin, "assignmentImport", {}, file.join("\n")))).toEqual([
      "1 ALREADY_EXISTS: The token is linked to this resource already.",
      "2 USER_HAS_TOKEN_AT_RESOURCE: The token's user already has another token at this resource. Unlink that one first.",
      "3 USER_HAS_TOKEN_AT_RESOURCE: The file links two tokens of one user to this resource.",
      "4 USER_HAS_TOKEN_AT_RESOURCE: The file links two tokens of one user to this resource.",
      "5 NOT_FOUND: There is no such resource.",
      "6 NOT_FOUND: There is no such token.",
      "8 ALREADY_EXISTS: Line 7 of the file has the same link.",
      "9 VALIDATION_FAILED: The serialNumber is missing.",
      `10 VALIDATION_FAILED: The serial number ${SHORTENED}`,
    ]);
    expect(await getState(world(), seed)).toEqual(before);
  });
});

onPostgresAlone("assignmentImport beside others", (world) => {
  /** Imports links of two tokens, and does something with the second one before it is locked. */
  async function linkedMeanwhile(
    seed: Seed,
    importer: Api,
    resource: string,
    change: (token: { id: string }) => Promise<unknown>,
  ) {
    await seed.resource(resource);
    const [first, second] = [await seed.fob(), await seed.fob()];
    const lock = "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE";
    const other = await holding(world(), lock, [first.id]);
    let links: Imported;
    try {
      const file = `${resource},${second.name}\n${resource},${first.name}\n`;
      links = await imported(importer, "assignmentImport", { background: true }, file);
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      // The import has begun to lock its tokens, in the order of their ids, and has not come to this one.
      await change({ id: second.id });
    } finally {
      await other.letGo();
    }
    return { end: await getEnd(seed.admin, links), second };
  }

  it("holds up no sign-in while its links are made; a token that is given to somebody else waits, and its link goes along", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const mail = await seed.resource("Mail");
    for (const login of ["anna", "bert", "carl"]) await seed.user(login);
    const anna = await seed.fob({ of: "anna", at: ["VPN"] });
    const bert = await seed.counterFob({ of: "bert", at: ["VPN"] });
    const carl = await answerer(world(), seed, { of: "carl", at: ["VPN"] });
    // The links refer to their resource, which is the last that the database checks: then all tokens are locked.
    const other = await holding(world(), "SELECT 1 FROM resources WHERE id = ANY($1::uuid[]) FOR UPDATE", [
      mail,
    ]);
    let given: Promise<unknown>;
    let links: Imported;
    try {
      const file = [anna, bert, carl].map(({ name }) => `Mail,${name}`).join("\n");
      links = await imported(seed.admin, "assignmentImport", { background: true }, file);
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      for (let round = 0; round < 3; round += 1) {
        expect(await seed.signIn({ login: "anna" }, "VPN", anna.wrongCode())).toBe(false);
        expect(await seed.signIn({ login: "bert" }, "VPN", bert.press())).toBe(true);
      }
      expect(await seed.signIn({ login: "anna" }, "VPN", anna.code())).toBe(true);
      const { id, question } = await getChallenge(seed.admin, { user: { login: "carl" } }, { at: "VPN" });
      expect(await seed.signIn({ login: "carl" }, "VPN", carl.answer(question), { challenge: id })).toBe(
        true,
      );
      const change = { from: { login: "anna" }, to: { newUser: { login: "dora" } } };
      given = seed.admin.do("tokenAssign", { token: { id: anna.id }, ...change }, "__typename");
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(2);
    } finally {
      await other.letGo();
    }
    expect(await getEnd(seed.admin, links)).toMatchObject({ status: "SUCCEEDED" });
    await given;
    world().clock.pass(30);
    expect(await seed.signIn({ login: "dora" }, "Mail", anna.code())).toBe(true);
  });

  it("holds up no challenge of a fob, for which a code seems to be sent", async () => {
    const seed = await world().seed();
    await sentToken(seed);
    const mail = await seed.resource("Mail");
    await seed.user("bert");
    const fob = await seed.fob({ of: "bert", at: ["VPN"] });
    const other = await holding(world(), "SELECT 1 FROM resources WHERE id = ANY($1::uuid[]) FOR UPDATE", [
      mail,
    ]);
    let links: Imported;
    try {
      links = await imported(seed.admin, "assignmentImport", { background: true }, `Mail,${fob.name}`);
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      expect(await askForCode(seed, { user: { login: "bert" } })).toMatchObject({ kind: "CODE" });
      expect(await other.waiting()).toBe(1);
    } finally {
      await other.letGo();
    }
    expect(await getEnd(seed.admin, links)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("gives a link, and its event, the user whom its token has when it is locked, and leaves administrators to an ADMIN", async () => {
    const seed = await world().seed();
    const provisioner = await seed.key("PROVISIONER");
    await seed.user("bert");
    await seed.invite("ada", "ADMIN");
    const meanwhile = (resource: string, change: (token: { id: string }) => Promise<unknown>) =>
      linkedMeanwhile(seed, provisioner, resource, change);
    for (const [login, isNew] of [
      ["bert", false],
      ["dora", true],
      ["ada", false],
    ] as const) {
      const resource = `For ${login}`;
      const to = isNew ? { newUser: { login } } : { user: { login } };
      const { end, second } = await meanwhile(resource, (token) =>
        seed.admin.do("tokenAssign", { token, to }, "__typename"),
      );
      const { assignments, events } = await seed.admin.query<{
        assignments: { nodes: object[] };
        events: { nodes: object[] };
      }>(
        `query ($resource: ResourceRef!, $token: TokenRef!) {
          assignments(filter: { resource: $resource, token: $token }) { nodes { user { login } } }
          events(filter: { resource: $resource, token: $token, types: [TOKEN_LINKED] }) { nodes { userLogin summary } } }`,
        { resource: { name: resource }, token: { id: second.id } },
      );
      if (login === "ada") {
        const message = "The token belongs to an administrator; only an ADMIN may link it.";
        expect(end).toMatchObject({
          status: "REFUSED",
          refused: [{ line: 1, code: "POLICY_REFUSED", message }],
        });
        expect([assignments.nodes, events.nodes]).toEqual([[], []]);
        continue;
      }
      expect(end, login).toMatchObject({ status: "SUCCEEDED", failure: null });
      expect(assignments.nodes).toEqual([{ user: { login } }]);
      const summary = `Token ${second.name} of ${login} was linked to ${resource} by a file.`;
      expect(events.nodes).toEqual([{ userLogin: login, summary }]);
    }
    const { end } = await meanwhile("Nowhere", (token) =>
      seed.admin.do("tokenDelete", { token }, "__typename"),
    );
    expect(end).toMatchObject({ status: "REFUSED", refused: [{ line: 1, code: "NOT_FOUND" }] });
  });
});
