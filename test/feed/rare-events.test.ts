// @module-tag deep
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { compare, parseCursor, type Position } from "../../server/events/feed/position.js";
import { settled } from "../support/event-log.js";
import { Listener } from "../support/listener.js";
import { addEvents } from "../support/many-events.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

/** More than a read for one subscriber tests, each time. */
const BETWEEN = 6_000;

function cursorPosition(cursor: string): Position {
  const place = parseCursor(cursor);
  if (place === undefined) throw new Error(`${cursor} is no cursor`);
  return place;
}

onOneStore("a subscriber of rare events with an old cursor", (world) => {
  async function newestCursor(seed: Seed): Promise<string> {
    const { events } = await seed.admin.query<{ events: { nodes: { cursor: string }[] } }>(
      "{ events(first: 1) { nodes { cursor } } }",
    );
    return events.nodes[0]?.cursor ?? "";
  }

  it("arrives where it is live by short reads, keeps its place after each, and gets every event once and in order", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await settled(world());
    const after = await newestCursor(seed);
    const { accountId } = seed;
    const alike = { accountId, type: "USER_UPDATED", from: world().clock.now() };
    await addEvents(world(), alike, BETWEEN);
    await seed.resource("VPN");
    await addEvents(world(), alike, BETWEEN);
    await seed.resource("Mail");
    await settled(world());

    const { database } = world();
    const { query } = database;
    let reads = 0;
    const slow = vi.spyOn(database, "query").mockImplementation(async (statement) => {
      if (statement.text.includes(") AS tested WHERE matches")) {
        reads += 1;
        // Pings are answered between the reads.
        await setTimeout(60);
      }
      return query.call(database, statement);
    });
    onTestFinished(() => slow.mockRestore());
    const types = ["RESOURCE_CREATED"];
    const listener = new Listener(seed.admin, { after, filter: { types }, keepAlive: 20 });
    await listener.hears(2);
    await seed.resource("Live");
    await listener.hears(3);
    await listener.stop();

    const { events } = await seed.admin.query<{ events: { nodes: { cursor: string }[] } }>(
      "{ events(filter: { types: [RESOURCE_CREATED] }) { nodes { cursor } } }",
    );
    const cursors = listener.heard.map(({ cursor }) => cursor);
    expect(cursors).toEqual(events.nodes.map(({ cursor }) => cursor).toReversed());
    expect(reads).toBeGreaterThanOrEqual(3);
    const [begin, first] = [cursorPosition(after), cursorPosition(cursors[0] ?? "")];
    const between = listener.progress
      .map(cursorPosition)
      .filter((place) => compare(place, begin) > 0 && compare(place, first) < 0);
    expect(between).not.toEqual([]);
    // Who connects again there has missed nothing.
    const [kept = begin] = between;
    const again = new Listener(seed.admin, {
      after: listener.progress.find((cursor) => compare(cursorPosition(cursor), kept) === 0) ?? "",
      filter: { types },
    });
    await again.hears(3);
    await again.stop();
    expect(again.heard).toEqual(listener.heard);
  });
});
