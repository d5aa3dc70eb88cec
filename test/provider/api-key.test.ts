import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Attributes } from "../../provider/framework/attributes.js";
import { objectType } from "../../provider/framework/block.js";
import { encodeValue } from "../../provider/plugin/cty/msgpack.js";
import { message } from "../../provider/plugin/protobuf.js";
import { unaryCalls } from "../../provider/plugin/tfplugin6.js";
import { provider } from "../../provider/provider.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { ask, COOKIE, Plugin } from "../support/plugin.js";
import type { Seed } from "../support/seed.js";
import { AttachedProvider, coresHere, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

interface Key {
  readonly name: string;
  readonly role: string;
  readonly revokedAt: string | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

/** The process of the provider, as a core sees it that gives up a run. */
describe("a key of a run that does not come to its end", () => {
  let world: World;
  const home = mkdtempSync(path.join(os.tmpdir(), "api-key-"));
  const slow = path.join(home, "slow.cjs");
  /**
   * The environment of a provider whose limits of time are all forty times as long. A core kills a provider after two seconds, so
   * that the revocation gets 1.5 of them: on a machine with other work, that may be too little.
   */
  const unhurried = { NODE_OPTIONS: `--require=${slow}` };
  beforeAll(async () => {
    writeFileSync(
      slow,
      "const { timeout } = AbortSignal; AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms * 40);",
    );
    world = await openWorld(storeHere());
  });
  afterAll(async () => {
    rmSync(home, { recursive: true, force: true });
    await world.end();
  });

  /** A block in which nothing is written but this. */
  const block = (attributes: Attributes, fields: Fields) => {
    const none = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
    return { msgpack: encodeValue({ ...none, ...fields }, objectType(attributes)), json: Buffer.alloc(0) };
  };

  /** Opens a key by a provider's process, as a run does. @returns what says of each key of a run whether it is revoked. */
  async function openedBy(core: Client, { admin }: Seed) {
    const { ConfigureProvider, OpenEphemeralResource } = unaryCalls;
    const service = "/tfplugin6.Provider";
    await ask(core, `${service}/ConfigureProvider`, ConfigureProvider as never, {
      config: block(provider.attributes, {}),
    });
    await ask(core, `${service}/OpenEphemeralResource`, OpenEphemeralResource as never, {
      type_name: "tokenplane_api_key",
      config: block(provider.ephemeralResources["api_key"]?.attributes ?? {}, { role: "PROVISIONER" }),
    });
    return async () => {
      const { apiKeys } = await admin.query<{ apiKeys: { nodes: Key[] } }>(
        "{ apiKeys(first: 20) { nodes { name role revokedAt expiresAt lastUsedAt } } }",
      );
      return apiKeys.nodes.filter(({ name }) => name === "Terraform").map((key) => key.revokedAt !== null);
    };
  }

  it.each([
    ["failed", false],
    ["was interrupted", true],
  ])("is revoked when the core ends the provider after a run that %s", async (_how, isInterrupted) => {
    const seed = await world.seed();
    const plugin = Plugin.start(PROVIDER, {
      ...COOKIE,
      ...unhurried,
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
    });
    onTestFinished(() => plugin.clear());
    const core = await plugin.connect();
    const revoked = await openedBy(core, seed);
    expect(await revoked()).toEqual([false]);
    const { StopProvider } = unaryCalls;
    if (isInterrupted) await ask(core, "/tfplugin6.Provider/StopProvider", StopProvider as never, {});
    await ask(core, "/plugin.GRPCController/Shutdown", { request: message({}), response: message({}) }, {});
    expect(await plugin.ended).toEqual({ code: 0, signal: null });
    expect(await revoked()).toEqual([true]);
  });

  it("is revoked when Ctrl-C ends a provider that serves with --debug, and its socket is removed", async () => {
    const seed = await world.seed();
    const folder = mkdtempSync(path.join(os.tmpdir(), "debug-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const attached = await AttachedProvider.start(PROVIDER, {
      ...unhurried,
      PLUGIN_UNIX_SOCKET_DIR: folder,
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
    });
    const core = new Client(`unix:${attached.socket}`, credentials.createInsecure());
    onTestFinished(() => core.close());
    const revoked = await openedBy(core, seed);
    expect([await revoked(), readdirSync(folder).length]).toEqual([[false], 1]);
    expect(await attached.end("SIGINT")).toBe(130);
    expect(await revoked()).toEqual([true]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.each(coresHere())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  async function opened(role: string, config: string) {
    const seed = await world.seed();
    const attached = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key(role)).key,
    });
    const workspace = new Workspace(core, attached.environment);
    workspace.write(
      "main.tf",
      `terraform {
        required_providers {
          tokenplane = { source = "tokenplane/tokenplane" }
        }
      }
      ${config}`,
    );
    const keys = async () =>
      (
        await seed.admin.query<{ apiKeys: { nodes: Key[] } }>(
          "{ apiKeys(first: 20) { nodes { name role revokedAt expiresAt lastUsedAt } } }",
        )
      ).apiKeys.nodes;
    return { seed, workspace, keys, end: () => (workspace.clear(), attached.end()) };
  }

  it("a key works for the run that made it, is revoked after it, and stands nowhere", async () => {
    const { workspace, keys, end } = await opened(
      "PROVISIONER",
      `ephemeral "tokenplane_api_key" "run" {
        name       = "This run"
        role       = "PROVISIONER"
        expires_in = "15m"
      }
      provider "tokenplane" {
        alias    = "run"
        endpoint = "${world.url}"
        api_key  = ephemeral.tokenplane_api_key.run.api_key
      }
      resource "tokenplane_user" "made" {
        provider = tokenplane.run
        login    = "made-with-it"
      }`,
    );
    try {
      await workspace.apply();
      expect(workspace.state()["tokenplane_user.made"]).toMatchObject({ login: "made-with-it" });
      const made = (await keys()).filter(({ name }) => name === "This run");
      expect(made.length).toBeGreaterThan(0);
      for (const key of made) {
        expect(key.role).toBe("PROVISIONER");
        expect(key.revokedAt).not.toBeNull();
      }
      for (const file of readdirSync(workspace.folder, { recursive: true, encoding: "utf8" })) {
        const whole = path.join(workspace.folder, file);
        if (statSync(whole).isFile())
          expect(readFileSync(whole, "latin1"), file).not.toMatch(/tp_[A-Za-z0-9]{10}/);
      }
    } finally {
      await end();
    }
  });

  it("a key of a wider role, and one that would last longer, are refused on what says so", async () => {
    const wider = await opened("PROVISIONER", 'ephemeral "tokenplane_api_key" "run" { role = "ADMIN" }');
    try {
      const [complaint] = await wider.workspace.complaints();
      expect(complaint?.detail).toMatch(/PROVISIONER/);
      expect(complaint?.line).toMatch(/role/);
    } finally {
      await wider.end();
    }
    const longer = await opened(
      "PROVISIONER",
      'ephemeral "tokenplane_api_key" "run" {\n  role = "PROVISIONER"\n  expires_in = "61m"\n}',
    );
    try {
      expect(await longer.workspace.complaints()).toMatchObject([
        { summary: "Not a time of at most an hour", line: 'expires_in = "61m"' },
      ]);
      expect((await longer.keys()).filter(({ name }) => name === "Terraform")).toEqual([]);
    } finally {
      await longer.end();
    }
  });
});
