import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { set, string } from "../../provider/framework/types.js";
import { isUnknown, sameValue, type Value } from "../../provider/plugin/cty/value.js";
import { provider } from "../../provider/provider.js";
import { sameAddresses } from "../../provider/resources/addresses.js";
import { FakeCore } from "../support/fake-core.js";
import { idIn, type Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { CONFIGURATIONS, hidden, getLives, placed } from "./random-configurations.js";
import { callsHere } from "../support/scene.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** What only a configuration says, or spells so: the first apply after an import writes it to the state. */
const ONLY_CONFIGURED = [
  "secret_wo_version",
  "pin_wo_version",
  "secrets_wo_version",
  "not_after",
  "keepers",
  "timeouts",
];

/** The deep tier tries every type. */
const OF_DEFAULT = new Set(["token", "assignment"]);

/** What stands ready for configurations, by the names that they have for it. */
async function ready(seed: Seed): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {};
  for (const number of [1, 2, 3]) {
    names[`$resource${number}`] = await seed.resource(`Resource ${number}`);
  }
  for (const number of [1, 2]) {
    names[`$user${number}`] = await seed.user(`user${number}`);
    names[`$token${number}`] = (await seed.fob({ of: `user${number}`, at: ["Resource 1"] })).id;
    names[`$free${number}`] = (await seed.fob()).id;
    names[`$channel${number}`] = await telegramBot(seed, `Bot ${number}`);
  }
  return names;
}

/** A channel, by which chats are found out by a link. @returns its id. */
async function telegramBot(seed: Seed, name: string): Promise<string> {
  const driver = { telegram: { botUsername: "ExampleBot", botToken: "1:secret" } };
  const { channel } = await seed.admin.do<{ channel: { id: string } }>(
    "channelCreate",
    { name, driver },
    "channel { id }",
  );
  return channel.id;
}

/** A core at an account of its own. */
async function coreAt(world: World) {
  const seed = await world.seed();
  // Of a bypass, the clock decides whether it is over.
  const calls = callsHere(undefined, true, {}, () => new Date(world.clock.now()));
  const core = await FakeCore.start(calls, {
    endpoint: world.url,
    api_key: (await seed.key("PROVISIONER")).key,
  });
  return { core, names: await ready(seed) };
}

/** A read and a plan of what was applied find nothing new. */
async function isStill(core: FakeCore, type: string, config: Fields, instance: Instance): Promise<void> {
  const read = await core.read(type, instance);
  expect(read?.state).toEqual(instance.state);
  const { action, state } = await core.plan(type, config, instance);
  expect({ action, state }).toEqual({ action: "nothing", state: instance.state });
}

/** Whether an import found a value. The server writes blocks of addresses in its own way. */
function isFound(name: string, planned: Value, imported: Value): boolean {
  if (name !== "allowed_addresses") return sameValue(planned, imported);
  const { read } = set(string);
  return sameAddresses(read(planned, [name]), read(imported, [name]));
}

/** An import finds what there is, and an apply adds what only the configuration says. */
async function isTakenOver(core: FakeCore, type: string, config: Fields, instance: Instance): Promise<void> {
  const by =
    type === "tokenplane_assignment" ? { identity: instance.identity ?? {} } : { id: idIn(instance.state) };
  const imported = await core.import(type, by);
  const planned = await core.plan(type, config, imported);
  expect(["nothing", "update"]).toContain(planned.action);
  const changed = Object.entries(planned.state ?? {}).flatMap(([name, value]) =>
    // What the server fills in may have changed by the time of the apply.
    isUnknown(value) || isFound(name, value, imported.state[name] ?? null) ? [] : [name],
  );
  expect(ONLY_CONFIGURED).toEqual(expect.arrayContaining(changed));
  const adopted = await core.apply(planned);
  if (adopted === null) throw new Error("nothing is there after an import");
  await isStill(core, type, config, adopted);
}

describe("a core finds nothing wrong with", () => {
  let world: World;
  let lives = 0;
  beforeAll(async () => {
    world = await openWorld(storeHere(), {
      TOKENPLANE_KEY_RATE: "100000",
      TOKENPLANE_PUBLIC_URL: "https://mfa.example.org",
    });
  });
  afterAll(() => world.end());

  it("every resource that the provider has", () => {
    expect(Object.keys(CONFIGURATIONS)).toEqual(Object.keys(provider.resources));
  });

  it.each(Object.entries(CONFIGURATIONS).filter(([name]) => byTier(OF_DEFAULT.has(name), true)))(
    "random lives of tokenplane_%s",
    async (name, configuration) => {
      const type = `tokenplane_${name}`;
      const { attributes = {} } = provider.resources[name] ?? {};
      const { core, names } = await coreAt(world);
      const configured = getLives(name, configuration).chain((life) =>
        fc.tuple(...life.map((known) => hidden(attributes, known).map((before) => ({ known, before })))),
      );

      await fc.assert(
        fc.asyncProperty(configured, async (configs) => {
          lives += 1;
          const here = (config: Fields) => placed(config, lives, names);
          let instance: Instance | null = null;
          let applied: Fields = {};
          try {
            for (const { known, before } of configs) {
              applied = here(known);
              await core.nextCommand();
              instance = await core.apply(await core.plan(type, here(before), instance), applied);
              if (instance === null) throw new Error("nothing is there after an apply");
              await isStill(core, type, applied, instance);
            }
            if (instance === null) throw new Error("nothing was configured");
            await isTakenOver(core, type, applied, instance);
          } finally {
            await core.nextCommand();
            if (instance !== null) expect(await core.apply(await core.plan(type, null, instance))).toBeNull();
          }
          expect(await core.read(type, instance)).toBeNull();
        }),
        { numRuns: Number(process.env["CONSISTENCY_RUNS"] ?? byTier(2, 5)) },
      );
    },
    300_000,
  );
});
