// @module-tag deep
// Server and provider under each version of Node.js that is supported.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { firstSignIn } from "../support/first-sign-in.js";
import { NODE_VERSIONS, getNode } from "./nodes.js";
import { ROOT } from "../support/pages.js";
import { COOKIE, Plugin } from "../support/plugin.js";
import { firstKey, startInstalled } from "../support/released.js";
import { PROVIDER } from "../support/terraform.js";

const OLD = /Node\.js 20 no longer gets security fixes: install Node\.js 24/g;

const folder = mkdtempSync(path.join(os.tmpdir(), "nodes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many threads look up names, read files and hash in a process; undefined where the system does not say. */
function poolThreads(pid: number | undefined): number | undefined {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return undefined;
  const names = readdirSync(tasks).map((id) => readFileSync(`${tasks}/${id}/comm`, "utf8").trim());
  return names.filter((name) => name === "libuv-worker").length;
}

describe.each(NODE_VERSIONS)("Node.js %s", (version) => {
  const found = getNode(version);
  const isOld = version.startsWith("20.");

  it("runs the server: its first start, a sign-in, a page, a restart; and it is reported once if it is too old", async ({
    skip,
  }) => {
    if ("missing" in found) return skip(found.missing);
    const command = path.join(found.folder, "node");
    const args = [path.join(ROOT, "server/tokenplane.mjs"), "start"];
    const data = path.join(folder, version);
    const place = { cwd: folder, environment: { PORT: "0", TOKENPLANE_DATA_DIR: data } };
    const server = await startInstalled(command, args, place);
    try {
      const { granted } = await firstSignIn(
        new Api(server.url, await firstKey(path.join(data, "first-access.txt"))),
      );
      expect(granted).toBe(true);
      const page = await fetch(server.url.replace("127.0.0.1", "localhost"), {
        headers: { accept: "text/html" },
      });
      expect(page.status).toBe(200);
      // Node.js 20 begins them before any module runs, and gives them no names.
      if (!isOld) expect(poolThreads(server.pid)).toBe(process.platform === "linux" ? 16 : undefined);
    } finally {
      expect(await server.stop()).toBe(0);
    }
    expect(server.output().match(OLD) ?? []).toHaveLength(isOld ? 1 : 0);
    expect(server.output()).toContain('"msg":"stopped"');
    expect(server.output()).not.toMatch(/Deprecation|Experimental|"level":50/);
    const again = await startInstalled(command, args, place);
    expect(await again.stop()).toBe(0);
  });

  it("runs the provider: a core gets its handshake, and its log says what is too old", async ({ skip }) => {
    if ("missing" in found) return skip(found.missing);
    const plugin = Plugin.start(PROVIDER, {
      ...COOKIE,
      PATH: `${found.folder}${path.delimiter}${process.env["PATH"] ?? ""}`,
      TF_LOG_PROVIDER: "WARN",
    });
    try {
      const [core, protocol, network] = await plugin.handshake();
      expect([core, protocol, network]).toEqual(["1", "6", "unix"]);
      await plugin.connect();
      expect(plugin.errors.match(OLD) ?? []).toHaveLength(isOld ? 1 : 0);
      expect(plugin.errors).not.toMatch(/Deprecation|Experimental/);
    } finally {
      await plugin.clear();
    }
  });
});
