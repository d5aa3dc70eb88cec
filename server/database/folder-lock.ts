import { makeFolder } from "@tokenplane/files/make-folder";
import { getErrorCode } from "@tokenplane/files/system-error";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, rmdir, stat, statfs, symlink, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StartError, UsageError } from "../start-error.js";

// The lock is a socket on which its holder listens. The operating system closes it when the process ends,
// whatever the reason. So a live holder always answers, and a dead one never does. There are no process ids
// to mistake and no stale lock files to remove, and the lock works between containers that share a volume. It does not
// work between machines: see refuseForeignHolder.

/** The longest path of a Unix socket that all systems accept. */
const LONGEST_SOCKET_PATH = 100;

/** A take-over that has not ended after this time is considered dead, in milliseconds. */
const TAKEOVER_IS_DEAD_AFTER = 30_000;

/** How long a holder may take to identify itself: while it opens a database, it does not answer. */
const HOLDER_ANSWERS_WITHIN = 10_000;

/** Milliseconds that those who are connected have to take their answers when the lock is released. */
const RELEASED_WITHIN = 2_000;

/** The question of a process that only wants to know who the holder is. */
const WHO = "who";

/** Answers a question of another process on this host; it ends the connection. */
export type Answer = (connection: net.Socket) => void;

export interface FolderLock {
  /**
   * Sets the answer to this question for processes of the folder's owner. Others only learn who the holder is.
   */
  answer(question: string, answer: Answer): void;
  release(): Promise<void>;
}

/** The machine that this process runs on. */
export interface Host {
  /** The id that distinguishes this start of the machine from others, the same in all of its containers; null where there is none. */
  bootId(): Promise<string | null>;
  /** Whether other machines may have the same folder. */
  isShared(folder: string): Promise<boolean>;
}

/** File systems that several machines use at once, as `statfs` calls them: NFS, SMB, CIFS, Ceph, AFS, Lustre, GFS2, OCFS2. */
const SHARED = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x00c36400, 0x5346414f, 0x0bd00bd0, 0x01161970, 0x7461636f,
]);

const THIS_HOST: Host = {
  bootId: () =>
    readFile("/proc/sys/kernel/random/boot_id", "utf8").then(
      (id) => id.trim(),
      () => null,
    ),
  isShared: async (folder) => SHARED.has((await statfs(folder)).type),
};

/** The file that says on which machine the holder is. */
function getHostFile(folder: string): string {
  return path.join(folder, "server.host");
}

/**
 * Refuses to take a lock over that a process of another machine may hold: a socket answers on its own machine only. Where only this
 * machine has the folder, and where the holder was on this one, a socket that does not answer is that of a dead process.
 * @throws StartError that says what to do.
 */
async function refuseForeignHolder(folder: string, host: Host): Promise<void> {
  if (!(await host.isShared(folder))) return;
  const before = await readFile(getHostFile(folder), "utf8").catch(() => "");
  if (before !== "" && before === (await host.bootId())) return;
  throw new StartError(
    `The data folder ${folder} is on a file system that several machines can use, and a process on another machine may use it. ` +
      "Make sure that no server runs there, remove server.sock in it, and start again.",
  );
}

/** The path of a folder's socket, for as long as it is needed. */
interface SocketName {
  readonly socket: string;
  forget(): Promise<void>;
}

/**
 * A short enough path of the socket in the folder. Every such path leads to the same socket: processes with
 * another working directory or temporary folder must find the same holder.
 */
async function nameSocket(folder: string): Promise<SocketName> {
  if (process.platform === "win32") {
    const digest = createHash("sha256").update(folder).digest("hex").slice(0, 16);
    return { socket: `\\\\.\\pipe\\tokenplane-${digest}`, forget: async () => {} };
  }
  const inside = path.join(folder, "server.sock");
  if (inside.length <= LONGEST_SOCKET_PATH) return { socket: inside, forget: async () => {} };
  const detour = await mkdtemp(path.join(os.tmpdir(), "tokenplane-"));
  await symlink(folder, path.join(detour, "d"));
  return {
    socket: path.join(detour, "d", "server.sock"),
    forget: () => rm(detour, { recursive: true, force: true }),
  };
}

/** The lock on a folder: a process that connects to it learns which process holds it. */
interface Holding {
  readonly server: net.Server;
  /** Those who are connected now. */
  readonly connections: ReadonlySet<net.Socket>;
}

function listen(socket: string, answers: ReadonlyMap<string, Answer>): Promise<Holding | undefined> {
  return new Promise((resolve, reject) => {
    const connections = new Set<net.Socket>();
    const holder = `process ${process.pid} on ${os.hostname()}, since ${new Date(performance.timeOrigin).toISOString()}`;
    const server = net.createServer((connection) => {
      connections.add(connection);
      connection.on("error", () => {});
      connection.once("close", () => connections.delete(connection));
      // A question is one word, so it never arrives in pieces.
      connection.once("data", (question) => {
        const answer = answers.get(question.toString());
        if (answer === undefined) connection.end(holder);
        else answer(connection);
      });
    });
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(socket, () => {
      server.unref();
      resolve({ server, connections });
    });
  });
}

