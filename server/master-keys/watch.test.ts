import { afterEach, expect, it, vi } from "vitest";
import { changedDatabase } from "../../test/support/changed-database.js";
import { openWorld, storeHere } from "../../test/support/world.js";
import type { Sql } from "../database/database.js";
import { MasterKeyWatch } from "./watch.js";

afterEach(() => vi.useRealTimers());

it("a look that took too long says so, and not that the server needs another master key", async () => {
  const world = await openWorld(storeHere());
  try {
    const { services } = world;
    const { database } = services;
    const lines: string[] = [];
    let takesMs = 0;
    const slow = changedDatabase(database, {
      embedded: false,
      exclusively: (work) => work(),
      async query<Row>(statement: Sql) {
        vi.advanceTimersByTime(takesMs);
        return database.query<Row>(statement);
      },
    });
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const log = { ...services.log, error: (line: unknown) => void lines.push(String(line)) };
    const watch = new MasterKeyWatch({ ...services, database: slow, log });
    await watch.begin();
    expect(await watch.look()).toBeNull();
    takesMs = 30_000;
    const said = await watch.look();
    expect(said).toMatch(/^It took more than 45 seconds to learn which master keys are in use/);
    expect(lines).toEqual([`the server is not ready: ${said}`]);
    expect(watch.problem).toBe("master keys in use not known");
    takesMs = 0;
    expect(await watch.look()).toBeNull();
    expect(watch.problem).toBeNull();
  } finally {
    await world.end();
  }
});
