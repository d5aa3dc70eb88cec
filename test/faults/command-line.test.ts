import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isApiKey } from "../../server/access/api-key.js";
import { commandLine } from "../../server/commands/command-line.js";
import { completionTable } from "../../server/commands/completion-table.js";
import { settings } from "../../server/config.js";
import { newMasterKey, parseMasterKeys } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { channelInput, DRIVERS, MARK } from "../support/channels.js";
import { newPlace, type Opened, openHere, stopAll } from "../support/installation.js";
import { prepareFolder } from "../support/prepared.js";
import { runCommand, Workshop, type Ended } from "../support/process.js";
import { makeDatabase, type Store, storesOfTier } from "../support/world.js";
import { someByTier } from "../support/tier.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

/** What a command that did its work printed. */
function printed({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** The one line of a command that refused. */
function refusal({ code, stdout, stderr }: Ended, expected = 1): string {
  expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
  const [line, ...more] = stderr.trimEnd().split("\n");
  expect(more).toEqual([]);
  return line ?? "";
}

describe("a file that cannot be read", () => {
  const missing = path.join(os.tmpdir(), "tokenplane-no-such-file");
  const environment = {
    TOKENPLANE_ENDPOINT: "http://127.0.0.1:65533",
    TOKENPLANE_API_KEY: `tp_${"0".repeat(30)}2C8GjS`,
  };
  const tail = ["events", "tail", "--format", "cef", "--to", "syslog+tls://127.0.0.1:65533"];
  const readable = import.meta.filename;
  /** The arguments of commands that read a file, by the command and its option. */
  const READ: Readonly<Record<string, readonly string[]>> = {
    restore: ["restore", missing],
    "tokens import": ["tokens", "import", missing],
    "users import": ["users", "import", missing],
    "assignments import": ["assignments", "import", missing],
    "events verify --file": ["events", "verify", "--file", missing],
    "events verify --checkpoint": ["events", "verify", "--checkpoint", missing],
    // A file of cursors may be missing. A folder cannot be read.
    "events tail --cursor-file": [...tail, "--cursor-file", os.tmpdir()],
    "events tail --ca-cert-file": [...tail, "--ca-cert-file", missing],
    "events tail --client-cert-file": [...tail, "--client-cert-file", missing, "--client-key-file", readable],
    "events tail --client-key-file": [...tail, "--client-cert-file", readable, "--client-key-file", missing],
  };
  const WRITTEN = ["backup", "schema --out"];
  const SETTINGS = Object.values(settings)
    .map(({ name }) => name)
    .filter((name) => name.endsWith("_FILE") && name !== "TOKENPLANE_FIRST_ACCESS_FILE");
  const sentence = (file: string, code: string) =>
    `${file} cannot be read (${code}). Check the path and the permissions of this file.`;

  it("is tried below with every command that takes a file", () => {
    const files = completionTable(commandLine()).flatMap(({ path: words, argument, options }) => [
      ...(argument?.kind === "file" ? [words] : []),
      ...options.filter(({ value }) => value?.kind === "file").map(({ word }) => `${words} ${word}`),
    ]);
    expect(files.toSorted()).toEqual([...Object.keys(READ), ...WRITTEN].toSorted());
  });

  it.each(someByTier(Object.entries(READ)))(
    "ends a command with exit code 2 and the reason, before it sends a request: %s",
    async (name, args) => {
      const place = { ...environment, TOKENPLANE_DATA_DIR: workshop.dataFolder() };
      const isCursor = name.endsWith("--cursor-file");
      const file = isCursor ? os.tmpdir() : missing;
      const option = /--(?!file|checkpoint).+/.exec(name)?.[0];
      expect(refusal(await runCommand(args, place), 2)).toBe(
        sentence(
          option === undefined ? file : `The file of ${option} (${file})`,
          isCursor ? "EISDIR" : "ENOENT",
        ),
      );
    },
  );

  it.each([
    ["TOKENPLANE_API_KEY_FILE", ["api-key", "list"]],
    ...someByTier(SETTINGS).map((name) => [name, ["start"]] as const),
  ] as const)(
    "ends a command with exit code 2 and the reason, if a setting names it: %s",
    async (name, args) => {
      const place = { TOKENPLANE_DATA_DIR: workshop.dataFolder(), [name]: missing };
      expect(refusal(await runCommand(args, place), 2)).toBe(sentence(`${name} (${missing})`, "ENOENT"));
    },
  );
});

describe("the help", () => {
  it("names every command with a sentence, and which of them want the server", async () => {
    const help = printed(await runCommand(["--help"]));
    for (const name of [
      "start",
      "migrate",
      "master-key",
      "operator-key",
      "backup",
      "restore",
      "api-key",
      "channel",
      "messages",
      "outbox",
      "events",
      "tokens",
      "users",
      "assignments",
      "schema",
    ]) {
      expect(help).toMatch(new RegExp(`^ {2}${name} .*[A-Z]\\w+`, "m"));
    }
    expect(help).toContain(
      "With a running server, over its API:    api-key, channel, messages, outbox, events, tokens, users, assignments",
    );
    expect(help).toContain("TOKENPLANE_ENDPOINT");
    expect(help).not.toContain("undefined");
  });

  it.each([
    ["start", "Run the server."],
    ["migrate", "Migrate the database to this version's data model"],
    ["master-key", "Create or rotate the key"],
    ["master-key new", "Print a new master key."],
    ["master-key rotate", "Encrypt all secrets with the first of the given master keys."],
    ["operator-key", "Create an OPERATOR key"],
    ["backup", "Write a backup of all data into one file"],
    ["restore", "Restore a backup into an empty data folder, or into an empty PostgreSQL database"],
    ["api-key", "Create, list and revoke API keys"],
    ["api-key create", "--role <role>"],
    ["api-key list", "newest first"],
    ["api-key revoke", "its prefix (tp_AbCdE) or its name"],
    ["channel", "Create and change them by the API or Terraform."],
    ["channel list", "in the order in which they are tried"],
    ["channel show", "Secrets are never shown"],
    ["channel delete", "with its secrets"],
    ["channel resume", "to a suspended country again"],
    ["channel test", "without a code"],
    ["messages", "Texts and codes are not kept"],
    ["outbox", "not for production"],
    ["events", "Follow the events, check their log"],
    ["events tail", "the command connects again by itself and misses no event"],
    ["events verify", "no event was edited, reordered, inserted or removed"],
    ["events checkpoint", "Print a checkpoint of the event log"],
    ["events export", "as CSV for spreadsheets"],
    ["tokens", "Import tokens from a file"],
    ["tokens import", "serialNumber,secret"],
    ["users import", "login,email,phoneNumber,firstName,lastName"],
    ["assignments import", "resource,serialNumber"],
    ["schema", "Print the API's GraphQL schema."],
  ])("of %s says what it does and how it is written", { tags: "deep" }, async (command, sentence) => {
    const help = printed(await runCommand([...command.split(" "), "--help"]));
    expect(help).toContain(`Usage: tokenplane ${command}`);
    expect(help.replaceAll(/\s+/g, " ")).toContain(sentence);
  });

  it("of start lists every setting", async () => {
    const help = printed(await runCommand(["start", "--help"]));
    for (const { name, description } of Object.values(settings)) {
      expect(help).toContain(`  ${name}`);
      expect(help).toContain(description);
    }
  });

  it("is pointed to when there is no such command, or a word is missing", async () => {
    const unknown = await runCommand(["begin"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toBe("Unknown command 'begin'. Run it with --help to see its arguments.\n");
    const missing = await runCommand(["api-key", "create", "--name", "gateway"]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("Required option '--role <role>' not specified.");
  });

  it("tells the version", async () => {
    expect(printed(await runCommand(["--version"]))).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("the commands that open nothing", () => {
  it("print the schema as it stands in the repository", async () => {
    const file = path.join(import.meta.dirname, "../../schema/schema.graphql");
    expect(printed(await runCommand(["schema"]))).toBe(readFileSync(file, "utf8"));
  });

  it("print a new master key each time", async () => {
    const keys = [await runCommand(["master-key", "new"]), await runCommand(["master-key", "new"])].map(
      printed,
    );
    for (const key of keys) expect(parseMasterKeys(key, "it")).toHaveLength(1);
    expect(new Set(keys).size).toBe(2);
  });
});

const hasPostgres = inject("postgresUrl") !== undefined;

/** The settings of a new installation. */
async function placeOn(store: Store, prepare = prepareFolder): Promise<Record<string, string>> {
  return store === "PGlite"
    ? { TOKENPLANE_DATA_DIR: prepare(workshop.dataFolder()) }
    : { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
}

describe.each(storesOfTier())("the commands that open the database, on %s", (store) => {
  it("migrate it once, and leave the first key to the start", { tags: "deep" }, async () => {
    const environment = await placeOn(store, (nothing) => nothing);
    // Whoever forgot DATABASE_URL sees that it was another database.
    const place = environment["TOKENPLANE_DATA_DIR"] ?? "PostgreSQL";
    expect(printed(await runCommand(["migrate"], environment)).replace(place, "PLACE")).toMatch(
      /^Applied to the database in PLACE: \d{14}_first(, \d{14}_\w+)*\.\n$/,
    );
    expect(printed(await runCommand(["migrate"], environment))).toBe(
      `The database in ${place} is up to date.\n`,
    );
    const server = await openHere(environment);
    expect(server.firstAdminKey).toSatisfy(isApiKey);
    await server.stop();
  });

  it("make operators' keys, which manage accounts and see nothing inside", { tags: "deep" }, async () => {
    const environment = await placeOn(store);
    const keys = [
      printed(await runCommand(["operator-key"], environment)).trim(),
      printed(await runCommand(["operator-key", "--name", "Deputy"], environment)).trim(),
    ];
    expect(new Set(keys).size).toBe(2);
    const server = await openHere(environment);
    for (const key of keys) {
      const operator = new Api(server.url, key);
      const { accounts } = await operator.query<{ accounts: { nodes: unknown } }>(
        "{ accounts { nodes { name } } }",
      );
      expect(accounts.nodes).toEqual([{ name: "Tokenplane" }]);
      const { errors } = await operator.send("{ users { totalCount } }");
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    }
    await server.stop();
  });

  it("refuse a wrong setting with one line", async () => {
    const environment = { ...(await placeOn(store)), TOKENPLANE_POOL_SIZE: "1" };
    for (const command of [["migrate"], ["operator-key"], ["master-key", "rotate"]]) {
      expect(refusal(await runCommand(command, environment), 2)).toBe(
        "TOKENPLANE_POOL_SIZE must be a whole number from 2 to 500.",
      );
    }
  });
});

describe("the commands for the database of a server", () => {
  it("make none where there is none", async () => {
    const folder = path.dirname(workshop.dataFolder());
    const environment = { TOKENPLANE_DATA_DIR: path.join(folder, "data") };
    for (const command of [
      ["operator-key"],
      ["administrator", "invite", "--login", "ada"],
      ["master-key", "rotate"],
      ["backup", path.join(folder, "kept.backup")],
    ]) {
      expect(refusal(await runCommand(command, environment), 2), command.join(" ")).toBe(
        `There is no database in ${environment.TOKENPLANE_DATA_DIR}. Set DATABASE_URL or TOKENPLANE_DATA_DIR to the value that the server has.`,
      );
      expect(readdirSync(folder)).toEqual([]);
    }
  });
});

describe("the commands that open the database, while a server runs", () => {
  // (That they refuse while the database is in a folder stands in start.test.ts, beside a server that holds one.)
  it.skipIf(!hasPostgres)("work on PostgreSQL", async () => {
    const environment = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
    const server = await openHere(environment);
    for (const command of [["migrate"], ["operator-key"], ["master-key", "rotate"]])
      expect(printed(await runCommand(command, environment))).not.toBe("");
    await server.stop();
  });

  it.skipIf(!hasPostgres)(
    "make an operator's key that lists and revokes the keys of operators",
    { tags: "deep" },
    async () => {
      const environment = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
      const server = await openHere(environment);
      const made = ["operator-key", "--name", "Deputy", "--expires", "2999-01-31T00:00:00Z"];
      const leaked = printed(await runCommand(["operator-key"], environment)).trim();
      const key = printed(await runCommand(made, environment)).trim();
      const asking = { TOKENPLANE_ENDPOINT: server.url, TOKENPLANE_API_KEY: key };
      const listed = printed(await runCommand(["api-key", "list"], asking))
        .trimEnd()
        .split("\n");
      expect(listed).toEqual([
        expect.stringMatching(/^tp_\w{5}…  OPERATOR {7}Deputy {2}\(.*ends 2999-01-31T00:00:00.000Z\)$/),
        `${leaked.slice(0, 8)}…  OPERATOR       Operator  (never used)`,
      ]);
      expect(printed(await runCommand(["api-key", "revoke", "Operator"], asking))).toBe(
        `Revoked Operator (${leaked.slice(0, 8)}…).\n`,
      );
      expect((await new Api(server.url, leaked).send("{ viewer { role } }")).status).toBe(401);
      await server.stop();
    },
  );

  it(
    "say what is wrong in the name or the end of an operator's key, and make none",
    { tags: "deep" },
    async () => {
      const environment = await newPlace(() => workshop.dataFolder());
      await (await openHere(environment)).stop();
      const operatorKey = async (code: number, ...args: string[]) =>
        refusal(await runCommand(["operator-key", ...args], environment), code);
      expect(await operatorKey(2, "--expires", "tomorrow")).toBe(
        "--expires takes a date and time with an offset, as in 2027-01-31T00:00:00Z.",
      );
      expect(await operatorKey(1, "--expires", "2020-01-31T00:00:00Z")).toBe(
        "The key would have expired already; choose a later time.",
      );
      expect(await operatorKey(1, "--name", " ")).toMatch(/^Name /);
    },
  );
});

describe("the commands that ask the running server", () => {
  let server: Opened;
  let environment: { TOKENPLANE_ENDPOINT: string; TOKENPLANE_API_KEY: string };

  beforeAll(async () => {
    server = await openHere(await newPlace(() => workshop.dataFolder()));
    environment = { TOKENPLANE_ENDPOINT: server.url, TOKENPLANE_API_KEY: server.firstAdminKey ?? "" };
    await new Api(server.url, environment.TOKENPLANE_API_KEY).do(
      "resourceCreate",
      { name: "VPN" },
      "__typename",
    );
  });

  const apiKey = (...args: string[]) => runCommand(["api-key", ...args], environment);

  it("make a key, list it, and revoke it by its name", async () => {
    const create = ["create", "--name", "gateway", "--role", "authenticator", "--resource", "VPN"];
    const key = printed(await apiKey(...create, "--expires", "2999-01-31T00:00:00Z")).trim();
    expect(key).toSatisfy(isApiKey);
    const gateway = new Api(server.url, key);
    const { viewer } = await gateway.query<{ viewer: unknown }>("{ viewer { role } }");
    expect(viewer).toEqual({ role: "AUTHENTICATOR" });

    const [first, ...others] = printed(await apiKey("list"))
      .trimEnd()
      .split("\n");
    expect(first).toMatch(
      new RegExp(
        `^${key.slice(0, 8)}…  AUTHENTICATOR  gateway for VPN  \\(.*ends 2999-01-31T00:00:00.000Z\\)$`,
      ),
    );
    expect(others).toHaveLength(1);
    expect(others[0]).toMatch(/^tp_\w{5}…  ADMIN          First administrator  \(last used .*\)$/);

    expect(printed(await apiKey("revoke", "gateway"))).toBe(`Revoked gateway (${key.slice(0, 8)}…).\n`);
    const { status } = await gateway.send("{ viewer { role } }");
    expect(status).toBe(401);
    expect(printed(await apiKey("list"))).toMatch(/gateway for VPN {2}\(revoked 2\d\d\d-/);
  });

  it(
    "revoke a key by how it begins, and by the whole of it without repeating it",
    { tags: "deep" },
    async () => {
      for (const cut of [8, undefined]) {
        const key = printed(await apiKey("create", "--name", "audit", "--role", "AUDITOR")).trim();
        expect(printed(await apiKey("revoke", key.slice(0, cut)))).toBe(
          `Revoked audit (${key.slice(0, 8)}…).\n`,
        );
        const again = refusal(await apiKey("revoke", key));
        expect(again).toBe(
          `There is no valid key with the name or the prefix "${key.slice(0, 8)}…". \`tokenplane api-key list\` shows all keys.`,
        );
      }
    },
  );

  it("take a key that has expired, or whose resource is gone, for what it is", { tags: "deep" }, async () => {
    const admin = new Api(server.url, environment.TOKENPLANE_API_KEY);
    await admin.do("resourceCreate", { name: "Old VPN" }, "__typename");
    const bound = { name: "gate", role: "AUDITOR", resource: { name: "Old VPN" } };
    await admin.do("apiKeyCreate", bound, "__typename");
    await admin.do("resourceDelete", { resource: { name: "Old VPN" } }, "__typename");
    const later = new Date(Date.now() + 600_000).toISOString();
    await admin.do("apiKeyCreate", { name: "ci", role: "AUDITOR", expiresAt: later }, "__typename");
    await admin.do("apiKeyCreate", { name: "ci", role: "HELPDESK" }, "__typename");
    // As if that time had come.
    const expiresAt = new Date().toISOString();
    await server.services.database.script(
      `UPDATE api_keys SET expires_at = '${expiresAt}' WHERE expires_at = '${later}'`,
    );
    const [live, expired, gone] = printed(await apiKey("list")).split("\n");
    expect(live).toMatch(/HELPDESK {7}ci {2}\(never used\)$/);
    expect(expired).toContain(`  ci  (expired ${expiresAt})`);
    expect(gone).toMatch(/ {2}gate for a resource that was deleted {2}\(revoked 2/);
    expect(printed(await apiKey("revoke", "ci", "--including-made"))).toBe(
      `Revoked ci (${live?.slice(0, 8)}…).\n`,
    );
    expect(refusal(await apiKey("revoke", "ci"))).toMatch(/^There is no valid key with the name/);
  });

  it(
    "name the keys that a revoked one made, and revoke them as well when asked",
    { tags: "deep" },
    async () => {
      const admin = printed(await apiKey("create", "--name", "old", "--role", "ADMIN")).trim();
      const made = { ...environment, TOKENPLANE_API_KEY: admin };
      const create = ["api-key", "create", "--name", "next", "--role", "AUDITOR"];
      const next = printed(await runCommand(create, made)).trim();
      const old = admin.slice(0, 8);
      expect(printed(await apiKey("revoke", "old"))).toBe(`Revoked old (${old}…).
Keys that were created with it are still valid (1):
  ${next.slice(0, 8)}…  next
To revoke them as well: tokenplane api-key revoke ${old} --including-made
`);
      expect(printed(await apiKey("revoke", old, "--including-made"))).toBe(
        `Revoked old (${old}…), and 1 more that were created with it.\n`,
      );
      expect((await new Api(server.url, next).send("{ viewer { role } }")).status).toBe(401);
    },
  );

  it("say so when a name stands for several keys, and revoke none of them", { tags: "deep" }, async () => {
    const keys: string[] = [];
    for (const role of ["AUDITOR", "HELPDESK"]) {
      keys.push(printed(await apiKey("create", "--name", "twin", "--role", role)).trim());
    }
    expect(refusal(await apiKey("revoke", "twin"))).toBe(
      '2 keys have the name "twin". Give the prefix of one of them instead.',
    );
    for (const key of keys) {
      const { status } = await new Api(server.url, key).send("{ viewer { role } }");
      expect(status).toBe(200);
    }
  });

  it("list more keys than a page of the API holds", { tags: "deep" }, async () => {
    const admin = new Api(server.url, environment.TOKENPLANE_API_KEY);
    for (let number = 0; number < 101; number += 1) {
      await admin.do("apiKeyCreate", { name: `many ${number}`, role: "AUDITOR" }, "__typename");
    }
    const names = printed(await apiKey("list")).match(/many \d+/g);
    expect(new Set(names).size).toBe(101);
  });

  type Mistake = [string, Record<string, string | undefined>, readonly string[], RegExp, number?];
  const MISTAKES: readonly Mistake[] = [
    [
      "no key",
      { TOKENPLANE_API_KEY: undefined },
      ["list"],
      /^Set TOKENPLANE_API_KEY to an API key of the account\.$/,
      2,
    ],
    [
      "a key that is none",
      { TOKENPLANE_API_KEY: "secret" },
      ["list"],
      /^TOKENPLANE_API_KEY must be one whole API key [^\n]+\.$/,
      2,
    ],
    [
      "a key that nobody made",
      { TOKENPLANE_API_KEY: `tp_${"0".repeat(30)}2C8GjS` },
      ["list"],
      /^There is no such API key\.$/,
    ],
    [
      "no server",
      { TOKENPLANE_ENDPOINT: "http://127.0.0.1:65533" },
      ["create", "--name", "x", "--role", "AUDITOR"],
      /^No server answers at http:\/\/127\.0\.0\.1:65533 \(connect ECONNREFUSED 127\.0\.0\.1:65533\)\. Start the server, or set TOKENPLANE_ENDPOINT to its address\.$/,
      3,
    ],
    [
      "an address that is none",
      { TOKENPLANE_ENDPOINT: "here" },
      ["list"],
      /^TOKENPLANE_ENDPOINT is not an address/,
      2,
    ],
    [
      "a role that is none",
      {},
      ["create", "--name", "x", "--role", "king"],
      /^--role takes ADMIN, PROVISIONER, HELPDESK, AUDITOR or AUTHENTICATOR; "king" is not one of them\.$/,
      2,
    ],
    [
      "a role that is no account's",
      {},
      ["create", "--name", "x", "--role", "OPERATOR"],
      /^--role takes .*; "OPERATOR" is not/,
      2,
    ],
    [
      "a resource that is not there",
      {},
      ["create", "--name", "x", "--role", "AUDITOR", "--resource", "Nowhere"],
      /^--resource: There is no such resource\.$/,
    ],
    [
      "an end that is no time",
      {},
      ["create", "--name", "x", "--role", "AUDITOR", "--expires", "soon"],
      /^--expires takes a date and time/,
      2,
    ],
    [
      "a key that is not there",
      {},
      ["revoke", "nothing"],
      /^There is no valid key with the name or the prefix "nothing"\. `tokenplane api-key list` shows all keys\.$/,
    ],
  ];
  it.each<Mistake>(someByTier(MISTAKES))(
    "refuse with one line: %s",
    async (_name, changed, args, line, code = 1) => {
      const entries = Object.entries({ ...environment, ...changed });
      const given = Object.fromEntries(
        entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      expect(refusal(await runCommand(["api-key", ...args], given), code)).toMatch(line);
    },
  );

  it("list, show, resume and delete channels, and show no secret", { tags: "deep" }, async () => {
    const admin = new Api(server.url, environment.TOKENPLANE_API_KEY);
    const channel = (...args: string[]) => runCommand(["channel", ...args], environment);
    expect(printed(await channel("list"))).toBe("");
    const made = async (input: object) =>
      (await admin.do<{ channel: { id: string } }>("channelCreate", input, "channel { id }")).channel.id;
    const sms = await made(channelInput(DRIVERS.smsHttp, { name: "Gateway", priority: 20, hourlyLimit: 50 }));
    await made(channelInput(DRIVERS.slack, { name: "Chat", priority: 3, enabled: false }));
    expect(printed(await channel("list"))).toBe(
      "BOT    SLACK          3  Chat  (disabled)\nSMS    SMS_HTTP      20  Gateway  (enabled)\n",
    );
    expect(JSON.parse(printed(await channel("list", "--json")))).toMatchObject([
      { name: "Chat" },
      { id: sms },
    ]);
    const shown = printed(await channel("show", "Gateway"));
    expect(printed(await channel("show", sms))).toBe(shown);
    expect(shown).toMatch(
      /^name: +Gateway\nid: +\S+\nkind: +SMS\ndriver: +SMS_HTTP\npriority: +20\nenabled: +true\n/,
    );
    expect(shown).toMatch(
      /^allowedCountries: +DE\nhourlyLimit: +50\nurl: +https:\/\/gateway\.example\.org\/send/m,
    );
    expect(shown).toMatch(/^secretsSet: +KEY TOKEN$/m);
    const json = printed(await channel("show", "Gateway", "--json"));
    expect(JSON.parse(json)).toMatchObject({
      id: sms,
      settings: { smsHttp: { method: "PUT" }, slack: null },
    });
    expect(`${shown}${json}`).not.toContain(MARK);
    expect(printed(await channel("resume", "Gateway", "de"))).toBe("Gateway sends to DE again.\n");
    expect(refusal(await channel("resume", "Gateway", "Germany"))).toMatch(
      /^<country>: A country is written as/,
    );
    expect(refusal(await channel("resume", "none", "DE"))).toBe("There is no such channel.");
    expect(refusal(await channel("show", "none"))).toBe(
      'There is no channel with the name or the id "none". `tokenplane channel list` shows all channels.',
    );
    expect(printed(await channel("delete", "Chat"))).toBe("Deleted Chat.\n");
    expect(JSON.parse(printed(await channel("delete", sms, "--json")))).toEqual({ deletedId: sms });
    expect(refusal(await channel("delete", "Chat"))).toBe("There is no such channel.");
    expect(JSON.parse(printed(await channel("list", "--json")))).toEqual([]);
  });

  it("test a channel, and say by their status what came of it", { tags: "deep" }, async () => {
    const admin = new Api(server.url, environment.TOKENPLANE_API_KEY);
    // It is refused at once: the server of these tests lets channels reach public addresses alone.
    const smtp = { host: "127.0.0.1", port: 1, security: "TLS", from: "codes@example.org" };
    for (const name of ["Mail", "Other mail"]) {
      await admin.do("channelCreate", { name, driver: { smtp } }, "__typename");
    }
    const failure =
      "The mail server's address is not public. Use a public mail server, or let the operator add its network to TOKENPLANE_OUTGOING_ALLOW.";
    const test = (name: string, ...args: string[]) =>
      runCommand(["channel", "test", name, "anna@example.test", ...args], environment);
    expect(refusal(await test("Mail"))).toBe(`The message was not sent (REFUSED): ${failure}`);
    const json = await test("Other mail", "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ state: "REFUSED", failure });
    const messages = (...args: string[]) => runCommand(["messages", ...args], environment);
    expect(printed(await messages("--state", "refused", "--last", "1"))).toContain(failure);
    expect(printed(await messages("--state", "accepted"))).toBe("");
    for (const last of ["abc", "-5", "2.5", "0", ""]) {
      expect(refusal(await messages(`--last=${last}`), 2)).toBe(
        "--last takes a whole number from 1 to 1000000.",
      );
    }
    expect(refusal(await messages("--state", "lost"), 2)).toMatch(/^--state takes pending, .* "lost" is not/);
  });

  it("say so when what answers is no Tokenplane", async () => {
    const other = http.createServer((_request, response) => {
      response.end("<p>Welcome!</p>");
    });
    await new Promise<void>((resolve) => {
      other.listen(0, "127.0.0.1", resolve);
    });
    const address = other.address();
    assert.ok(typeof address === "object" && address !== null);
    const endpoint = `http://127.0.0.1:${address.port}`;
    const refused = await runCommand(["api-key", "list"], { ...environment, TOKENPLANE_ENDPOINT: endpoint });
    other.close();
    expect(refusal(refused, 3)).toBe(
      `The program that answers at ${endpoint} is not a Tokenplane server. Set TOKENPLANE_ENDPOINT to the address of a Tokenplane server.`,
    );
  });
});
