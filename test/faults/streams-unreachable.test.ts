import { afterAll, describe, expect, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { postgresBinaries, startPostgres } from "../support/postgres.js";
import { Workshop } from "../support/process.js";
import { RawSocket } from "../support/raw-socket.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

const EVENTS = "subscription { events { cursor } }";

describe.skipIf(postgresBinaries() === undefined)("a stream that is opened while PostgreSQL is away", () => {
  it("is refused so that clients come again: 1013 on a WebSocket, 503 for SSE; both work when it is back", async () => {
    const postgres = await startPostgres();
    try {
      const settings = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
      const server = await workshop.start(settings);
      const key = await server.firstAdminKey();
      const follow = () =>
        fetch(`${server.url}/graphql?query=${encodeURIComponent(EVENTS)}`, {
          headers: { accept: "text/event-stream", authorization: `Bearer ${key}` },
          signal: AbortSignal.timeout(30_000),
        });
      const introduce = async () => {
        const socket = new RawSocket(server.url);
        await socket.opened;
        socket.send({ type: "connection_init", payload: { authorization: `Bearer ${key}` } });
        return socket;
      };
      // Nobody has used the key yet, so that the database must be asked for it.
      await postgres.kill();
      const refused = await introduce();
      expect(await refused.closed).toEqual({ code: 1013, reason: "The database cannot be reached." });
      const answer = await follow();
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAVAILABLE" } }] });

      await postgres.start();
      await expect
        .poll(() => fetch(`${server.url}/health/ready`).then(({ status }) => status), { timeout: 20_000 })
        .toBe(200);
      const socket = await introduce();
      expect(await socket.gets({ type: "connection_ack" })).toMatchObject({ payload: {} });
      socket.close();
      const stream = await follow();
      expect(stream.status).toBe(200);
      await stream.body?.cancel();
      await server.stop();
    } finally {
      await postgres.stop();
    }
  });
});
