// @module-tag deep
// A release of the server, installed and run in each way that docs/install.md shows, by the commands that stand there.
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { Api } from "../support/api.js";
import { composeFile } from "./compose.js";
import { containerfile } from "./containerfile.js";
import { firstSignIn, signInAnna } from "../support/first-sign-in.js";
import { Machine, ROOT_FILE_SYSTEM } from "./machine.js";
import { Podman } from "./podman.js";
import { brokenLinksBelow, commandsBelow, ROOT } from "../support/pages.js";
import { endKeptConnections } from "../support/post.js";
import { freePort } from "../support/postgres.js";
import {
  commandHere,
  firstKey,
  releaseServer,
  startInstalled,
  works,
  type Installed,
} from "../support/released.js";
import { makeDatabase } from "../support/world.js";
import { VERSION } from "../../server/version.js";

const PRODUCT = `tokenplane-${VERSION}`;
const X64 = `${PRODUCT}-linux-x64`;
const isX64 = process.platform === "linux" && process.arch === "x64";

const folder = mkdtempSync(path.join(os.tmpdir(), "installed-"));
const made = path.join(folder, "made");
/** Why there is no release; null when there is one. */
let unavailable: string | null = null;
const running = new Set<Installed>();

beforeAll(() => {
  // Servers of other users read what is in it.
  chmodSync(folder, 0o755);
  // Git ignores it: the repository looks clean.
  const left = path.join(ROOT, `deploy/left-by-a-test-${process.pid}.log`);
  writeFileSync(left, "a secret");
  try {
    releaseServer(made);
  } catch (error) {
    if (!/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(String(error))) throw error;
    unavailable = "the npm registry cannot be reached";
  } finally {
    rmSync(left, { force: true });
  }
});
beforeEach(({ skip }) => {
  if (unavailable !== null) skip(unavailable);
});
afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const getCommands = (heading: string) => commandsBelow("docs/install.md", heading);

/** A new folder. @param commands that are found there, and nothing else: each a link in the folder that PATH names. */
function place(name: string, commands: readonly string[]) {
  const cwd = path.join(folder, name);
  const bin = path.join(cwd, ".bin");
  mkdirSync(bin, { recursive: true });
  for (const command of commands) {
    const file = commandHere(command);
    if (file === undefined) throw new Error(`there is no ${command} here`);
    symlinkSync(realpathSync(file), path.join(bin, command));
  }
  return { cwd, PATH: bin };
}

/** Starts a server, which is stopped at the end at the latest. */
async function start(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  uid?: number,
): Promise<Installed> {
  const server = await startInstalled(command, args, {
    cwd,
    environment: { PORT: "0", ...environment },
    ...(uid === undefined ? {} : { uid }),
  });
  running.add(server);
  return server;
}

async function stop(server: Installed): Promise<number | null> {
  running.delete(server);
  return server.stop();
}

/** Whether the pages for people are there: the console, the portal and GraphiQL. */
async function getPages(url: string): Promise<readonly boolean[]> {
  const pages = ["/", "/s/vpn", "/graphql"].map(async (page) => {
    const { status, headers } = await fetch(`${url.replace("127.0.0.1", "localhost")}${page}`, {
      headers: { accept: "text/html" },
    });
    return status === 200 && headers.get("content-type")?.startsWith("text/html") === true;
  });
  return Promise.all(pages);
}

