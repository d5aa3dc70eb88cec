import { serverAudits } from "graphql-http";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { EVENTUALLY } from "../support/eventually.js";
import { post, postHead, RawConnection } from "../support/raw-connection.js";
import { onOneStore } from "../support/world.js";

/** The audits of a server, whose requests carry a key. */
function getAudits({ url, key }: { readonly url: string; readonly key: string }) {
  const withKey: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${key}`);
    return fetch(input, { ...init, headers });
  };
  return serverAudits({ url: `${url}/graphql`, fetchFn: withKey });
}

// The list of audits does not depend on the server.
const names = getAudits({ url: "", key: "" }).map(({ id, name }) => [id, name] as const);

onOneStore("GraphQL over HTTP", (world) => {
  it.each(names)("passes audit %s: %s", async (id) => {
    const audit = getAudits(world().admin).find((one) => one.id === id);
    const result = await audit?.fn();
    expect(result).toEqual({ id, name: audit?.name, status: "ok" });
  });

  describe("a request that offers another protocol", () => {
    const BODY = '{"query":"{ __typename }"}';
    /** As Java's HttpClient and `curl --http2` offer HTTP/2 with the first request of each connection. */
    const OFFER = "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n";
    const READY = "GET /health/ready HTTP/1.1\r\nhost: test\r\n";

    /**
     * Sends pieces, one after the other; the last one of several when those before are answered.
     * @param count of the answers that are expected, and of the end. @returns the statuses of the answers, and whether the
     * connection ended.
     */
    async function answersTo(count: number, ...pieces: readonly string[]): Promise<(number | "end")[]> {
      const connection = await RawConnection.open(world().url);
      const came = (): (number | "end")[] => [
        ...[...connection.received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status)),
        ...(connection.isOver ? ["end" as const] : []),
      ];
      const haveCome = (least: number) =>
        expect
          .poll(() => came().length, { ...EVENTUALLY, interval: 10 })
          .toBeGreaterThanOrEqual(Math.min(least, count));
      for (const [index, piece] of pieces.entries()) {
        if (index > 0 && index === pieces.length - 1) await haveCome(1);
        // A part of a request has no answer: only time keeps it apart from the next one.
        else if (index > 0) await setTimeout(100);
        connection.write(piece);
      }
      await haveCome(count);
      // And nothing more comes.
      await Promise.race([connection.over, setTimeout(100)]);
      const all = came();
      connection.close();
      return all;
    }

    it("is answered as usual, and the next one on its connection, too", async () => {
      const { key } = world().admin;
      const head = postHead(key, BODY.length, OFFER);
      const chunked = postHead(key, undefined, OFFER);
      const next = post(key, BODY);
      for (const [expected, ...pieces] of [
        [[200, 200], head + BODY, next],
        [[200, 200], head, BODY, next],
        [[200, 200], head + BODY.slice(0, 9), BODY.slice(9), next],
        [[200, 200], `${READY}${OFFER}\r\n`, next],
        [[200, 200], `${READY}Connection: upgrade\r\nUpgrade: TLS/1.0, h2c\r\n\r\n`, next],
        [[200, 200], `${READY}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n`, next],
        [
          [200, 200],
          postHead(key, BODY.length, "connection: upgrade\r\nupgrade: websocket\r\n") + BODY,
          next,
        ],
        [[401, 200], postHead("x", BODY.length, OFFER) + BODY, next],
        // The API takes no body in chunks, whatever is offered.
        [[411, "end"], `${chunked}${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`, next],
      ] as const) {
        expect(await answersTo(expected.length, ...pieces), JSON.stringify(pieces)).toEqual(expected);
      }
    });

    it("is the last of its connection where more came with it: that is never read from its middle", async () => {
      const { key } = world().admin;
      const smuggled = post(key, '{"query":"mutation { __typename }"}');
      const outer = postHead(key, 500);
      for (const first of [postHead(key, BODY.length, OFFER) + BODY, `${READY}${OFFER}\r\n`]) {
        expect(await answersTo(2, first + post(key, BODY), post(key, BODY))).toEqual([200, "end"]);
        expect(await answersTo(2, first + outer, smuggled)).toEqual([200, "end"]);
      }
    });

    it("becomes a WebSocket where it offers one, also beside others", async () => {
      const handshake =
        "GET /graphql HTTP/1.1\r\nhost: test\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n" +
        "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: graphql-transport-ws\r\n";
      for (const offers of ["websocket", "WebSocket", "h2c, websocket"]) {
        expect(await answersTo(1, `${handshake}upgrade: ${offers}\r\n\r\n`), offers).toEqual([101]);
      }
      expect(
        await answersTo(1, `${handshake.replace("/graphql", "/feed")}upgrade: websocket\r\n\r\n`),
      ).toEqual([404]);
    });
  });
});
