import { afterAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { newOperatorKey } from "../support/installation.js";
import { prepareFolder } from "../support/prepared.js";
import { Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { someMoment, Storm } from "../support/storm.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

/** How often plugs are pulled in all: once on each store in the default tier. CRASH_ROUNDS=200 looks further. */
const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? byTier(2, 8));
/** PostgreSQL starts in less time. */
const SHARE = { PGlite: 0.4, PostgreSQL: 0.6 };
/** In each round. */
const SIGN_INS = 50;

const hasPostgres = inject("postgresUrl") !== undefined;
const workshop = new Workshop();
afterAll(() => workshop.clear());

async function onPostgres(): Promise<Record<string, string>> {
  return { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
}

const onPGlite = async () => ({ TOKENPLANE_DATA_DIR: prepareFolder(workshop.dataFolder()) });

const STORES = [["PGlite", onPGlite] as const, ...(hasPostgres ? [["PostgreSQL", onPostgres] as const] : [])];

describe.each(STORES)("kill -9 of the server on %s", (store, made) => {
  const rounds = Math.round(ROUNDS * SHARE[store]);

  it(
    `${rounds} times loses nothing that was answered in ${rounds * SIGN_INS} sign-ins, and no code works again`,
    async () => {
      const settings = await made();
      const operator = await newOperatorKey(settings);
      let server = await workshop.start(settings);
      const storm = await Storm.gather(await Seed.account(new Api(server.url, operator), manualClock()));
      const isEnough = () => storm.granted > rounds * 5 && storm.lost > rounds;
      // A plug that was pulled before the first answers, or after the last ones, shows little.
      for (let round = 0; round < rounds || !isEnough(); round += 1) {
        const over = storm.blow([server.url], SIGN_INS);
        await someMoment(storm, SIGN_INS);
        await server.kill();
        await over;
        server = await workshop.start(settings);
        await storm.aftermath(server.url);
      }
      expect(await storm.contradictions(server.url)).toEqual([]);
      expect(isEnough()).toBe(true);
      expect([...storm.codes]).toEqual([]);
      await server.stop();
    },
    (2 + rounds) * 120_000,
  );
});