/** Bytes of all files below a folder. */
function getSize(below: string): number {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

const { SIGTERM } = os.constants.signals;

/** Whether a process listens to a signal. */
function listensTo(signal: number, pid: string): boolean {
  const [, mask = "0"] = /^SigCgt:\s+([\da-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

/** Packs this release into a folder as if it were version 9.9.9. */
function packNewer(target: string): void {
  const newer = path.join(folder, "newer");
  cpSync(unpacked("linux-x64"), path.join(newer, "tokenplane-9.9.9-linux-x64"), { recursive: true });
  const packed = path.join(target, "tokenplane-9.9.9-linux-x64.tar.gz");
  execFileSync("tar", ["-czf", packed, "-C", newer, "."]);
}

/** No secret of a service is in its journal, and nobody else reads its files. */
function expectPrivate(machine: Machine): void {
  expect(machine.run("journalctl --unit tokenplane")).not.toMatch(/tp_|invitation#|master-key:/);
  expect(machine.run("ls -A /var/lib/tokenplane").split("\n")).toEqual(["data", ""]);
  expect(machine.run("stat -c %a /var/lib/tokenplane /etc/tokenplane /etc/tokenplane/master-key")).toBe(
    "700\n700\n600\n",
  );
}

/** A wrong setting is reported once, and not tried again and again. Then the setting is removed. */
async function expectRefusedOnce(machine: Machine): Promise<void> {
  machine.run("echo TOKENPLANE_NONSENSE=1 >> /etc/tokenplane/tokenplane.env; systemctl restart tokenplane");
  // Where it is tried again, it is "activating" between two times.
  await expect
    .poll(() => machine.run("systemctl show --property ActiveState --value tokenplane"))
    .toBe("failed\n");
  expect(machine.run("systemctl show --property NRestarts --property ActiveState tokenplane")).toBe(
    "NRestarts=0\nActiveState=failed\n",
  );
  expect(machine.run("journalctl --unit tokenplane")).toContain("There is no setting TOKENPLANE_NONSENSE");
  machine.run("sed -i /NONSENSE/d /etc/tokenplane/tokenplane.env; systemctl reset-failed tokenplane");
}

function unpacked(platform: string): string {
  const target = path.join(folder, `unpacked-${platform}`);
  if (!existsSync(target)) {
    mkdirSync(target);
    execFileSync("tar", ["-xzf", path.join(made, `${PRODUCT}-${platform}.tar.gz`), "-C", target]);
  }
  return path.join(target, `${PRODUCT}-${platform}`);
}

describe("a release of the server", () => {
  it("has checksums, and comes out the same elsewhere and at another time", () => {
    const sums = readFileSync(path.join(made, `${PRODUCT}_SHA256SUMS`), "utf8");
    expect(
      sums
        .trim()
        .split("\n")
        .map((line) => line.split("  ")[1]),
    ).toEqual([`${PRODUCT}-linux-arm64.tar.gz`, `${X64}.tar.gz`, `${PRODUCT}.tgz`]);
    expect(works("sh", "-c", `cd ${made} && sha256sum --check --strict --status ${PRODUCT}_SHA256SUMS`)).toBe(
      true,
    );
    const again = path.join(folder, "again");
    releaseServer(again, { TZ: "Asia/Kolkata", MASK: "077", LANG: "de_DE.UTF-8" });
    expect(readFileSync(path.join(again, `${PRODUCT}_SHA256SUMS`), "utf8")).toBe(sums);
    rmSync(again, { recursive: true });
  });

  it("is not made of a version that the changelog does not name", () => {
    const elsewhere = path.join(folder, "unnamed");
    mkdirSync(path.join(elsewhere, "server"), { recursive: true });
    const manifest = readFileSync("server/package.json", "utf8").replace(`"${VERSION}"`, '"99.0.0"');
    writeFileSync(path.join(elsewhere, "server/package.json"), manifest);
    cpSync("CHANGELOG.md", path.join(elsewhere, "CHANGELOG.md"));
    // As `releaseServer` has bundled it.
    const script = path.resolve("dist/scripts/release-server.mjs");
    const ended = spawnSync(process.execPath, [script, "made"], { cwd: elsewhere, encoding: "utf8" });
    expect([ended.status, ended.stdout, existsSync(path.join(elsewhere, "made"))]).toEqual([1, "", false]);
    expect(ended.stderr).toMatch(
      /^CHANGELOG\.md does not say what is new in 99\.0\.0: "npm run release -- 99\.0\.0" writes it/,
    );
  });

  it("has for arm64 what it has for x64, and native code of that processor", () => {
    const names = (platform: string) => {
      const argon2 = `argon2${platform === "linux-x64" ? "[-.]linux-x64-gnu" : "[-.]linux-arm64-gnu"}`;
      return readdirSync(unpacked(platform), { recursive: true, encoding: "utf8" })
        .map((name) => name.replaceAll(new RegExp(argon2, "g"), "argon2-native"))
        .toSorted();
    };
    expect(names("linux-arm64")).toEqual(names("linux-x64"));
    const AARCH64 = 183;
    for (const file of [
      "lib/node/bin/node",
      "lib/node_modules/@node-rs/argon2-linux-arm64-gnu/argon2.linux-arm64-gnu.node",
    ]) {
      const head = readFileSync(path.join(unpacked("linux-arm64"), file)).subarray(0, 20);
      expect([head.toString("latin1", 1, 4), head.readUInt16LE(18)]).toEqual(["ELF", AARCH64]);
    }
    for (const file of [
      "NOTICES",
      "LICENSE",
      "lib/node/LICENSE",
      "deploy/tokenplane.service",
      ".containerignore",
    ])
      expect(existsSync(path.join(unpacked("linux-arm64"), file)), file).toBe(true);
    const notices = readFileSync(path.join(unpacked("linux-arm64"), "NOTICES"), "utf8");
    for (const name of ["@prisma/client", "graphql", "pino", "react", "@patternfly/react-core"])
      expect(notices).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, "m"));
  });
});

describe("with npm", () => {
  it("is installed without scripts and compilers in 60 MB, and runs", async () => {
    const [block = ""] = getCommands("## With npm");
    const lines = block.trim().split("\n");
    const { cwd, PATH } = place("npm", ["node", "npm", "npx", "sh"]);
    cpSync(path.join(made, `${PRODUCT}.tgz`), path.join(cwd, `${PRODUCT}.tgz`));
    const environment = {
      PATH,
      HOME: os.homedir(),
      TMPDIR: os.tmpdir(),
      npm_config_prefer_offline: "true",
      npm_config_update_notifier: "false",
    };
    execFileSync("/bin/sh", ["-euc", lines.slice(0, -1).join("\n")], {
      cwd,
      env: environment,
      stdio: "pipe",
    });
    const lock = JSON.parse(readFileSync(path.join(cwd, "package-lock.json"), "utf8")) as {
      packages: Record<string, { hasInstallScript?: true; optional?: true }>;
    };
    const packages = Object.entries(lock.packages).filter(([name]) => name !== "");
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
    expect(
      packages
        .filter(([, { optional }]) => optional !== true)
        .map(([name]) => name.replace("node_modules/", ""))
        .toSorted(),
    ).toEqual(["@electric-sql/pglite", "@node-rs/argon2", "tokenplane"]);
    expect(getSize(path.join(cwd, "node_modules"))).toBeLessThan(60_000_000);
    const [command = "", ...args] = lines.at(-1)?.split(" ") ?? [];
    const server = await start(path.join(PATH, command), args, cwd, environment);
    expect(await getPages(server.url)).toEqual([true, true, true]);
    const api = new Api(server.url, await firstKey(path.join(cwd, ".tokenplane/first-access.txt")));
    expect((await firstSignIn(api)).granted).toBe(true);
    expect(server.output()).not.toMatch(/tp_|invitation#/);
    await stop(server);
  });
});

describe.skipIf(!isX64)("the archive for Linux on x64", () => {
  it("has the documentation, the schema and the examples of its version, and the npm package has not", () => {
    const archive = unpacked("linux-x64");
    // Pages of the packages are not ours.
    expect(brokenLinksBelow(archive).filter((fault) => !fault.startsWith("lib/"))).toEqual([]);
    for (const file of ["docs/README.md", "docs/pictures/push.svg", "examples/quick-start/main.tf"])
      expect(existsSync(path.join(archive, file)), file).toBe(true);
    const { stdout } = spawnSync(path.join(archive, "bin/tokenplane"), ["schema"], { encoding: "utf8" });
    expect(readFileSync(path.join(archive, "schema/schema.graphql"), "utf8")).toBe(stdout);
    // Nothing else than what Git tracks, whatever lay in these folders.
    const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0");
    const own = readdirSync(archive, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(archive, path.join(entry.parentPath, entry.name)))
      .filter((name) => !/^(?:bin|lib)\/|^NOTICES$|^\.containerignore$/.test(name));
    expect(own.filter((name) => !tracked.includes(name))).toEqual([]);
    const inPackage = execFileSync("tar", ["-tzf", path.join(made, `${PRODUCT}.tgz`)], { encoding: "utf8" });
    expect(inPackage).not.toMatch(/^package\/(?:docs|examples|provider|schema\/schema)/m);
  });

  it("runs where no Node.js is, and an upgrade beside it goes on with its data after it has drained", async () => {
    const [block = ""] = getCommands("## From the archive");
    const lines = block.trim().split("\n");
    const { cwd, PATH } = place("archive", ["sh", "tar", "gzip", "sha256sum", "dirname", "readlink"]);
    for (const file of [`${X64}.tar.gz`, `${PRODUCT}_SHA256SUMS`])
      cpSync(path.join(made, file), path.join(cwd, file));
    execFileSync("/bin/sh", ["-euc", lines.slice(0, -1).join("\n")], { cwd, env: { PATH }, stdio: "pipe" });
    expect(lines.at(-1)).toBe(`${X64}/bin/tokenplane start`);
    cpSync(path.join(cwd, X64), path.join(cwd, "newer"), { recursive: true });
    const link = path.join(cwd, "current");
    symlinkSync(X64, link);
    const draining = { PATH, TOKENPLANE_DRAIN_SECONDS: "10" };
    const older = await start(`${link}/bin/tokenplane`, ["start"], cwd, draining);
    const key = await firstKey(path.join(cwd, ".tokenplane/first-access.txt"));
    const { granted, code } = await firstSignIn(new Api(older.url, key));
    expect(granted).toBe(true);
    rmSync(link);
    symlinkSync("newer", link);
    const stopping = stop(older);
    await expect.poll(() => older.output()).toContain("draining");
    // It drains: load balancers see that it stops, and everybody is answered.
    expect((await fetch(`${older.url}/health/ready`)).status).toBe(503);
    expect(await new Api(older.url, key).query("{ viewer { account { name } } }")).toBeTruthy();
    expect(await stopping).toBe(0);
    const newer = await start(`${link}/bin/tokenplane`, ["start"], cwd, { PATH });
    expect(readlinkSync(link)).toBe("newer");
    const api = new Api(newer.url, key);
    expect(await api.query("{ users(first: 5) { nodes { login } } }")).toMatchObject({
      users: { nodes: [{ login: "anna" }] },
    });
    expect(await signInAnna(api, code)).toBe(false);
    expect(await stop(newer)).toBe(0);
  });

  it("runs as the steps of the Containerfile put it into an empty folder, with its health check", async () => {
    const { copies, runs, environment, user, volume, health, entrypoint, command } = containerfile();
    const root = path.join(folder, "container");
    for (const { from, to } of copies) {
      const isFolder = to.endsWith("/");
      for (const name of from)
        cpSync(
          path.join(unpacked("linux-x64"), name),
          path.join(root, to, isFolder ? path.basename(name) : ""),
          {
            recursive: true,
          },
        );
    }
    const isRoot = process.getuid?.() === 0;
    mkdirSync(path.join(root, "usr/local/bin"), { recursive: true });
    const within = (text: string) => text.replaceAll(/(^| )(\/(?:opt|usr|var)\/)/g, `$1${root}$2`);
    for (const run of runs)
      execFileSync("/bin/sh", ["-euc", within(isRoot ? run : run.replaceAll(/ -[og] \d+/g, ""))]);
    const state = path.join(root, volume);
    const uid = isRoot ? Number(user.split(":")[0]) : undefined;
    const settings = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value.replace(volume, state)]),
    );
    const port = String(await freePort());
    const env = { PATH: process.env["PATH"] ?? "", ...settings, PORT: port };
    const [program = "", ...args] = [...entrypoint, ...command];
    const server = await start(within(program), args, state, env, uid);
    const isHealthy = () => {
      const [node = "", ...script] = health.map(within);
      return spawnSync(node, script, { env }).status;
    };
    expect(isHealthy()).toBe(0);
    const access = path.join(state, "first-access.txt");
    expect(statSync(access).mode & 0o777).toBe(0o600);
    if (uid !== undefined) expect(statSync(access).uid).toBe(uid);
    expect((await firstSignIn(new Api(`http://127.0.0.1:${port}`, await firstKey(access)))).granted).toBe(
      true,
    );
    expect(await stop(server)).toBe(0);
    expect(isHealthy()).toBe(1);
  });

  it("runs as the Compose file says, with PostgreSQL, and with secrets from files alone", async ({
    skip,
  }) => {
    const compose = composeFile();
    const postgres = inject("postgresUrl");
    if (compose === undefined) return skip("there is no Python with PyYAML");
    if (postgres === undefined) return skip("there is no PostgreSQL");
    const [block = ""] = getCommands("## With Compose and PostgreSQL");
    const archive = path.join(folder, "compose");
    cpSync(unpacked("linux-x64"), archive, { recursive: true });
    execFileSync("/bin/sh", ["-euc", block], { cwd: archive });
    const secrets = path.join(archive, "deploy/secrets");
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    const address = readFileSync(path.join(secrets, "database-url"), "utf8");
    const { password } = new URL(address);
    expect(password).toBe(readFileSync(path.join(secrets, "database-password"), "utf8"));
    expect(password).toMatch(/^[\da-f]{48}$/);
    // What the image of PostgreSQL makes of its settings.
    const { POSTGRES_USER = "", POSTGRES_DB = "" } = compose.services.database.environment;
    expect(address).toContain(`//${POSTGRES_USER}:`);
    expect(new URL(address).pathname).toBe(`/${POSTGRES_DB}`);
    const url = new URL(await makeDatabase());
    const admin = new pg.Client({ connectionString: String(url) });
    await admin.connect();
    await admin.query(`CREATE ROLE ${POSTGRES_USER} LOGIN PASSWORD '${password}'`);
    await admin.query(`ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${POSTGRES_USER}`);
    await admin.end();
    chmodSync(path.join(secrets, "database-url"), 0o600);
    const here = new URL(address);
    here.host = url.host;
    here.pathname = url.pathname;
    execFileSync("/bin/sh", ["-c", `cat > "${secrets}/database-url"`], { input: String(here) });
    const { environment } = compose.services.tokenplane;
    const settings = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value.replace("/run/secrets", secrets)]),
    );
    const PATH = process.env["PATH"] ?? "";
    const server = await start(`${archive}/bin/tokenplane`, ["start"], archive, { PATH, ...settings });
    const key = await firstKey(path.join(archive, ".tokenplane/first-access.txt"));
    expect((await firstSignIn(new Api(server.url, key))).granted).toBe(true);
    expect(server.output()).toContain('"database":"PostgreSQL"');
    expect(server.output()).not.toContain(password);
    expect(await stop(server)).toBe(0);
    const cleaner = new pg.Client({ connectionString: `${postgres}/postgres` });
    await cleaner.connect();
    await cleaner.query(`DROP DATABASE ${url.pathname.slice(1)}`);
    await cleaner.query(`DROP ROLE ${POSTGRES_USER}`);
    await cleaner.end();
  });

  describe("on a machine of its own", () => {
    const system = path.join(folder, "system");
    let missing: string | null = null;
    beforeAll(() => {
      if (unavailable === null) missing = ROOT_FILE_SYSTEM.make(system);
    });
    beforeEach(({ skip }) => {
      if (missing !== null) skip(missing);
    });

    it("is an image that Podman builds and runs, read-only and not as root", async ({ skip }) => {
      if (!Podman.isHere()) skip("there is no Podman that can run containers here");
      const [build = "", run = "", show = ""] = getCommands("## As a container");
      const cwd = path.join(folder, "image");
      mkdirSync(cwd);
      cpSync(path.join(made, `${X64}.tar.gz`), path.join(cwd, `${X64}.tar.gz`));
      const port = await freePort();
      const podman = new Podman(path.join(folder, "podman"), system, port);
      try {
        // The user of the server reads what somebody with a strict umask unpacked.
        podman.shell(`umask 077\n${build.replace("tar -xzf", "tar --no-same-permissions -xzf")}`, cwd);
        podman.shell(run, cwd);
        const url = `http://127.0.0.1:${port}`;
        await expect
          .poll(
            () =>
              fetch(`${url}/health/ready`).then(
                ({ status }) => status,
                () => 0,
              ),
            { timeout: 120_000 },
          )
          .toBe(200);
        const { health, user } = containerfile();
        expect(
          podman.shell(`podman exec tokenplane ${health.join(" ")} && podman exec tokenplane id -u`, cwd),
        ).toBe(`${user.split(":")[0]}\n`);
        expect(() => podman.shell("podman exec tokenplane touch /opt/file", cwd)).toThrow(
          /Read-only file system/,
        );
        expect(podman.shell("podman image inspect tokenplane", cwd)).toContain("/opt/tokenplane/health.mjs");
        const [key = ""] = /tp_\w+/.exec(podman.shell(show, cwd)) ?? [];
        expect((await firstSignIn(new Api(url, key))).granted).toBe(true);
        expect(podman.shell("podman logs tokenplane", cwd)).not.toMatch(/tp_|invitation#/);
        // A container with the same volume goes on. As its first process, the server obeys SIGTERM.
        podman.shell(`podman stop --time 120 tokenplane\npodman rm tokenplane\n${run}`, cwd);
        const first = podman.shell("podman inspect --format '{{.State.Pid}}' tokenplane", cwd).trim();
        await expect.poll(() => listensTo(SIGTERM, first)).toBe(true);
        const before = Date.now();
        podman.shell("podman stop --time 120 tokenplane", cwd);
        expect(Date.now() - before).toBeLessThan(100_000);
      } finally {
        podman.clear();
      }
    });

    it("is a service of systemd that is installed, upgraded, and moved to PostgreSQL", async ({ skip }) => {
      if (!Machine.isHere()) skip("systemd-nspawn cannot start a machine here");
      const [files = "", service = "", first = "", postgresql = "", host = "", restore = ""] = getCommands(
        "## As a service of systemd",
      );
      const [upgrade = ""] = getCommands("## Upgrade");
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const there = (commands: string) => commands.replaceAll("http://127.0.0.1:4000", url);
      cpSync(path.join(made, `${X64}.tar.gz`), path.join(system, "root", `${X64}.tar.gz`));
      packNewer(path.join(system, "root"));
      const machine = await Machine.boot(system);
      try {
        const ready = there(first.split("\n")[0] ?? "");
        machine.run(`mkdir -p /etc/tokenplane && echo PORT=${port} > /etc/tokenplane/tokenplane.env`);
        // As a machine with a strict umask does it: the user of the service reads what root unpacked.
        machine.run(`umask 077\n${files}`);
        // Before the first start.
        const enable = "systemctl enable --now tokenplane";
        machine.run(service.replace(enable, "/opt/tokenplane/deploy/tokenplane-host --version"));
        machine.run(enable);
        const [key = ""] = /tp_\w+/.exec(machine.run(there(first))) ?? [];
        const { granted, code } = await firstSignIn(new Api(url, key));
        expect(granted).toBe(true);
        expectPrivate(machine);
        expect(machine.run(host)).toMatch(/tp_\w+/);
        machine.run(upgrade.replaceAll("NEW", "9.9.9"));
        machine.run(ready);
        expect(
          machine.run("readlink -f /proc/$(systemctl show --property MainPID --value tokenplane)/exe"),
        ).toContain("tokenplane-9.9.9");
        endKeptConnections();
        expect(await signInAnna(new Api(url, key), code)).toBe(false);
        await expectRefusedOnce(machine);
        machine.run(
          "/opt/tokenplane/deploy/tokenplane-host backup tokenplane.backup && mv /var/lib/tokenplane/tokenplane.backup /root && rm -r /var/lib/tokenplane",
        );
        machine.run(`cd /root\n${restore}`);
        machine.run(ready);
        endKeptConnections();
        expect(await signInAnna(new Api(url, key), code)).toBe(false);
        if (inject("postgresUrl") !== undefined) {
          machine.run(postgresql.replace(/'postgresql:[^']+'/, `'${await makeDatabase()}'`));
          machine.run(ready);
          expect(machine.run("journalctl --unit tokenplane")).toContain('"database":"PostgreSQL"');
          expect(machine.run("cat /var/lib/tokenplane/first-access.txt")).toMatch(/tp_\w+/);
        }
        const left = machine.run("systemctl stop tokenplane; systemctl show --property Result tokenplane");
        expect(left).toBe("Result=success\n");
      } finally {
        await machine.halt();
      }
    });
  });
});
