// @module-tag deep
import { afterAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { meanwhile } from "../support/bystanders.js";
import { manualClock } from "../support/clock.js";
import { openHere, stopAll, type Place } from "../support/installation.js";
import { Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { imported, type Imported } from "../support/upload.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const ROWS = 100_000;
const PLAN = { tokens: ROWS + 1, users: 1, resources: 1 };
const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };

/** A heap for the server and a piece of the file, in megabytes; not for all of its rows. */
const SMALL = { NODE_OPTIONS: "--max-old-space-size=88" };

async function placeOn(store: string): Promise<Place> {
  const key = { TOKENPLANE_MASTER_KEY: newMasterKey() };
  return store === "PGlite"
    ? { ...key, TOKENPLANE_DATA_DIR: workshop.dataFolder() }
    : { ...key, DATABASE_URL: await makeDatabase() };
}

describe.each(inject("postgresUrl") === undefined ? ["PGlite"] : ["PGlite", "PostgreSQL"])(
  "a file of 100,000 tokens on %s",
  (store) => {
    it("is imported in little memory, while people sign in", async () => {
      const place = await placeOn(store);
      const first = await openHere(place, manualClock());
      const seed = await Seed.account(await first.operator(), manualClock(), PLAN);
      await seed.resource("VPN");
      await seed.user("anna");
      const button = await seed.counterFob({ of: "anna", at: ["VPN"] });
      await first.stop();

      const server = await workshop.start({ ...place, ...SMALL });
      const { admin } = seed.at(server.url);
      const getSecret = (index: number) => String(index).padStart(40, "31");
      const file = Array.from(
        { length: ROWS },
        (_, index) => `TP-${1_000_000 + index},${getSecret(index)}`,
      ).join("\n");
      let answer: Imported | undefined;
      const seen = await meanwhile(seed.at(server.url), "VPN", [button], async () => {
        answer = await imported(admin, "tokenImport", CSV, Buffer.from(file));
      });
      expect(answer).toMatchObject({ created: ROWS, refused: [], job: { status: "SUCCEEDED" } });
      expect(seen.signIns).toBeGreaterThan(20);
      expect(await admin.query("{ tokens { totalCount } account { plan { tokens { used } } } }")).toEqual({
        tokens: { totalCount: ROWS + 1 },
        account: { plan: { tokens: { used: ROWS + 1 } } },
      });
      await server.stop();
    });
  },
);
