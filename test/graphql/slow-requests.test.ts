import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { postHead, RawConnection } from "../support/raw-connection.js";
import { openWorld, storeHere, type World } from "../support/world.js";
import { byTier } from "../support/tier.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_REQUEST_SECONDS: "1" });
});
afterAll(() => world.end());

it.each(byTier(["the body"], ["the headers", "the body"]))(
  "a connection on which %s come drop by drop is closed",
  async (part) => {
    const connection = await RawConnection.open(world.url);
    const request = postHead("nobody", 10_000);
    const sent = part === "the headers" ? "GET /graphql HTTP/1.1\r\nhost: " : request;
    connection.write(sent);
    while (!connection.isOver) {
      connection.write("x");
      await setTimeout(100);
    }
    expect(await connection.over).toContain("did not arrive within 1 seconds");
  },
);
