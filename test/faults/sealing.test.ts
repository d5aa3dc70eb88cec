import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { Elsewhere, events, printed } from "../support/event-log.js";
import { Workshop } from "../support/process.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
const elsewhere = new Elsewhere();
afterAll(async () => {
  elsewhere.clear();
  await workshop.clear();
});

/** Copies of an event, as if much had happened at once: five seals' worth. */
const MANY = `INSERT INTO events SELECT copy.* FROM (SELECT * FROM events WHERE type = 'USER_CREATED' LIMIT 1) AS e,
  generate_series(1, 5000) AS n, jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object(
    'id', gen_random_uuid()::text, 'salt', gen_random_uuid()::text, 'correlation_id', n::text,
    'xid', pg_current_xact_id()::text, 'position', nextval('events_position_seq'))) AS copy`;

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe.skipIf(inject("postgresUrl") === undefined)("a server that is killed while it seals", () => {
  it("leaves a chain that is whole, in which nothing is sealed twice", { tags: "deep" }, async () => {
    const environment = {
      DATABASE_URL: await makeDatabase(),
      TOKENPLANE_MASTER_KEY: newMasterKey(),
      TOKENPLANE_SEAL_SECONDS: "1",
    };
    let server = await workshop.start(environment);
    const key = await server.firstAdminKey();
    await new Api(server.url, key).do("userCreate", { login: "anna" }, "__typename");
    const client = new pg.Client({ connectionString: environment.DATABASE_URL });
    await client.connect();
    const sealed = async () => {
      const { rows } = await client.query<{ seals: number; events: number }>(
        "SELECT count(*)::int AS seals, coalesce(sum(count), 0)::int AS events FROM event_seals",
      );
      return rows[0] ?? { seals: 0, events: 0 };
    };
    let killedInTheMiddle = 0;
    let created = 0;
    // On a busy machine, it may have sealed everything before it is killed.
    for (let round = 0; round < 3 || (killedInTheMiddle === 0 && round < 20); round += 1) {
      const before = await sealed();
      await client.query(MANY);
      created += 5_000;
      const isSealing = async () => (await sealed()).events > before.events + 500;
      while (!(await isSealing())) await sleep(1);
      await server.kill();
      if ((await sealed()).events < created) killedInTheMiddle += 1;
      server = await workshop.start(environment);
    }
    expect(killedInTheMiddle).toBeGreaterThan(0);
    while ((await sealed()).events < created) await sleep(50);
    const { rows } = await client.query(
      "SELECT count(*)::int AS count FROM events WHERE type = 'USER_CREATED'",
    );
    expect(rows).toEqual([{ count: created + 1 }]);
    const reader = new Api(server.url, key);
    const checkpoint = await elsewhere.checkpoint(reader);
    expect(printed(await events(reader, "verify", "--checkpoint", checkpoint))).toContain(
      "The log is unchanged since it was sealed",
    );
    await client.end();
    await server.stop();
  });
});
