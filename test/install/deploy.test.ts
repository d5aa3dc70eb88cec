// The files that put a release into service: what they promise, without starting any of it. See released.test.ts for that.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documents } from "../../release/documents.js";
import { getFolders, textMember, trackedMembers } from "../../release/members.js";
import { tarball } from "../../release/tar.js";
import { write } from "../../release/target.js";
import { settings } from "../../server/config.js";
import { composeFile } from "./compose.js";
import { containerfile } from "./containerfile.js";
import { brokenLinksBelow, pagesForUsers, readPage, ROOT } from "../support/pages.js";
import { works } from "../support/released.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "deploy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const unit = readFileSync(path.join(ROOT, "deploy/tokenplane.service"), "utf8");

/** The longest stop with the settings' defaults: docs/operations.md says why. */
const LONGEST_STOP =
  Number(settings.drainSeconds.default) + 2 * Number(settings.shutdownSeconds.default) + 10;

describe("the service of systemd", () => {
  it("gives the server time to stop, and hands every secret over as a file", () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(LONGEST_STOP);
    expect(unit).toContain("LoadCredential=master-key:/etc/tokenplane/master-key");
    expect(unit).not.toMatch(/TOKENPLANE_MASTER_KEY=|DATABASE_URL=/);
  });

  it("leaves no core file with its keys after a crash; neither do the other service, a container and Compose", ({
    skip,
  }) => {
    const events = readFileSync(path.join(ROOT, "deploy/tokenplane-events.service"), "utf8");
    for (const one of [unit, events]) expect(one.split("\n")).toContain("LimitCORE=0");
    const runs = readPage("docs/install.md").match(/podman run [^`]*tokenplane/g) ?? [];
    expect(runs).toHaveLength(2);
    for (const run of runs) expect(run).toContain("--ulimit core=0");
    const compose = composeFile();
    if (compose === undefined) return skip("there is no Python with PyYAML");
    expect(compose.services.tokenplane.ulimits).toEqual({ core: 0 });
  });

  it("is understood by systemd, and rated as what docs/install.md says", ({ skip }) => {
    if (!works("systemd-analyze", "security", "--help")) skip("there is no systemd-analyze");
    const file = path.join(folder, "tokenplane.service");
    // The program is not installed here.
    writeFileSync(file, unit.replace("/opt/tokenplane/bin/tokenplane", "/bin/true"));
    const verified = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    expect([verified.status, verified.stderr]).toEqual([0, ""]);
    const rated = spawnSync("systemd-analyze", ["security", "--offline=true", "--threshold=14", file], {
      encoding: "utf8",
    });
    expect(rated.stdout).toMatch(/Overall exposure level for tokenplane\.service: 1\.[0-3] OK/);
    expect(rated.status).toBe(0);
    copyFileSync(path.join(ROOT, "deploy/sysusers.conf"), path.join(folder, "sysusers.conf"));
    expect(works("systemd-sysusers", "--dry-run", path.join(folder, "sysusers.conf"))).toBe(true);
  });
});

describe("the service that sends events", () => {
  const events = readFileSync(path.join(ROOT, "deploy/tokenplane-events.service"), "utf8");

  it("is started again however often it ends, and has its key as a file that no other program reads", () => {
    for (const line of ["StartLimitIntervalSec=0", "Restart=always", "RestartSec=5"])
      expect(events.split("\n")).toContain(line);
    expect(events).toContain("LoadCredential=api-key:/etc/tokenplane/events-api-key\n");
    expect(events).toContain("TOKENPLANE_API_KEY_FILE=%d/api-key\n");
    expect(events).not.toMatch(/TOKENPLANE_API_KEY=/);
    const names = trackedMembers(path.join(ROOT, "deploy"), "deploy").map(({ name }) => name);
    expect(names).toContain("deploy/tokenplane-events.service");
  });

  it("is understood by systemd, and as closed as the server's", ({ skip }) => {
    if (!works("systemd-analyze", "security", "--help")) skip("there is no systemd-analyze");
    const file = path.join(folder, "tokenplane-events.service");
    writeFileSync(file, events.replace("/opt/tokenplane/bin/tokenplane", "/bin/true"));
    const verified = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    expect([verified.status, verified.stderr]).toEqual([0, ""]);
    const rated = spawnSync("systemd-analyze", ["security", "--offline=true", "--threshold=14", file], {
      encoding: "utf8",
    });
    expect(rated.status).toBe(0);
  });
});

describe("a command on the host", () => {
  const bin = path.join(folder, "bin");
  beforeAll(() => {
    mkdirSync(bin);
    writeFileSync(path.join(bin, "systemd-run"), `#!/bin/sh\nprintf '%s\\n' "$@"\n`, { mode: 0o755 });
  });
  const host = (...command: readonly string[]) =>
    execFileSync(path.join(ROOT, "deploy/tokenplane-host"), command, {
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env["PATH"]}` },
    });

  it("is run by systemd as the service runs, in the same folder, which is made if it is not there yet", () => {
    const said = host("restore", "my file.backup");
    const same = [
      "User",
      "Group",
      "UMask",
      "LimitCORE",
      "StateDirectory",
      "StateDirectoryMode",
      "LoadCredential",
    ];
    for (const name of same) {
      const [line] = new RegExp(`^${name}=.+$`, "m").exec(unit) ?? [];
      expect(said).toContain(`--property=${line}\n`);
    }
    expect(said).toContain("--property=WorkingDirectory=/var/lib/tokenplane\n");
    expect(said).toMatch(/\ntokenplane\nrestore\nmy file\.backup\n$/);
  });

  it("is called in the journal what it is, without its arguments: an address, a login", () => {
    expect(host("restore", "my file.backup")).toContain("--description=Tokenplane: a command on the host\n");
  });
});

describe("the documentation in an archive", () => {
  it("is whole without the repository: every link leads somewhere, and what only the repository uses is not there", () => {
    const archive = path.join(folder, "archive");
    for (const { name, bytes } of documents()) {
      mkdirSync(path.dirname(path.join(archive, name)), { recursive: true });
      writeFileSync(path.join(archive, name), bytes);
    }
    expect(brokenLinksBelow(archive)).toEqual([]);
    const names = readdirSync(archive, { recursive: true, encoding: "utf8" });
    for (const page of pagesForUsers()) expect(names).toContain(page);
    expect(names.filter((name) => /node_modules|\.terraform|examples\/run/.test(name))).toEqual([]);
  });
});

describe("an archive", () => {
  // So long that the name of its folder does not fit into the first field of a header.
  const long = `${"a".repeat(60)}/${"b".repeat(60)}`;
  const members = [
    textMember("product/bin/run", "#!/bin/sh\n", true),
    textMember("product/lib/a.txt", "a"),
    textMember(`product/lib/${long}/c.txt`, "c"),
    textMember("product/lib-b.txt", "b"),
  ];
  const archive = () => tarball(members, getFolders(members));

  it("has each folder once, and everybody may enter what root unpacks, whatever the umask is", () => {
    const file = path.join(folder, "product.tar.gz");
    writeFileSync(file, archive());
    const unpacked = path.join(folder, "strict");
    mkdirSync(unpacked);
    // Permissions as in the archive (-p), which is what root has without asking.
    execFileSync("/bin/sh", ["-euc", `umask 077; tar -xpzf ${file} -C ${unpacked} --no-same-owner`]);
    const found = readdirSync(unpacked, { recursive: true, encoding: "utf8" }).toSorted();
    const modes = found.map((name) => (statSync(path.join(unpacked, name)).mode & 0o777).toString(8));
    expect(found.map((name, at) => `${modes[at]} ${name}`)).toEqual([
      "755 product",
      "755 product/bin",
      "755 product/bin/run",
      "755 product/lib",
      "644 product/lib-b.txt",
      "644 product/lib/a.txt",
      `755 product/lib/${"a".repeat(60)}`,
      `755 product/lib/${long}`,
      `644 product/lib/${long}/c.txt`,
    ]);
    const listed = execFileSync("tar", ["-tzf", file], { encoding: "utf8" }).trim().split("\n");
    expect(listed.filter((name) => name.endsWith("/"))).toEqual(getFolders(members).toSorted());
    expect(listed).toEqual([...new Set(listed)]);
  });

  it("is the same, byte for byte, however its members come", () => {
    expect(tarball(members.toReversed(), getFolders(members).toReversed())).toEqual(archive());
  });
});

describe("a file of a release", () => {
  it("can be read by everybody, below folders that everybody may enter, whatever the umask is", () => {
    const target = path.join(folder, "release");
    // As a strict umask makes it.
    mkdirSync(path.join(target, "mirror/linux"), { recursive: true, mode: 0o700 });
    write(target, "mirror/linux/provider.zip", "");
    const modes = ["mirror", "mirror/linux", "mirror/linux/provider.zip"].map((name) =>
      (statSync(path.join(target, name)).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(["755", "755", "644"]);
  });
});

describe("what a release has from folders of the repository", () => {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", repository, ...args], { stdio: "pipe" });
  const repository = path.join(folder, "repository");
  const example = path.join(repository, "examples/my team");

  it("is what Git tracks, and nothing that somebody's work left there", () => {
    mkdirSync(example, { recursive: true });
    git("init", "--quiet");
    for (const name of ["main.tf", "über.csv", ".gitignore"])
      writeFileSync(path.join(example, name), "*.tfstate");
    git("add", ".");
    for (const left of [
      "terraform.team.tfstate",
      "terraform.tfstate.backup",
      "secret.auto.tfvars",
      "cdktf.log",
      ".env",
    ])
      writeFileSync(path.join(example, left), "a secret");
    const names = trackedMembers(path.join(repository, "examples"), "examples").map(({ name }) => name);
    expect(names.toSorted()).toEqual([
      "examples/my team/.gitignore",
      "examples/my team/main.tf",
      "examples/my team/über.csv",
    ]);
  });

  it("is nothing outside of a checkout: a release says so", () => {
    const unpacked = path.join(folder, "unpacked");
    mkdirSync(unpacked);
    expect(() => trackedMembers(unpacked, "docs")).toThrow(
      /^A release has only files that Git tracks, and Git does not list those in .+unpacked\. Make the release in a checkout/,
    );
  });

  it("does not depend on what lies in the folders of the examples", () => {
    // Git ignores it: the repository looks clean.
    const left = path.join(ROOT, `examples/quick-start/left-by-a-test-${process.pid}.log`);
    writeFileSync(left, "a secret");
    try {
      expect(documents().filter(({ name }) => name.endsWith(path.basename(left)))).toEqual([]);
    } finally {
      rmSync(left, { force: true });
    }
  });
});

describe("the image", () => {
  it("does not run as root, writes to its volume alone, and is asked whether it is ready", () => {
    const { copies, environment, volume, user, health, entrypoint, command } = containerfile();
    // Its user reads what somebody else unpacked, with any umask.
    for (const { from, mode } of copies) expect([from, mode]).toEqual([from, "0755"]);
    expect(user).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    for (const name of [settings.dataDir.name, settings.firstAccessFile.name])
      expect(environment[name]?.startsWith(`${volume}/`), name).toBe(true);
    expect([...entrypoint, ...command]).toEqual(["/opt/tokenplane/bin/tokenplane", "start"]);
    const [run = ""] = /^podman run --detach (?:.*\\\n)*.*$/m.exec(readPage("docs/install.md")) ?? [];
    expect(Number(/--stop-timeout (\d+)/.exec(run)?.[1])).toBeGreaterThan(LONGEST_STOP);
    expect(run).toContain("--restart on-failure");
    expect(health.at(-1)).toBe("/opt/tokenplane/health.mjs");
  });

  it.for([
    ["", "127.0.0.1"],
    ["0.0.0.0", "0.0.0.0"],
    ["127.0.0.2", "127.0.0.2"],
    ["::1", "::1"],
  ])("is asked where the server listens, with HOST=%s", async ([HOST, listens], { skip }) => {
    const server = createServer((request, response) =>
      response.writeHead(request.url === "/health/ready" ? 200 : 404).end(),
    );
    const port = await new Promise<number | null>((resolve) => {
      server
        .once("error", () => resolve(null))
        .listen(0, listens, () => {
          const address = server.address();
          resolve(typeof address === "object" && address !== null ? address.port : null);
        });
    });
    if (port === null) return skip("this machine has no such address");
    const ask = (PORT: number) =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, [path.join(ROOT, "deploy/health.mjs")], {
          env: { HOST, PORT: `${PORT}` },
          stdio: "ignore",
        }).once("close", resolve);
      });
    expect(await ask(port)).toBe(0);
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(port)).toBe(1);
  });
});

describe("the Compose file", () => {
  it("has secrets as files alone, and starts the server when PostgreSQL is healthy", ({ skip }) => {
    const compose = composeFile();
    if (compose === undefined) return skip("there is no Python with PyYAML");
    const { tokenplane, database } = compose.services;
    for (const service of [tokenplane, database]) {
      const files = Object.entries(service.environment).filter(([, value]) =>
        value.startsWith("/run/secrets/"),
      );
      expect(files.map(([, value]) => path.basename(value)).sort()).toEqual(service.secrets.toSorted());
      for (const [name] of files) expect(name).toMatch(/_FILE$/);
    }
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`secrets/${name}`);
    expect(tokenplane.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(tokenplane.healthcheck.test).toEqual(["CMD", ...containerfile().health]);
    expect(tokenplane).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      ports: ["127.0.0.1:4000:4000"],
      volumes: [`state:${containerfile().volume}`],
    });
    expect(parseInt(tokenplane.stop_grace_period, 10)).toBeGreaterThan(LONGEST_STOP);
  });
});
