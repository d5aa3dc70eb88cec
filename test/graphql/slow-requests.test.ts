import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { occupy } from "../support/occupy.js";
import { postHead, RawConnection } from "../support/raw-connection.js";
import { RawSocket } from "../support/raw-socket.js";
import { openWorld, storeHere, type World } from "../support/world.js";
import { byTier } from "../support/tier.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_REQUEST_SECONDS: "1" });
});
afterAll(() => world.end());

const BODY = '{"query":"{ __typename }"}';

async function eventually(connection: RawConnection, text: string): Promise<string> {
  while (!connection.received.includes(text) && !connection.isOver) await setTimeout(20);
  return connection.received;
}

it.each(["nothing", "half of the head", "the head", "half of the body"] as const)(
  "a request is answered of which %s came before the server was busy for longer than a request may take",
  { tags: "deep" },
  async (part) => {
    const connection = await RawConnection.open(world.url);
    const head = postHead(world.admin.key, BODY.length);
    const request = head + BODY;
    const bytes = { "half of the head": 40, "the head": head.length, "half of the body": head.length + 9 };
    const first = bytes[part as keyof typeof bytes] ?? 0;
    connection.write(request.slice(0, first));
    await setTimeout(200);
    await occupy(2_500, () => connection.write(request.slice(first)));
    // The next request on the same connection has its time and no more.
    expect(await eventually(connection, "__typename")).toMatch(/^HTTP\/1\.1 200 /);
    connection.write(request.slice(0, 40));
    expect(await connection.over).toContain("HTTP/1.1 408 ");
  },
);

// The server's time between two heartbeats is 12 seconds.
it("a WebSocket stays open whose answer came while the server was busy", { tags: "deep" }, async () => {
  const raw = new RawSocket(world.url, { autoPong: false });
  await raw.signIn(world.admin.key);
  const { socket, closed } = raw;
  await once(socket, "ping");
  await occupy(12_500, () => socket.pong());
  const isOpen = new Promise((resolve) => {
    socket.once("ping", () => resolve("open"));
  });
  expect(await Promise.race([isOpen, closed])).toBe("open");
  socket.terminate();
});

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
