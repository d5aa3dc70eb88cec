import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { pgbouncer, startPooler } from "./pooler.js";
import { failToStart, runCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { Storm } from "../support/storm.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

const isThere = inject("postgresUrl") !== undefined && pgbouncer() !== undefined;

describe.skipIf(!isThere)("PgBouncer before PostgreSQL (skipped where it is not installed)", () => {
  let pooler: Awaited<ReturnType<typeof startPooler>> | undefined;
  afterEach(() => pooler?.stop());

  async function through(...settings: readonly string[]): Promise<Record<string, string>> {
    pooler = await startPooler(await makeDatabase(), settings);
    return { DATABASE_URL: pooler.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
  }

  it.each([
    ["transaction mode", ["pool_mode = transaction"]],
    ["transaction mode, with one connection", ["pool_mode = transaction", "default_pool_size = 1"]],
    [
      "transaction mode, one connection after the other",
      ["pool_mode = transaction", "server_round_robin = 1"],
    ],
  ])("in %s is refused at the start, in a sentence", async (_mode, settings) => {
    const { code, stderr } = await failToStart(await through(...settings));
    expect(stderr).toMatch(
      /^DATABASE_URL leads to a pooler that shares connections between transactions\. .*\.\n$/,
    );
    expect(code).toBe(1);
  });

  it("in session mode works, for two servers", { tags: "deep" }, async () => {
    const settings = await through("pool_mode = session", "default_pool_size = 60");
    const servers = [await workshop.start(settings), await workshop.start(settings)];
    const urls = servers.map(({ url }) => url);
    const { stdout } = await runCommand(["operator-key"], settings);
    const storm = await Storm.gather(
      await Seed.account(new Api(urls[0] ?? "", stdout.trim()), manualClock()),
    );
    await storm.blow(urls, 60);
    await storm.aftermath(urls[1] ?? "");
    expect(await storm.contradictions(urls[0] ?? "")).toEqual([]);
    expect(storm.lost).toBe(0);
    for (const server of servers) expect((await server.stop()).code).toBe(0);
  });
});
