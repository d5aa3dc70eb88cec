// @module-tag deep
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pg from "pg";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { EVENTUALLY } from "../support/eventually.js";
import { postgresBinaries, startPostgres, type PostgresServer } from "../support/postgres.js";
import { failToStart, runCommand, Workshop } from "../support/process.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

const MASTER_KEY = newMasterKey();

describe.skipIf(postgresBinaries() === undefined)("a DATABASE_URL with several hosts", () => {
  let primary: PostgresServer;
  let standby: PostgresServer;

  beforeAll(async () => {
    primary = await startPostgres("fsync=off");
    standby = await primary.standby();
  });
  afterAll(async () => {
    await standby.stop();
    await primary.stop();
  });

  /** Settings for databases of a name at these hosts, in this order. */
  function at(hosts: readonly PostgresServer[], name = "postgres", parameters = ""): Record<string, string> {
    const ports = hosts.map(({ url }) => `127.0.0.1:${new URL(url).port}`).join(",");
    return {
      DATABASE_URL: `postgresql://postgres@${ports}/${name}${parameters}`,
      TOKENPLANE_MASTER_KEY: MASTER_KEY,
    };
  }

  it(
    "is refused in a sentence when no host accepts writes, or when one is asked for that does not",
    { tags: "deep" },
    async () => {
      const alone = await failToStart(at([standby]));
      expect(alone.stderr).toMatch(/^The database of DATABASE_URL cannot be used: it is a standby, .*\.\n$/);
      const none = await failToStart(at([standby, { ...standby, url: "postgresql://127.0.0.1:1/" }]));
      expect(none.stderr).toMatch(
        /^The database of DATABASE_URL cannot be used: no host accepts writes \(.*standby.*ECONNREFUSED.*\)\.\n$/,
      );
      const asked = await failToStart(
        at([standby, primary], "postgres", "?target_session_attrs=prefer-standby"),
      );
      expect(asked.stderr).toMatch(
        /^DATABASE_URL must not have target_session_attrs=prefer-standby, because .*\.\n$/,
      );
    },
  );

  it.each<[string, number | undefined]>([
    ["never", undefined],
    ["later than a connection may take", 1_500],
  ])("is refused in a sentence when the hosts answer %s", { tags: "deep" }, async (_when, delay) => {
    const held = new Set<net.Socket>();
    const slow = net.createServer((near) => {
      held.add(near.on("error", () => {}));
      if (delay === undefined) return;
      setTimeout(() => {
        const far = net.connect(Number(new URL(primary.url).port), "127.0.0.1");
        held.add(far.on("error", () => {}));
        near.pipe(far).pipe(near);
      }, delay);
    });
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
    const { port } = slow.address() as AddressInfo;
    const settings = {
      ...at([]),
      DATABASE_URL: `postgresql://postgres@127.0.0.1:${port},localhost:${port}/postgres`,
      TOKENPLANE_DATABASE_SECONDS: "1",
    };
    // At the same time: each of them waits for its limit, not for a processor.
    const ended = await Promise.all(
      [["migrate"], ["operator-key"]].map((command) => runCommand(command, settings)),
    );
    for (const { code, signal, stderr } of ended) {
      expect({ code, signal, stderr }).toEqual({
        code: 3,
        signal: null,
        stderr: expect.stringMatching(/^The database of DATABASE_URL cannot be used: .*\.\n$/) as string,
      });
    }
    for (const socket of held) socket.destroy();
    slow.close();
  });

  it("leads every command to the host that accepts writes", { tags: "deep" }, async () => {
    const file = `${workshop.dataFolder()}.backup`;
    const hosts = [standby, primary];
    await primary.run("CREATE DATABASE one", "CREATE DATABASE other");
    const [one, other] = [at(hosts, "one"), at(hosts, "other", "?target_session_attrs=read-write")];
    for (const command of [["migrate"], ["operator-key"], ["master-key", "rotate"], ["backup", file]]) {
      expect(await runCommand(command, one)).toMatchObject({ code: 0, stderr: "" });
    }
    const { code, stderr } = await runCommand(["restore", file], other);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect((await runCommand(["operator-key"], other)).code).toBe(0);
  });

  /** Connections of a server to a host that listen. */
  async function listeners({ url }: PostgresServer): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'tokenplane listen'",
    );
    await client.end();
    return rowCount ?? 0;
  }

  it(
    "follows the primary: when it is demoted, and when it dies and comes back",
    { tags: "deep" },
    async () => {
      const server = await workshop.start(
        at([primary, standby], "postgres", "?target_session_attrs=read-write"),
      );
      const api = new Api(server.url, await server.firstAdminKey());
      let users = 0;
      const works = () =>
        expect
          .poll(
            async () => {
              const ready = await fetch(`${server.url}/health/ready`);
              await ready.text();
              const { errors } = await api.send(
                `mutation { userCreate(input: { login: "user-${(users += 1)}" }) { __typename } }`,
              );
              return [ready.status, errors];
            },
            { ...EVENTUALLY, interval: 200 },
          )
          .toEqual([200, []]);
      const isNotReady = () =>
        expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status).toBe(503);
      await works();
      // Its connections stay as they are, and are refused writes.
      await primary.run("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
      await isNotReady();
      await standby.run("SELECT pg_promote()");
      await works();
      await expect.poll(() => listeners(standby)).toBe(1);
      await standby.kill();
      await isNotReady();
      // The old primary has less than this server has seen: it goes on where it was.
      await primary.run("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()");
      await standby.start();
      await works();
      await expect.poll(() => listeners(standby)).toBe(1);
      expect((await server.stop()).code).toBe(0);
    },
  );
});
