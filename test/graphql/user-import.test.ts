import { expect, it } from "vitest";
import { contentsOf } from "../support/contents.js";
import type { Seed } from "../support/seed.js";
import { imported, type Imported } from "../support/upload.js";
import { onBothStores, onEveryStore, type World } from "../support/world.js";

/** The lines and reasons of what was refused. */
function reported({ job, created, refused }: Imported): string[] {
  expect(job.status).toBe("REFUSED");
  expect(created).toBe(0);
  return refused.map(({ line, code, message }) => `${line} ${code}: ${message}`);
}

/** What is in the account, but for its keys' last use and the jobs of its imports. */
async function stateOf(world: World, seed: Seed): Promise<string[]> {
  return (await contentsOf(world, seed.accountId)).filter((row) => !/^(import_jobs|api_keys) /.test(row));
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
         user(by: { login: "bert" }) { events(filter: { text: "bert file" }) { nodes { type summary userLogin } } } }`,
    );
    expect(found).toEqual({ nodes: [{ login: "anna" }] });
    const summary = "User Bert was created from a file.";
    expect(user).toEqual({ events: { nodes: [{ type: "USER_CREATED", summary, userLogin: "Bert" }] } });
  });

  it("tells every bad row, and one of them creates nobody", async () => {
    const seed = await world().seed();
    await seed.user("old");
    const before = await stateOf(world(), seed);
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
      "3 ALREADY_EXISTS: The login is on line 1 of the file, too.",
      "4 VALIDATION_FAILED: The login is missing.",
      "5 VALIDATION_FAILED: The login begins like a formula (= + - @ or a tabulator); spreadsheets would execute it.",
      "6 VALIDATION_FAILED: An e-mail address looks like anna@example.org.",
      "7 VALIDATION_FAILED: A phone number is written with its country code: + and then 7 to 15 digits, nothing else.",
      "8 VALIDATION_FAILED: The firstName begins like a formula (= + - @ or a tabulator); spreadsheets would execute it.",
      "9 VALIDATION_FAILED: The row has 6 cells; there are 5 columns: login, email, phoneNumber, firstName, lastName.",
    ]);
    expect(await stateOf(world(), seed)).toEqual(before);
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

onEveryStore("assignmentImport", (world) => {
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
    const before = await stateOf(world(), seed);
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
    ];
    expect(reported(await imported(seed.admin, "assignmentImport", {}, file.join("\n")))).toEqual([
      "1 ALREADY_EXISTS: The token is linked to this resource already.",
      "2 USER_HAS_TOKEN_AT_RESOURCE: The token's user already has another token at this resource. Unlink that one first.",
      "3 USER_HAS_TOKEN_AT_RESOURCE: The file links two tokens of one user to this resource.",
      "4 USER_HAS_TOKEN_AT_RESOURCE: The file links two tokens of one user to this resource.",
      "5 NOT_FOUND: There is no such resource.",
      "6 NOT_FOUND: There is no such token.",
      "8 ALREADY_EXISTS: The link is on line 7 of the file, too.",
      "9 VALIDATION_FAILED: The serialNumber is missing.",
    ]);
    expect(await stateOf(world(), seed)).toEqual(before);
  });
});
