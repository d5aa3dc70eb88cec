// A provider's process from outside, as go-plugin sees it.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { status, type Client } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { selfSignedCertificate } from "../../provider/plugin/certificate.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import type { Type } from "../../provider/plugin/cty/type.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { field, integer, message, string } from "../../provider/plugin/protobuf.js";
import { unaryCalls, type Request } from "../../provider/plugin/tfplugin6.js";
import { EVENTUALLY } from "../support/eventually.js";
import { ask, COOKIE, Plugin } from "../support/plugin.js";
import { byTier } from "../support/tier.js";

const ROOT = path.join(import.meta.dirname, "../..");
const NOTE: Type = ["object", { id: "string", title: "string", text: "string" }];
const FOLDER: Type = ["object", { folder: "string" }];
const nothing = { request: message({}), response: message({}) };
const health = {
  request: message({ service: field(1, string) }),
  response: message({ status: field(1, integer) }),
};

const provider = <Name extends keyof typeof unaryCalls>(
  client: Client,
  name: Name,
  request: Partial<Request<Name>>,
) =>
  ask<unknown, Record<string, never>>(
    client,
    `/tfplugin6.Provider/${name}`,
    // One name leads to one pair of types, which TypeScript does not follow through a union of calls.
    unaryCalls[name] as never,
    request,
  );
