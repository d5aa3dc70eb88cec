// @module-tag deep
// The commands of the pages, run as they stand there, but for names of files and addresses. Those of the README and the first
// tasks are in readme.test.ts, those of the installation in test/install, and those of the provider in test/provider.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Api } from "../support/api.js";
import { Certificates, hasOpenssl, NO_OPENSSL } from "../support/certificates.js";
import { Collector } from "../support/collector.js";
import { firstSignIn } from "../support/first-sign-in.js";
import { heldDriver, startHeldGateway } from "../support/gateways/held-gateway.js";
import { startMailServer } from "../support/gateways/mail-server.js";
import { adapted, getBlocks, commandsBelow, readPage, ROOT, getSection } from "../support/pages.js";
import { freePort } from "../support/postgres.js";
import { commandHere } from "../support/released.js";
import { SyslogListener } from "../support/syslog-receiver.js";
import { mirrored, PROVIDER } from "../support/terraform.js";
import { Terminal, type Done, type StartedServer } from "./terminal.js";
import { VERSION } from "../../server/version.js";
import { makeDatabase } from "../support/world.js";

function getLines(block: string): string[] {
  return block
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/ +#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** What commands printed that ended well. */
function printed({ code, stdout, stderr }: Done): string {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const PEOPLE = "login,email\nclara,clara@example.org\ndora,dora@example.org\n";
const SEEDS = ["3132333435363738393031323334353637383930", "3132333435363738393031323334353637383931"];
const box = (serials: readonly string[]) =>
  `serialNumber,secret\n${serials.map((serial, index) => `${serial},${SEEDS[index] ?? ""}`).join("\n")}\n`;

describe("the commands of the pages, on the embedded database", () => {
  let terminal: Terminal;
  let server: StartedServer;
  let api: Api;
  beforeAll(async () => {
    terminal = new Terminal();
    terminal.environment = { TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" };
    server = await terminal.server("npx tokenplane start");
    api = new Api(server.url, server.key);
    await firstSignIn(api);
  });
  afterAll(() => terminal.close());

  /** Stops the server, and starts it by other commands. */
  const restart = async (commands?: string) => {
    await server.stop();
    server = await terminal.server(commands);
    api = new Api(server.url, server.key);
  };

  it("of the README's keys make one, list it, and revoke it with those that it made", async () => {
    const [block = ""] = commandsBelow("README.md", "## Keys and roles");
    const [exported = "", create = "", list = "", revoke = "", more = ""] = getLines(block);
    expect(exported).toBe("export TOKENPLANE_API_KEY=…");
    printed(await terminal.run(create));
    expect(printed(await terminal.run(list))).toContain("vpn-gateway");
    printed(await terminal.run(revoke));
    // A key that is revoked already may have made others.
    printed(await terminal.run(more));
  });

  it("of channels list, test, resume and delete them", async () => {
    const mail = await startMailServer({ security: "NONE" });
    const gateway = await startHeldGateway();
    try {
      const { host, port } = mail;
      await api.mutate(
        "channelCreate",
        { name: "Mail", driver: { smtp: { host, port, security: "NONE", from: "codes@example.org" } } },
        "channel { id }",
      );
      for (const name of ["Gateway", "Twilio"])
        await api.mutate(
          "channelCreate",
          { name, driver: heldDriver(gateway), allowedCountries: ["DE"] },
          "channel { id }",
        );
      const [block = ""] = getBlocks(readPage("docs/channels.md"), "bash");
      const said = printed(await terminal.run(block));
      expect(said).toContain("Mail  (enabled)");
      expect(said).toContain("Gateway sends to DE again.");
      expect(said).toContain("Deleted Mail.");
      expect(mail.sent.map(({ to }) => to)).toEqual([["anna@example.org"]]);
      const [sms = ""] = getBlocks(getSection("docs/tasks.md", "## Send codes by SMS"), "sh");
      expect(printed(await terminal.run(sms))).toContain("+49");
    } finally {
      await mail.close();
      await gateway.close();
    }
  });

  it("of imports look at files, import them, and upload one", async () => {
    terminal.write("box.csv", box(["PT-1", "PT-2"]));
    copyFileSync(path.join(ROOT, "test/fixtures/pskc/figure-7.xml"), terminal.file("vendor.xml"));
    terminal.write("people.csv", PEOPLE);
    terminal.write("links.csv", "resource,serialNumber\nVPN,PT-1\n");
    const [block = "", upload = ""] = getBlocks(readPage("docs/imports.md"), "bash");
    const lines = getLines(block);
    const encrypted = lines.findIndex((line) => line.startsWith("gpg -d box.csv.gpg | "));
    expect(encrypted).toBe(lines.length - 1);
    // A key of GnuTLS would need an agent: what it would decrypt comes from a file.
    const decrypted = `cat other.csv | ${lines[encrypted]?.split(" | ")[1] ?? ""}`;
    terminal.write(
      "other.csv",
      "serialNumber,secret,type\nPT-9,3132333435363738393031323334353637383937,TOTP\n",
    );
    const commands = adapted([...lines.slice(0, -1), decrypted].join("\n"), {
      "TOKENPLANE_API_KEY=…": `TOKENPLANE_API_KEY=${server.key}`,
      "npx tokenplane tokens import vendor.xml":
        "TOKENPLANE_PSKC_PASSPHRASE=qwerty npx tokenplane tokens import vendor.xml",
    });
    printed(await terminal.run(commands));
    terminal.write("box.csv", "serialNumber,secret\nPT-8,3132333435363738393031323334353637383938\n");
    const answer = printed(
      await terminal.run(
        `KEY=${server.key}\n${adapted(upload, { "http://127.0.0.1:4000": server.url, "curl ": "curl -s " })}`,
      ),
    );
    expect(JSON.parse(answer)).toMatchObject({ data: { tokenImport: { created: 1, refused: [] } } });
    const { tokens, users, assignments } = await api.query<Record<string, { totalCount: number }>>(
      "{ tokens(first: 1) { totalCount } users(first: 1) { totalCount } assignments(first: 1) { totalCount } }",
    );
    expect([tokens?.totalCount, users?.totalCount, assignments?.totalCount]).toEqual([6, 3, 2]);
  });

  it("of clients print JSON, and complete words in shells", async () => {
    const [json = "", completion = ""] = getBlocks(readPage("docs/clients.md"), "bash");
    terminal.write("users.csv", "login\nemil\n");
    const texts = await Promise.all(getLines(json).map(async (line) => printed(await terminal.run(line))));
    for (const text of texts) expect(() => JSON.parse(text) as unknown).not.toThrow();
    expect(texts[0]).toContain(
      '"role":"ADMIN"'.replace(":", ": ").replace(": ", texts[0]?.includes('": "') ? ": " : ":"),
    );
    mkdirSync(terminal.file(".config/fish/completions"), { recursive: true });
    printed(await terminal.run(`${completion}\ncomplete -p tokenplane`));
    expect(readFileSync(terminal.file(".config/fish/completions/tokenplane.fish"), "utf8")).toContain(
      "complete -c tokenplane",
    );
  });

  it("of events show them as they happen, export them, and check that nobody changed them", async () => {
    const [tails = ""] = commandsBelow("docs/events.md", "## Follow the event feed");
    const { events } = await api.query<{ events: { edges: { cursor: string }[] } }>(
      "{ events(last: 1) { edges { cursor } } }",
    );
    const [locked = "", json = "", ecs = ""] = getLines(tails);
    const follow = async (line: string, pattern: RegExp, happens: () => Promise<unknown>) => {
      const started = terminal.start(line, pattern);
      // A feed that begins now shows only what happens when it has begun.
      const again = setInterval(() => void happens(), 500);
      await started.finally(() => clearInterval(again));
      await (await started).stop();
    };
    let made = 0;
    const denied = () =>
      api.mutate(
        "authenticate",
        { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode: "" },
        "granted",
      );
    const another = () => api.mutate("userCreate", { login: `made-${++made}` }, "user { id }");
    await follow(locked, /anna/, denied);
    await follow(adapted(json, { "…": events.edges[0]?.cursor ?? "" }), /^\{.*"cursor"/m, another);
    await follow(ecs, /"event":\{/, another);

    const [checks = ""] = commandsBelow("docs/events.md", "## Check that nobody changed the log");
    const [checkpoint = "", writes = "", verify = ""] = getLines(checks);
    await expect.poll(async () => (await terminal.run("npx tokenplane events checkpoint")).code).toBe(0);
    printed(await terminal.run(checkpoint));
    await restart(adapted(writes, { "/mnt/worm": terminal.folder }));
    await another();
    expect(printed(await terminal.run(verify))).toMatch(/events/);
    await expect
      .poll(() => readFileSync(terminal.file("checkpoints.jsonl"), "utf8").trim().split("\n").length)
      .toBeGreaterThan(1);

    const [exports = ""] = commandsBelow("docs/events.md", "## Export events");
    printed(await terminal.run(exports));
    for (const kind of ["jsonl", "csv", "cef"])
      expect(readFileSync(terminal.file(`events.${kind}`), "utf8").split("\n").length, kind).toBeGreaterThan(
        5,
      );

    api = new Api(server.url, server.key);
    const { user } = await api.mutate<{ user: { id: string } }>(
      "userCreate",
      { login: "gone" },
      "user { id }",
    );
    await api.mutate("userDelete", { user: { id: user.id } }, "deletedId");
    const [erase = ""] = commandsBelow("docs/events.md", "## Erase a person");
    printed(await terminal.run(adapted(erase, { USER_ID: user.id })));
    expect(printed(await terminal.run("npx tokenplane events export"))).not.toContain('"gone"');
  });

  it.skipIf(!hasOpenssl())(
    `of a SIEM send events by syslog over TLS (skipped when ${NO_OPENSSL})`,
    async () => {
      const certificates = new Certificates();
      const authority = certificates.make("authority");
      const listener = await SyslogListener.open(certificates.make("siem", authority));
      try {
        copyFileSync(authority.certFile, terminal.file("authority.pem"));
        const [block = ""] = commandsBelow("docs/events.md", "## Send events to a SIEM");
        const started = terminal.start(
          `${adapted(block, {
            "siem.example.com:6514": `127.0.0.1:${listener.port}`,
            "/var/lib/tokenplane": terminal.folder,
          }).trimEnd()} & echo begun; wait`,
          /begun/,
        );
        await expect
          .poll(async () => {
            await api.mutate("userCreate", { login: `sent-${Date.now()}` }, "user { id }");
            return listener.messages.length;
          })
          .toBeGreaterThan(0);
        expect(listener.messages[0]).toContain("CEF:0|");
        await (await started).stop();
        expect(existsSync(terminal.file("siem.cursor"))).toBe(true);
      } finally {
        await listener.close();
        certificates.clear();
      }
    },
  );

  it("of Terraform export an account, and take it over", async () => {
    const [core] = inject("cores");
    if (core === undefined) throw new Error("there is no core");
    symlinkSync(path.join(ROOT, "provider"), terminal.file("provider"));
    writeFileSync(terminal.file(".bin/terraform"), `#!/bin/sh\nexec '${core.command}' "$@"\n`, {
      mode: 0o755,
    });
    const before = terminal.environment;
    terminal.environment = {
      ...before,
      ...mirrored(terminal.folder, "tokenplane/tokenplane", VERSION, PROVIDER),
    };
    const [block = ""] = commandsBelow("docs/terraform.md", "## Export an account");
    const { code, stdout, stderr } = await terminal.run(block, "yes\n");
    terminal.environment = before;
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/[1-9]\d* imported, 0 added, 0 changed, 0 destroyed/);
  });

  it("of monitoring turn metrics and traces on", async () => {
    const before = terminal.environment;
    const [metrics = "", ...more] = getBlocks(readPage("docs/monitoring.md"), "bash");
    const [traces = ""] = more;
    expect(more).toHaveLength(1);
    const port = await freePort();
    await restart(adapted(metrics, { 9464: String(port) }));
    const scraped = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(await scraped.text()).toContain("# HELP tokenplane_");
    const collector = await Collector.open();
    try {
      terminal.environment = { ...before, OTEL_BSP_SCHEDULE_DELAY: "100" };
      await restart(adapted(traces, { "http://127.0.0.1:4318": collector.url }));
      await api.query("{ viewer { role } }");
      await expect.poll(() => collector.spans.length).toBeGreaterThan(0);
    } finally {
      terminal.environment = before;
      await restart();
      await collector.close();
    }
    const promtool = commandHere("promtool");
    if (promtool === undefined) return;
    const [yaml = ""] = getBlocks(readPage("docs/monitoring.md"), "yaml");
    terminal.write("prometheus.yml", yaml);
    execFileSync(promtool, ["check", "config", "--syntax-only", terminal.file("prometheus.yml")]);
  });

  it("of backups write one, keep some, restore, and move to PostgreSQL", async ({ skip }) => {
    const [block = ""] = getBlocks(readPage("docs/backup.md"), "bash");
    const [one = "", many = "", restore = ""] = getLines(block);
    printed(await terminal.run(adapted(one, { FILE: "kept.backup" })));
    mkdirSync(terminal.file("backups"));
    printed(await terminal.run(adapted(many, { FOLDER: "backups" })));
    expect(readdirSync(terminal.file("backups"))).toHaveLength(1);
    await server.stop();
    renameSync(terminal.file(".tokenplane"), terminal.file("away"));
    printed(await terminal.run(adapted(restore, { FILE: "kept.backup" })));
    await restart();
    const logins = () =>
      api.query("{ users(first: 100, orderBy: { field: LOGIN, descending: false }) { nodes { login } } }");
    const here = await logins();
    await server.stop();

    if (inject("postgresUrl") === undefined) return skip("there is no PostgreSQL");
    const [move = ""] = commandsBelow("docs/backup.md", "## Move to PostgreSQL");
    await restart(adapted(move, { "postgresql://user:password@host:5432/tokenplane": await makeDatabase() }));
    expect(await logins()).toEqual(here);
  });
});

describe("the quick start of the README", () => {
  it("starts a server and leaves key and link in a file where there is no terminal", async () => {
    const terminal = new Terminal();
    try {
      const [start = ""] = commandsBelow("README.md", "## Quick start");
      // What is installed here is what was built here.
      const server = await terminal.server(adapted(start, { "npm install && ": "" }));
      expect((await firstSignIn(new Api(server.url, server.key))).granted).toBe(true);
      await server.stop();
    } finally {
      await terminal.close();
    }
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("the commands of operations", () => {
  it("begin with PostgreSQL and a master key", async () => {
    const terminal = new Terminal();
    try {
      const [block = ""] = commandsBelow("docs/operations.md", "## PostgreSQL and replicas");
      const [create = "", ...rest] = getLines(block);
      const masterKey = printed(await terminal.run(create)).trim();
      const database = await makeDatabase();
      const server = await terminal.server(
        adapted(rest.join("\n"), {
          "TOKENPLANE_MASTER_KEY=…": `TOKENPLANE_MASTER_KEY=${masterKey}`,
          "postgresql://user:password@host:5432/tokenplane": database,
        }),
      );
      expect((await firstSignIn(new Api(server.url, server.key))).granted).toBe(true);
      const [keys = ""] = commandsBelow("docs/operations.md", "## Operator keys");
      const [make = "", give = "", list = "", revoke = ""] = getLines(keys);
      const settings = { DATABASE_URL: database, TOKENPLANE_MASTER_KEY: masterKey };
      terminal.environment = { ...terminal.environment, ...settings };
      const key = printed(await terminal.run(make)).trim();
      terminal.environment = { TOKENPLANE_ENDPOINT: server.url, TOKENPLANE_API_KEY: key };
      expect(give).toBe("export TOKENPLANE_API_KEY=…");
      expect(printed(await terminal.run(list))).toMatch(
        /^tp_\w{5}…  OPERATOR {7}ada {2}\(.*ends 2099-01-31T/,
      );
      expect(printed(await terminal.run(revoke))).toBe(`Revoked ada (${key.slice(0, 8)}…).\n`);
      await server.stop();
    } finally {
      await terminal.close();
    }
  });
});
