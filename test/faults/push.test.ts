import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Phone } from "../support/phone.js";
import {
  ask,
  confirmPhone,
  phoneOptions,
  post,
  PUBLIC,
  pushScene,
  pushToken,
  shown,
  signInBy,
} from "../support/push.js";
import { openWorld, type World } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

describe.skipIf(inject("postgresUrl") === undefined)("phones before two servers on one PostgreSQL", () => {
  let world: World;
  let replica: string;

  beforeAll(async () => {
    world = await openWorld("PostgreSQL", { TOKENPLANE_PUBLIC_URL: PUBLIC });
    replica = await world.replica();
  });
  afterAll(() => world.end());

  it("are asked by one, answer at the other, and sign in once at both together", async () => {
    const { seed, phone } = await pushScene(world, { ...phoneOptions(world, replica), privateKey });
    const elsewhere = seed.at(replica);
    const challenge = await ask(seed);
    const request = await shown(phone);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(n % 2 === 0 ? world : { ...world, url: replica }, phone.acceptForm(request), phone),
      ),
    );
    expect(new Set(replies)).toEqual(new Set([true]));
    expect(await seed.events(10, { types: ["PUSH_APPROVED"] })).toHaveLength(2);
    const { displayCode } = await phone.accept(request);
    const granted = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        signInBy(n % 2 === 0 ? seed : elsewhere, challenge, displayCode ?? ""),
      ),
    );
    expect(granted.filter((one) => one.granted)).toHaveLength(1);
  });

  it("roll out once, when two scan the same code at two servers", async () => {
    const seed = await world.seed();
    await seed.user("anna");
    const { id, uri } = await pushToken(seed);
    const options = [phoneOptions(world), phoneOptions(world, replica)];
    const phones = await Promise.all(options.map((one) => Phone.scan(uri, one)));
    const outcomes = await Promise.allSettled(phones.map((phone) => phone.rollOut()));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const winner = phones[outcomes[0]?.status === "fulfilled" ? 0 : 1];
    if (winner === undefined) throw new Error("nobody rolled out");
    const { displayCode } = await winner.accept(await shown(winner));
    const confirmed = await Promise.all(
      [seed, seed.at(replica), seed].map((one) => confirmPhone(one, id, displayCode ?? "")),
    );
    expect(confirmed.filter(({ code }) => code === undefined)).toHaveLength(1);
  });
});