const packed = (value: Value, type: Type) => ({ msgpack: encodeValue(value, type), json: Buffer.alloc(0) });
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // One that has ended and that nobody has asked about is there by name only.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("a provider's process", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "plugin-process-"));
  const executable = path.join(folder, "terraform-provider-note");
  const sockets = path.join(folder, "sockets");
  const own = selfSignedCertificate(new Date());
  const secured = { ...COOKIE, PLUGIN_CLIENT_CERT: own.certificate, PLUGIN_UNIX_SOCKET_DIR: sockets };
  const plain = { ...COOKIE, PLUGIN_UNIX_SOCKET_DIR: sockets };
  const started: Plugin[] = [];
  const start = (environment: Readonly<Record<string, string>>) => {
    const plugin = Plugin.start(executable, environment);
    started.push(plugin);
    return plugin;
  };

  beforeAll(() => {
    mkdirSync(sockets);
    const source = path.join(ROOT, "examples/note-provider/provider.ts");
    execFileSync(process.execPath, [path.join(ROOT, "provider/framework/bundle.mjs"), source, executable]);
  });
  afterEach(async () => {
    for (const plugin of started.splice(0)) await plugin.clear();
    // Those that were killed could not.
    for (const left of readdirSync(sockets)) rmSync(path.join(sockets, left), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("serves the core whose certificate it was given, over mutual TLS", async () => {
    const plugin = start({ ...secured, PLUGIN_MULTIPLEX_GRPC: "false" });
    const fields = await plugin.handshake();
    expect(fields.slice(0, 3)).toEqual(["1", "6", "unix"]);
    expect(fields[4]).toBe("grpc");
    expect(fields).toHaveLength(6);
    expect(fields[5]).toMatch(/^[A-Za-z0-9+/]{400,}$/);
    const client = await plugin.connect(own);
    const checked = await ask(client, "/grpc.health.v1.Health/Check", health, { service: "plugin" });
    expect(checked.status).toBe(1);
    const schema = await provider(client, "GetProviderSchema", {});
    expect(schema["provider"]).toMatchObject({ block: { attributes: [{ name: "folder" }] } });
    expect(plugin.output.split("\n")).toHaveLength(2);
  });

  it("refuses who has no certificate, and who has another one", async () => {
    const plugin = start(secured);
    for (const certificate of [undefined, selfSignedCertificate(new Date())]) {
      const client = await plugin.connect(certificate);
      await expect(
        ask(client, "/grpc.health.v1.Health/Check", health, { service: "plugin" }, 3_000),
      ).rejects.toMatchObject({
        code: expect.toBeOneOf([status.UNAVAILABLE, status.DEADLINE_EXCEEDED]) as number,
      });
    }
    const client = await plugin.connect(own);
    expect((await ask(client, "/grpc.health.v1.Health/Check", health, {})).status).toBe(1);
  });

  it.each([{}, { PLUGIN_CLIENT_CERT: "" }])(
    "speaks plain text to a core without a certificate (%j)",
    async (more) => {
      const plugin = start({ ...plain, ...more });
      expect((await plugin.handshake())[5]).toBe("");
      const client = await plugin.connect();
      expect((await ask(client, "/grpc.health.v1.Health/Check", health, {})).status).toBe(1);
    },
  );

  it.each([{}, { TF_PLUGIN_MAGIC_COOKIE: "cookie" }])("is for no one else (%j)", async (environment) => {
    const plugin = start(environment);
    expect(await plugin.ended).toEqual({ code: 1, signal: null });
    expect(plugin.output).toBe("");
    expect(plugin.errors).toContain("This binary is a plugin");
  });

  it("ends at once when a client asks it to, and leaves nothing behind", async () => {
    const plugin = start(secured);
    const client = await plugin.connect(own);
    await ask(client, "/grpc.health.v1.Health/Check", health, {});
    expect(readdirSync(sockets)).toHaveLength(1);
    const asked = performance.now();
    await ask(client, "/plugin.GRPCController/Shutdown", nothing, {});
    expect(await plugin.ended).toEqual({ code: 0, signal: null });
    // A core kills it after two seconds, three times per plan. This is measured where the machine has no other work.
    expect(performance.now() - asked).toBeLessThan(byTier(Infinity, 500));
    expect(readdirSync(sockets)).toEqual([]);
  });

  it("leaves nothing behind after SIGTERM either", async () => {
    const plugin = start(plain);
    await plugin.handshake();
    plugin.child.kill("SIGTERM");
    expect(await plugin.ended).toEqual({ code: 143, signal: null });
    expect(readdirSync(sockets)).toEqual([]);
  });

  it("goes on after Ctrl-C and after StopProvider, which are for the core to decide about", async () => {
    const plugin = start(secured);
    const client = await plugin.connect(own);
    plugin.child.kill("SIGINT");
    expect(await provider(client, "StopProvider", {})).toEqual({ Error: "" });
    plugin.child.kill("SIGINT");
    expect((await ask(client, "/grpc.health.v1.Health/Check", health, {})).status).toBe(1);
  });

  it("ends itself when its core was killed", async () => {
    // A core of three lines, which tells who its plugin is.
    const core = path.join(folder, "core.mjs");
    writeFileSync(
      core,
      `import { spawn } from "node:child_process";
       const plugin = spawn(${JSON.stringify(executable)}, { stdio: ["ignore", "pipe", "ignore"] });
       plugin.stdout.once("data", () => console.log(plugin.pid));`,
    );
    const parent = spawn(process.execPath, [core], {
      env: { PATH: process.env["PATH"], ...plain },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [reported] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(reported.toString("utf8"));
    expect(isAlive(pid)).toBe(true);
    const gone = once(parent, "close");
    parent.kill("SIGKILL");
    await gone;
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { ...EVENTUALLY, interval: 50 });
    expect(readdirSync(sockets)).toEqual([]);
  });

  it("takes and gives messages of ten megabytes", { tags: "deep" }, async () => {
    const plugin = start(secured);
    const client = await plugin.connect(own);
    const notes = path.join(folder, "large");
    await provider(client, "ConfigureProvider", { config: packed({ folder: notes }, FOLDER) });
    const text = "long ".repeat(2_000_000);
    const note = { id: "a.txt", title: "a", text };
    const answer = await provider(client, "ApplyResourceChange", {
      type_name: "note_file",
      prior_state: packed(null, NOTE),
      planned_state: packed(note, NOTE),
      config: packed({ ...note, id: null }, NOTE),
    });
    const { msgpack } = answer["new_state"] as unknown as { readonly msgpack: Buffer };
    expect(decodeValue(msgpack, NOTE)).toEqual(note);
    expect(readFileSync(path.join(notes, "a.txt"), "utf8")).toHaveLength(10_000_000);
  });

  it("does not know what it does not implement", async () => {
    const client = await start(plain).connect();
    for (const unknown of [
      "/tfplugin6.Provider/LockState",
      "/tfplugin6.Provider/GetStates",
      "/plugin.Nobody/Ask",
    ]) {
      await expect(ask(client, unknown, nothing, {})).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
    }
  });

  it("reports a fault without its stack, which is in the log", async () => {
    const plugin = start({ ...plain, TF_LOG: "debug" });
    const client = await plugin.connect();
    // A folder that is a file.
    writeFileSync(path.join(folder, "file"), "");
    await provider(client, "ConfigureProvider", {
      config: packed({ folder: path.join(folder, "file") }, FOLDER),
    });
    const note = { id: null, title: "a", text: "" };
    const answer = await provider(client, "ApplyResourceChange", {
      type_name: "note_file",
      prior_state: packed(null, NOTE),
      planned_state: packed(note, NOTE),
      config: packed(note, NOTE),
    });
    expect(answer["diagnostics"]).toMatchObject([
      {
        severity: 1,
        summary: "Unexpected error in the provider",
        detail: expect.stringContaining("EEXIST") as string,
      },
    ]);
    expect(JSON.stringify(answer["diagnostics"])).not.toMatch(/\bat /);
    await vi.waitFor(() => expect(plugin.errors).toMatch(/"error":"Error: EEXIST[^"]*\\n +at /), EVENTUALLY);
    for (const line of plugin.errors.trim().split("\n")) {
      expect(JSON.parse(line)).toMatchObject({ "@module": "provider.note" });
    }
  });

  it("answers a message that it cannot read, and goes on", async () => {
    const client = await start(plain).connect();
    const garbled = { request: message({ config: field(1, integer) }), response: message({}) };
    await expect(
      ask(
        client,
        "/tfplugin6.Provider/CallFunction",
        { ...garbled, request: message({ name: field(2, string) }) },
        { name: "\u0000".repeat(3) },
      ),
    ).rejects.toMatchObject({ code: expect.any(Number) as number });
    expect((await ask(client, "/grpc.health.v1.Health/Check", health, {})).status).toBe(1);
  });

  it("is where it says", async () => {
    const [, , , address = ""] = await start(plain).handshake();
    expect(path.dirname(path.dirname(address))).toBe(sockets);
    expect(existsSync(address)).toBe(true);
  });
});
