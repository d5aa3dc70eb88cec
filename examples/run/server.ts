import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { ask, type Access } from "./api.js";
import { Failure } from "./failure.js";

const TOKENPLANE = path.resolve("server/dist/commands/tokenplane.js");

/** A server that runs for an example, with an account of its own. */
export interface OwnServer extends Access {
  /** Ends it. */
  end(): Promise<void>;
}

/**
 * Starts a server on a free port, with an embedded database in a folder, as `npm start` does.
 * @returns it, with the key of a PROVISIONER: that is enough for infrastructure as code.
 */
export async function startServer(folder: string, signal: AbortSignal): Promise<OwnServer> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [TOKENPLANE, "start"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      PORT: "0",
      TOKENPLANE_DATA_DIR: path.join(folder, "data"),
      TOKENPLANE_LOG_FORMAT: "json",
    },
    // A group of its own: Ctrl-C ends it when nothing needs it any more.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  const end = () => {
    child.kill("SIGTERM");
    return ended;
  };
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  let endpoint: string | undefined;
  let adminKey: string | undefined;
  const ready = new Promise<Access>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      endpoint ??= /Tokenplane is ready at (http:\/\/\S+)\/graphql/.exec(line)?.[1];
      const written = /"file":"([^"]+)".*written to a file/.exec(line)?.[1];
      if (written !== undefined) adminKey = /tp_\w+/.exec(readFileSync(written, "utf8"))?.[0];
      if (endpoint !== undefined && adminKey !== undefined) resolve({ endpoint, apiKey: adminKey });
    });
    child.once("close", () => reject(new Failure(`The server did not start: ${complaint.trim()}`)));
    child.once("error", reject);
    signal.addEventListener("abort", () => reject(new Failure("Stopped.")), { once: true });
  });
  try {
    const admin = await ready;
    return { endpoint: admin.endpoint, apiKey: await provisionerKey(admin), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function provisionerKey(admin: Access): Promise<string> {
  const { apiKeyCreate } = await ask<{ apiKeyCreate: { secret: string } }>(
    admin,
    `mutation ($input: ApiKeyCreateInput!) {
      apiKeyCreate(input: $input) { ... on ApiKeyCreatePayload { secret } ... on Error { code message } }
    }`,
    { input: { name: "Example", role: "PROVISIONER" } },
  );
  return apiKeyCreate.secret;
}
