// An apply that does not come to its end: what is left, and how it goes on.
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { applyWithAdvice } from "./adopt.js";
import type { Core } from "../support/cores.mjs";
import { ESTATE, ESTATE_EVENTS, ESTATE_SIZE, eventCounts, inState, onServer, TERRAFORM } from "./estate.js";
import { EVENTUALLY } from "../support/eventually.js";
import { newLatch } from "../support/latch.js";
import { changesIn, Middleman } from "../support/middleman.js";
import type { Seed } from "../support/seed.js";
import { coreOfEachName, developed, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** How long a core may take from its words to its stop, in milliseconds: what is answered meanwhile leads to more changes. */
const STOPPING = 1_000;

/** A core that applies. */
type Apply = ReturnType<Workspace["start"]>;

describe.each(coreOfEachName())("an apply of all types with %s", (_name, core: Core) => {
  let world: World;
  let seed: Seed;
  let middleman: Middleman;
  let workspace: Workspace;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  beforeEach(async () => {
    seed = await world.seed();
    const [between, here] = [await Middleman.open(world.url), new Workspace(core, {})];
    onTestFinished(async () => {
      here.clear();
      await between.close();
    });
    middleman = between;
    // A copy of its own, by whose path its processes are found.
    copyFileSync(PROVIDER, path.join(here.folder, "terraform-provider-tokenplane"));
    environment = {
      ...developed(here.folder, "tokenplane/tokenplane"),
      TOKENPLANE_ENDPOINT: between.url,
      TOKENPLANE_API_KEY: seed.admin.key,
    };
    workspace = here.with(environment);
    workspace.write("main.tf", ESTATE);
  });

  /** The ids of the provider's processes. */
  const providers = (): readonly number[] =>
    execFileSync("ps", ["-ww", "-eo", "pid=,args="], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(path.join(workspace.folder, "terraform-provider")))
      .map((line) => Number.parseInt(line, 10));

  /**
   * Starts an apply, and waits until so many changes were asked for. Those that come then are held up until they are released.
   */
  async function applyUntil(changes: number) {
    let asked = 0;
    const reached = newLatch();
    const held = newLatch();
    middleman.manners = {
      before(request) {
        if (changesIn(request) === 0) return undefined;
        asked += changesIn(request);
        if (asked < changes) return undefined;
        reached.open();
        return held.opened;
      },
    };
    const apply = workspace.start(["apply", "-auto-approve"]);
    const before = apply.ended.then(({ output }) => Promise.reject(new Error(`it ended before: ${output}`)));
    await Promise.race([reached.opened, before]);
    return { apply, release: held.open };
  }

  /** Ctrl-C, and what the core says when it begins to stop: what was held up before may go on then, and little comes after it. */
  async function interrupt(apply: Apply): Promise<void> {
    apply.interrupt();
    await vi.waitFor(() => expect(apply.output()).toContain("Interrupt received"), {
      ...EVENTUALLY,
      interval: 10,
    });
  }

  async function expectTheEstate(): Promise<void> {
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    expect(Object.keys(workspace.instances())).toHaveLength(ESTATE_SIZE);
  }

  it.each([3, 17, 40])(
    "Ctrl-C after %d changes: all that was made is in the state, and the next apply finishes",
    { tags: "deep" },
    async (changes) => {
      const { apply, release } = await applyUntil(changes);
      await interrupt(apply);
      await setTimeout(STOPPING);
      release();
      expect((await apply.ended).code).toBe(1);
      expect(providers()).toEqual([]);
      middleman.manners = {};
      const left = await onServer(seed.admin);
      // Changes that make nothing give tokens to users.
      expect(left.length).toBeGreaterThanOrEqual(changes - 6);
      expect(left.length).toBeLessThan(ESTATE_SIZE - 6);
      expect(inState(workspace)).toEqual(left);

      await workspace.apply();
      await expectTheEstate();
      expect(inState(workspace)).toEqual(await onServer(seed.admin));
      // Nothing was made twice.
      expect(await eventCounts(seed.admin)).toEqual(ESTATE_EVENTS);
    },
  );

  it(
    "Ctrl-C while the network loses answers: what may be done is asked about again, and is in the state",
    { tags: "deep" },
    async () => {
      const { apply, release } = await applyUntil(10);
      const lost = new Set<unknown>();
      const { before } = middleman.manners;
      middleman.manners = {
        ...(before === undefined ? {} : { before }),
        cuts({ variables }) {
          const { idempotencyKey: key } = variables["input"] as { readonly idempotencyKey: string };
          const isFirst = !lost.has(key);
          lost.add(key);
          return isFirst;
        },
      };
      await interrupt(apply);
      await setTimeout(STOPPING);
      release();
      expect((await apply.ended).code).toBe(1);
      middleman.manners = {};
      expect(lost.size).toBeGreaterThan(0);
      expect(inState(workspace)).toEqual(await onServer(seed.admin));
      await workspace.apply();
      await expectTheEstate();
      expect(await eventCounts(seed.admin)).toEqual(ESTATE_EVENTS);
    },
  );

  const HARD: readonly [string, number, (apply: Apply) => Promise<unknown>][] = [
    [
      "a second Ctrl-C",
      25,
      async (apply) => {
        await interrupt(apply);
        apply.interrupt();
        expect((await apply.ended).code).toBe(1);
      },
    ],
    [
      "kill -9 of the provider",
      // While names are given that a shell must not touch.
      8,
      async (apply) => {
        for (const pid of providers()) process.kill(pid, "SIGKILL");
        expect((await apply.ended).output).toMatch(/Plugin did not respond|Request cancelled/);
      },
    ],
    [
      "kill -9 of the core",
      25,
      async (apply) => {
        apply.kill("SIGKILL");
        await apply.ended;
      },
    ],
  ];

  it.each(HARD)(
    "%s after %d changes: the next apply names the command that adopts what the state does not know, and goes on",
    { tags: "deep" },
    async (_what, changes, end) => {
      const { apply, release } = await applyUntil(changes);
      await end(apply);
      release();
      // The provider ends itself when its core is gone.
      await vi.waitFor(() => expect(providers()).toEqual([]), { ...EVENTUALLY, interval: 50 });
      // What was held up is made yet.
      await vi.waitFor(() => expect(middleman.underway).toBe(0), { ...EVENTUALLY, interval: 50 });
      middleman.manners = {};
      const known = new Set(inState(workspace));
      const unknown = (await onServer(seed.admin)).filter((entry) => !known.has(entry));
      expect(unknown.length).toBeGreaterThan(0);

      await applyWithAdvice(workspace);
      await expectTheEstate();
      const state = inState(workspace);
      const left = (await onServer(seed.admin)).filter((entry) => !state.includes(entry));
      // An app has no number by which it is known again: one that was made just then stays, waiting for nobody.
      expect(left.filter((entry) => !entry.startsWith("tokenplane_token ")).concat(left.slice(3))).toEqual(
        [],
      );
    },
  );

  it("a secret that was sent is not sent again after what came next failed", { tags: "deep" }, async () => {
    const token = (version: number, pin: string) =>
      workspace.write(
        "main.tf",
        `${TERRAFORM}
        resource "tokenplane_token" "fob" {
          model             = "PROTECTIMUS_TWO"
          serial_number     = "F-1"
          period_seconds    = 30
          secret_wo         = "${version === 1 ? "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" : "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"}"
          secret_wo_version = ${version}
          pin_wo            = "${pin}"
          pin_wo_version    = ${version}
          pin_position      = "AFTER_OTP"
        }`,
      );
    token(1, "4711");
    await workspace.apply();
    token(2, "4712");
    middleman.manners = {
      before: ({ operation }) => (operation === "TokenPinSet" ? Promise.reject(new Error("cut")) : undefined),
    };
    workspace.with({ ...environment, TOKENPLANE_MAX_RETRIES: "0" });
    const { code, output } = await workspace.run("apply", "-auto-approve");
    expect(code, output).toBe(1);
    workspace.with(environment);
    middleman.manners = {};
    expect(workspace.state()["tokenplane_token.fob"]).toMatchObject({
      secret_wo_version: 2,
      pin_wo_version: 1,
    });
    middleman.forget();
    await workspace.apply();
    expect(middleman.counts()).toMatchObject({ TokenPinSet: 1 });
    expect(middleman.counts()).not.toHaveProperty("TokenReissue");
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
  });
});
