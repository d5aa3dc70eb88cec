import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { EVENTUALLY } from "../support/eventually.js";
import { ask, phoneOptions, PUBLIC, pushScene } from "../support/push.js";
import type { Seed } from "../support/seed.js";
import { sentToken } from "../support/sent.js";
import { statementsOf } from "../support/statements.js";
import { openWorld, type World } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

// The times of two answers differ by chance. What the server does for them must not differ at all.
describe.skipIf(inject("postgresUrl") === undefined)("what a challenge costs the server", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("PostgreSQL", { TOKENPLANE_PUBLIC_URL: PUBLIC });
  });
  afterAll(() => world.end());

  /** The beginnings of the statements of the request's transaction. What is sent afterwards has other ones. */
  async function workFor(seed: Seed, login: string): Promise<string[]> {
    // Nothing of before is sent meanwhile.
    await expect
      .poll(async () => {
        const { messages } = await seed.admin.query<{ messages: { totalCount: number } }>(
          "{ messages(filter: { states: [PENDING, SENDING] }) { totalCount } }",
        );
        return messages.totalCount;
      }, EVENTUALLY)
      .toBe(0);
    // No limit is in the way.
    world.clock.pass(700);
    const all = await statementsOf(world, () => ask(seed, {}, login));
    const begun = all.indexOf("BEGIN");
    return all.slice(begun, all.indexOf("COMMIT", begun) + 1).map((text) => text.slice(0, 60));
  }

  /** Others than anna, who has a token that is asked. */
  async function others(seed: Seed): Promise<string[]> {
    await seed.user("carl");
    await seed.fob({ of: "carl", at: ["VPN"] });
    await seed.user("disabled", { enabled: false });
    await seed.user("without");
    return ["carl", "disabled", "without", "nobody"];
  }

  /** The work for each of these logins that is not the same as for anna; the numbers of statements for anna. */
  async function differences(
    seed: Seed,
  ): Promise<{ readonly logins: string[]; readonly statements: number }> {
    const logins = await others(seed);
    await workFor(seed, "anna");
    const real = await workFor(seed, "anna");
    const found: string[] = [];
    for (const login of logins) {
      if ((await workFor(seed, login)).join("\n") !== real.join("\n")) found.push(login);
    }
    return { logins: found, statements: real.length };
  }

  it("is the same for a token whose codes are sent and for who gets none", async () => {
    const seed = await world.seed();
    await sentToken(seed);
    const { logins, statements } = await differences(seed);
    expect(logins).toEqual([]);
    expect(statements).toBeGreaterThan(10);
  });

  it("is the same for a phone that is asked and for who has none", async () => {
    const { seed } = await pushScene(world, { ...phoneOptions(world), privateKey });
    const { logins, statements } = await differences(seed);
    expect(logins).toEqual([]);
    expect(statements).toBeGreaterThan(10);
  });
});