/** The process that listens on the socket; undefined when none does. */
function getHolder(socket: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = "";
    const connection = net.connect(socket, () => connection.write(WHO));
    connection.setEncoding("utf8");
    connection.setTimeout(HOLDER_ANSWERS_WITHIN, () => {
      connection.destroy();
      resolve("a process that does not answer");
    });
    connection.on("data", (text: string) => {
      output += text;
    });
    connection.on("end", () => resolve(output || "another process"));
    connection.on("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code === "ECONNREFUSED" || error.code === "ENOENT" ? undefined : "another process");
    });
  });
}

/**
 * Removes the socket of a dead holder. Only one process at a time may do that: a slow second one would remove a
 * live socket.
 */
async function removeDead(socket: string): Promise<void> {
  const takeover = `${socket}.takeover`;
  try {
    await mkdir(takeover);
  } catch (error) {
    // Another process does it now, or did so and was killed. Anything else is why this one cannot.
    if (getErrorCode(error) !== "EEXIST") throw error;
    const begun = await stat(takeover).catch(() => undefined);
    if (
      begun !== undefined &&
      performance.timeOrigin + performance.now() - begun.mtimeMs > TAKEOVER_IS_DEAD_AFTER
    ) {
      await rmdir(takeover).catch(() => {});
    }
    await wait(100);
    return;
  }
  try {
    if ((await getHolder(socket)) === undefined) await rm(socket, { force: true });
  } finally {
    await rmdir(takeover).catch(() => {});
  }
}

async function hold(
  folder: string,
  socket: string,
  answers: ReadonlyMap<string, Answer>,
  host: Host,
): Promise<Holding> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const holding = await listen(socket, answers);
    if (holding !== undefined) {
      if (await host.isShared(folder)) await writeFile(getHostFile(folder), (await host.bootId()) ?? "");
      return holding;
    }
    const holder = await getHolder(socket);
    if (holder !== undefined) {
      throw new StartError(`The data folder ${folder} is in use by ${holder}. Stop that process first.`);
    }
    await refuseForeignHolder(folder, host);
    await removeDead(socket);
  }
  throw new StartError(
    `The data folder ${folder} cannot be locked. Remove server.sock.takeover in it, and start again.`,
  );
}

/** The error codes of the system when a disk, or what this user may have of it, is full. */
const NO_ROOM = new Set(["ENOSPC", "EDQUOT"]);

function noRoom(folder: string, error: unknown): StartError {
  return new StartError(
    `There is no room on the disk of the data folder ${folder} (${getErrorCode(error)}). Make room, and start again.`,
    { cause: error },
  );
}

/** An error of the operating system about the data folder, as a StartError. Other errors are returned unchanged. */
export function unusableFolder(folder: string, error: unknown): unknown {
  if (error instanceof StartError || !(error instanceof Error) || !("syscall" in error)) return error;
  if (NO_ROOM.has(getErrorCode(error))) return noRoom(folder, error);
  return new UsageError(
    `The data folder ${folder} cannot be used (${getErrorCode(error)}). Set TOKENPLANE_DATA_DIR to a folder that this user may write to.`,
  );
}

/**
 * Locks a data folder for this process, and creates the folder (mode 0700) if needed.
 * @throws StartError that says who holds the lock, or why the folder cannot be locked.
 */
export async function holdFolder(folder: string, host: Host = THIS_HOST): Promise<FolderLock> {
  try {
    await makeFolder(folder, 0o700);
  } catch (error) {
    if (NO_ROOM.has(getErrorCode(error))) throw noRoom(folder, error);
    const problem =
      getErrorCode(error) === "EEXIST"
        ? "exists and is not a folder"
        : `cannot be created (${getErrorCode(error)})`;
    throw new UsageError(
      `The data folder ${folder} ${problem}. Set TOKENPLANE_DATA_DIR to a folder, or to a path where one can be created.`,
    );
  }
  const { socket, forget } = await nameSocket(folder);
  try {
    const answers = new Map<string, Answer>();
    const { server, connections } = await hold(folder, socket, answers, host);
    return {
      answer: (question, answer) => answers.set(question, answer),
      async release() {
        // A client that asks nothing, or takes no answer, would hold the stop up.
        const late = setTimeout(() => {
          for (const connection of connections) connection.destroy();
        }, RELEASED_WITHIN);
        await new Promise((resolve) => {
          server.close(resolve);
        });
        clearTimeout(late);
        await forget();
      },
    };
  } catch (error) {
    await forget();
    throw unusableFolder(folder, error);
  }
}

/**
 * Connects to the process that holds a folder's lock.
 * @returns the connection on which it answers; undefined when no process holds the lock.
 */
export async function askHolder(folder: string, question: string): Promise<net.Socket | undefined> {
  const { socket, forget } = await nameSocket(folder);
  try {
    return await new Promise((resolve, reject) => {
      const connection = net.connect(socket, () => {
        connection.write(question);
        resolve(connection);
      });
      connection.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(undefined);
        else
          reject(
            new StartError(
              `The process that has locked the data folder ${folder} cannot be reached (${error.code}).`,
            ),
          );
      });
    });
  } finally {
    await forget();
  }
}
