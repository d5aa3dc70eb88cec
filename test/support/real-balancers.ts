import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { adapted, blockBelow } from "./pages.js";
import { freePort } from "./postgres.js";

// HAProxy and nginx, with the configuration that docs/operations.md shows, but for addresses and certificates.

/** Where a program is; undefined where it is not installed. */
export function installed(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).concat("/usr/sbin", "/usr/local/sbin");
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** A balancer in a process of its own. */
export interface RealBalancer {
  readonly url: string;
  /** The output of the process so far. */
  said(): string;
  close(): Promise<void>;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function run(
  port: number,
  folder: string,
  command: string,
  args: readonly string[],
): Promise<RealBalancer> {
  const child: ChildProcess = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const ended = new Promise((resolve) => child.once("close", resolve));
  for (let attempt = 0; !(await isListening(port)); attempt += 1) {
    if (attempt === 2_400 || child.exitCode !== null) throw new Error(`${command} did not start: ${said}`);
    await setTimeout(50);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    async close() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function getAddresses(urls: readonly string[]): Record<string, string> {
  return Object.fromEntries(urls.map((url, index) => [`192.0.2.1${index + 1}:4000`, new URL(url).host]));
}

/** Starts HAProxy. @param urls of two servers. @param others what else is not as the page has it. */
export async function startHaproxy(
  urls: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<RealBalancer> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-haproxy-"));
  const file = path.join(folder, "haproxy.cfg");
  writeFileSync(
    file,
    adapted(blockBelow("docs/operations.md", "### HAProxy", "haproxy"), {
      ...getAddresses(urls),
      ":443 ssl crt /etc/haproxy/mfa.example.org.pem": `127.0.0.1:${port}`,
      ...others,
    }),
  );
  return run(port, folder, installed("haproxy") ?? "", ["-db", "-f", file]);
}

/** Starts nginx. @param urls of two servers. */
export async function startNginx(urls: readonly string[]): Promise<RealBalancer> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-nginx-"));
  const file = path.join(folder, "nginx.conf");
  const page = adapted(blockBelow("docs/operations.md", "### nginx", "nginx"), {
    ...getAddresses(urls),
    "443 ssl": `127.0.0.1:${port}`,
    "  ssl_certificate /etc/nginx/mfa.example.org.crt;\n": "",
    "  ssl_certificate_key /etc/nginx/mfa.example.org.key;\n": "",
  });
  const around = `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
    http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;`;
  writeFileSync(file, `${around}\n${page}\n}\n`);
  return run(port, folder, installed("nginx") ?? "", ["-p", folder, "-c", file]);
}
