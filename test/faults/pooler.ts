import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort, unprivileged } from "../support/postgres.js";

/** Where PgBouncer is; undefined where it is not installed. */
export function pgbouncer(): string | undefined {
  const usual = (process.env["PATH"] ?? "").split(path.delimiter).concat("/usr/sbin", "/usr/local/sbin");
  return usual.map((folder) => path.join(folder, "pgbouncer")).find((file) => existsSync(file));
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/**
 * Starts a PgBouncer before a PostgreSQL.
 * @param url a database of that PostgreSQL. @param settings as in its configuration file.
 * @returns the address of the same database through it.
 */
export async function startPooler(
  url: string,
  settings: readonly string[],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-pooler-"));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const users = path.join(folder, "users.txt");
  writeFileSync(users, '"postgres" ""\n');
  const file = path.join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    [
      `[databases]\n* = host=127.0.0.1 port=${new URL(url).port}`,
      `[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nauth_type = trust\nauth_file = ${users}`,
      "unix_socket_dir =",
      ...settings,
    ].join("\n"),
  );
  const pooler = spawn(pgbouncer() ?? "", [file], { ...unprivileged(), stdio: "ignore" });
  for (let attempt = 0; !(await isListening(port)); attempt += 1) {
    if (attempt === 2_000 || pooler.exitCode !== null) throw new Error("PgBouncer did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const through = new URL(url);
  through.port = `${port}`;
  return {
    url: through.href,
    async stop() {
      const ended = new Promise((resolve) => pooler.once("exit", resolve));
      pooler.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
