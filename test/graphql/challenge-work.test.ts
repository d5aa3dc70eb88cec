// @module-tag deep
import { createECDH, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { SERVICE_ACCOUNT } from "../support/channels.js";
import { ask, phoneOptions, PUBLIC, pushScene } from "../support/push.js";
import type { Seed } from "../support/seed.js";
import { sentToken } from "../support/sent.js";
import { getStatements } from "../support/statements.js";
import { openWorld, type World } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

const NOWHERE = { url: "https://127.0.0.1", tokenUrl: "https://127.0.0.1" };

// The times of two answers differ by chance. What the server does for them must not differ at all.
describe.skipIf(inject("postgresUrl") === undefined)("what a challenge costs the server", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("PostgreSQL", { TOKENPLANE_PUBLIC_URL: PUBLIC });
  });
  afterAll(() => world.end());

  /** The beginnings of the statements of the request's transaction. What is sent afterwards has other ones. */
  async function workFor(seed: Seed, login: string, more: object): Promise<string[]> {
    // Nothing of before is sent meanwhile.
    await expect
      .poll(async () => {
        const { messages } = await seed.admin.query<{ messages: { totalCount: number } }>(
          "{ messages(filter: { states: [PENDING, SENDING] }) { totalCount } }",
        );
        return messages.totalCount;
      })
      .toBe(0);
    // No limit is in the way.
    world.clock.pass(700);
    const all = await getStatements(world, () => ask(seed, more, login));
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

  /** The work for others that is not the same as for anna. */
  async function differences(seed: Seed, more: object = {}): Promise<string[]> {
    const logins = await others(seed);
    await workFor(seed, "anna", more);
    const real = await workFor(seed, "anna", more);
    expect(real.length).toBeGreaterThan(10);
    const found: string[] = [];
    for (const login of logins) {
      const work = await workFor(seed, login, more);
      if (work.join("\n") !== real.join("\n")) found.push(`${login}: ${work.join("; ")}`);
    }
    return found;
  }

  it("is the same for a token whose codes are sent and for who gets none", async () => {
    const seed = await world.seed();
    await sentToken(seed);
    expect(await differences(seed)).toEqual([]);
  });

  it("is the same for a token whose PIN is guessed before anything is sent, and for who has none", async () => {
    const seed = await world.seed();
    await sentToken(seed, undefined, {
      pin: { value: "4711", position: "BEFORE_OTP" },
      resource: { pinBeforeSending: true, failedAttemptsBeforeLock: 10 },
    });
    expect(await differences(seed, { pin: "0000" })).toEqual([]);
  });

  it("is the same where phones are woken", { tags: "deep" }, async () => {
    const { seed } = await pushScene(
      world,
      { ...phoneOptions(world), privateKey, wakeToken: "phone" },
      {},
      (account) =>
        account.admin.do(
          "channelCreate",
          {
            name: "Firebase",
            // It refuses at once: the operator allows no such address.
            driver: { fcm: { ...NOWHERE, projectId: "tokenplane-test", serviceAccount: SERVICE_ACCOUNT } },
          },
          "__typename",
        ),
    );
    expect(await differences(seed)).toEqual([]);
  });

  it("is the same where a browser is woken by its push service", { tags: "deep" }, async () => {
    const { seed, phone } = await pushScene(world, { ...phoneOptions(world), privateKey });
    world.services.webPush.http = () =>
      Promise.resolve({ state: "ANSWERED", status: 201, headers: {}, body: "" });
    const browser = createECDH("prime256v1").generateKeys("base64url");
    const subscribed = `webpush:${browser}:${"A".repeat(22)}:https://push.example.net/a`;
    expect(await phone.updateWakeToken(subscribed)).toBe(true);
    expect(await differences(seed)).toEqual([]);
  });

  it("is the same for a phone that is asked and for who has none", async () => {
    const { seed } = await pushScene(world, { ...phoneOptions(world), privateKey });
    expect(await differences(seed)).toEqual([]);
  });
});
