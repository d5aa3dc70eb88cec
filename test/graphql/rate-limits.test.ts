import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { newApiKey } from "../../server/access/api-key.js";
import type { Answer, Api } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { getDocumentId } from "../support/console-operations.js";
import { EVENTUALLY } from "../support/eventually.js";
import { Listener } from "../support/listener.js";
import { RawSocket } from "../support/raw-socket.js";
import { onOneStore, type World } from "../support/world.js";

const WHO = "{ viewer { role } }";

/** What an answer came to: its role, or status and code. */
function outcome({ status, data, errors }: Answer): string {
  const viewer = data?.["viewer"] as { readonly role: string } | undefined;
  return viewer?.role ?? `${status} ${String(errors[0]?.extensions?.["code"])}`;
}

/** Asks many times, some at once. @returns how often each outcome came. */
async function ask(api: Api, times: number, headers: Record<string, string> = {}) {
  const counts: Record<string, number> = {};
  for (let done = 0; done < times; done += 50) {
    const some = Array.from({ length: Math.min(50, times - done) }, () => api.send(WHO, {}, headers));
    for (const answer of await Promise.all(some)) {
      counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1;
    }
  }
  return counts;
}

/** Sends until it is too much, however slow this machine is. @returns how much was not, and the first refusal. */
async function sendUntilRefused<Sent extends { readonly status: number }>(send: () => Promise<Sent>) {
  for (let taken = 0; ;) {
    const some = await Promise.all(Array.from({ length: 10 }, send));
    const refused = some.find(({ status }) => status === 429);
    taken += some.filter(({ status }) => status !== 429).length;
    if (refused !== undefined) return { taken, refused };
  }
}

/** Sends keys of the right shape that nobody has. @returns how often each outcome came. */
async function guess(world: World, times: number, headers: Record<string, string> = {}) {
  const counts: Record<string, number> = {};
  for (let done = 0; done < times; done += 1) {
    const answer = await world.as(newApiKey()).send(WHO, {}, headers);
    counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1;
  }
  return counts;
}

/** Guesses until it is too much, however slow this machine is. @returns how many guesses were not. */
async function guessUntilRefused(world: World, headers: Record<string, string> = {}): Promise<number> {
  for (let taken = 0; taken < 1_000; taken += 1) {
    const [is] = Object.keys(await guess(world, 1, headers));
    if (is === "429 RATE_LIMITED") return taken;
    expect(is).toBe("401 UNAUTHENTICATED");
  }
  throw new Error("a thousand guesses were not too many");
}

/** Waits as long as an answer says. */
async function waitAsAsked({ headers }: Answer): Promise<void> {
  const seconds = Number(headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(2);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

async function getHealth({ url }: World): Promise<number[]> {
  const checks = ["live", "ready"].map((check) => fetch(`${url}/health/${check}`));
  return (await Promise.all(checks)).map(({ status }) => status);
}

onOneStore(
  "the rate of an API key",
  (world) => {
    it("is limited with 429, a sentence and Retry-After, which is true; other keys go on", async () => {
      const seed = await world().seed();
      const busy = await seed.key("AUDITOR");
      const { taken, refused } = await sendUntilRefused(() => busy.send(WHO));
      // Ten seconds' worth in a burst, and what came back meanwhile.
      expect(taken).toBeGreaterThanOrEqual(20);
      expect(refused.status).toBe(429);
      expect(refused.errors).toEqual([
        {
          message:
            "This API key or session sends more than 2 requests per second. Wait 1 second, and send more slowly.",
          extensions: { code: "RATE_LIMITED" },
        },
      ]);
      expect(outcome(await seed.admin.send(WHO))).toBe("ADMIN");
      expect(await getHealth(world())).toEqual([200, 200]);
      await waitAsAsked(refused);
      expect(outcome(await busy.send(WHO))).toBe("AUDITOR");
    });

    it("lets who follows events come again, by the code of its WebSocket", async () => {
      const seed = await world().seed();
      const busy = await seed.key("AUDITOR");
      for (;;) {
        const { refused } = await sendUntilRefused(() => busy.send(WHO));
        const socket = new RawSocket(busy.url);
        await socket.opened;
        socket.send({ type: "connection_init", payload: { authorization: `Bearer ${busy.key}` } });
        const ended = await Promise.race([socket.closed, socket.gets({ type: "connection_ack" })]);
        socket.close();
        // On a slow machine, a second may be over by then.
        if ("type" in ended) continue;
        expect(ended).toEqual({ code: 1013, reason: refused.errors[0]?.message });
        break;
      }
      const listener = new Listener(busy);
      await listener.connected;
      await listener.stop();
    });

    it("counts each subscription of a person in the console, however many are on one WebSocket", async () => {
      const seed = await world().seed();
      const browser = Browser.of(world());
      await browser.accept(await seed.invite("ada", "AUDITOR"));
      const { host, origin } = new URL(browser.origin);
      const cookie = `__Host-tp-console=${browser.cookie}`;
      const socket = new RawSocket(world().url, { headers: { cookie, origin, host } });
      await socket.opened;
      socket.send({ type: "connection_init" });
      const { payload: variables } = await socket.gets({ type: "connection_ack" });
      const feed = { query: "", documentId: getDocumentId("Feed") };
      for (let id = 0; id < 50; id += 1) {
        const { cursor: after } = variables as { readonly cursor: string };
        socket.send({ id: `${id}`, type: "subscribe", payload: { ...feed, variables: { after } } });
      }
      await seed.user("anna");
      await socket.gets({ type: "next" });
      const refused = socket.received.filter(({ type }) => type === "error");
      socket.close();
      expect(refused.length).toBeGreaterThan(20);
      expect(refused[0]?.["payload"]).toMatchObject([
        {
          message: expect.stringMatching(/^This API key or session sends more than 2 requests per second\. /),
          extensions: { code: "RATE_LIMITED" },
        },
      ]);
    });

    it("counts what fails for other reasons too, and does nothing of what it refuses", async () => {
      const seed = await world().seed();
      const busy = await seed.key("ADMIN");
      await sendUntilRefused(() => busy.send("{ nope }"));
      let created = 0;
      const { taken } = await sendUntilRefused(() => {
        created += 1;
        return busy.send(`mutation { userCreate(input: { login: "user${created}" }) { __typename } }`);
      });
      const { users } = await seed.admin.query<{ users: { totalCount: number } }>("{ users { totalCount } }");
      expect(users.totalCount).toBe(taken);
      expect(created).toBeGreaterThan(taken);
    });

    it("is answered in the media type that the client asked for", async () => {
      const seed = await world().seed();
      const busy = await seed.key("AUDITOR");
      const accept = "application/graphql-response+json";
      const { refused } = await sendUntilRefused(() => busy.send(WHO, {}, { accept }));
      expect(refused.headers.get("content-type")).toContain(accept);
      expect(refused.errors[0]?.extensions?.["code"]).toBe("RATE_LIMITED");
    });

    it("is logged for the operator, not for each request", () => {
      const lines = world()
        .logged()
        .split("\n")
        .filter((line) => line.includes("refused: This API key"));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThan(10);
      for (const line of lines)
        expect(JSON.parse(line)).toMatchObject({ level: 40, times: expect.any(Number) });
      expect(world().logged()).not.toMatch(/tp_[0-9A-Za-z]{36}/);
    });
  },
  { TOKENPLANE_KEY_RATE: "2" },
);

const from = (address: string) => ({ "x-forwarded-for": address });

onOneStore(
  "requests without a valid key",
  (world) => {
    it("are limited for each address of a trusted proxy's clients", async () => {
      const begun = performance.now();
      const taken = await guessUntilRefused(world(), from("192.0.2.1"));
      // Six, and what came back meanwhile: one in ten seconds.
      expect(taken).toBeGreaterThanOrEqual(6);
      expect(taken).toBeLessThanOrEqual(6 + Math.floor((performance.now() - begun) / 10_000));
      expect(await guess(world(), 1, from("192.0.2.2"))).toEqual({ "401 UNAUTHENTICATED": 1 });
      // What a client says of itself before the proxy adds its address is not believed. Another address would have six.
      expect(await guessUntilRefused(world(), from("192.0.2.99, 192.0.2.1"))).toBeLessThan(6);
    });

    it("are limited for each /64 of IPv6, which one subscriber has whole", async () => {
      for (const host of ["1", "2", "a:b", "1:2:3:4", "ffff", "0"]) {
        await guess(world(), 1, from(`2001:db8:0:1::${host}`));
      }
      // Another network would have six more.
      expect(await guessUntilRefused(world(), from("2001:db8:0:1:8000::1"))).toBeLessThan(6);
      expect(await guess(world(), 1, from("2001:db8:0:2::1"))).toEqual({ "401 UNAUTHENTICATED": 1 });
    });

    it("are limited whatever they lack: a key, its shape, or its validity", async () => {
      const seed = await world().seed();
      const { apiKey, secret } = await seed.admin.do<{ apiKey: { id: string }; secret: string }>(
        "apiKeyCreate",
        { name: "old", role: "AUDITOR" },
        "apiKey { id } secret",
      );
      const revoked = world().as(secret);
      expect(await ask(revoked, 5, from("192.0.2.10"))).toEqual({ AUDITOR: 5 });
      await seed.admin.do("apiKeyRevoke", { apiKey: apiKey.id }, "__typename");
      for (const [index, bad] of [world().as(""), world().as("tp_x"), revoked].entries()) {
        const headers = from(`192.0.2.${index + 11}`);
        const { taken, refused } = await sendUntilRefused(() => bad.send(WHO, {}, headers));
        expect(taken).toBeGreaterThanOrEqual(6);
        expect(refused.errors[0]?.message).toMatch(
          /^More than 6 requests in a minute came from your address without a valid API key\. Wait \d+ seconds?, and send a valid one\.$/,
        );
        expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(10);
      }
    });

    it("do not lock out the owner of a key that was valid before, and answer no guess too many", async () => {
      const seed = await world().seed();
      const known = await seed.key("AUDITOR");
      const headers = from("192.0.2.30");
      expect(await ask(known, 1, headers)).toEqual({ AUDITOR: 1 });
      let fresh = await seed.key("HELPDESK");
      for (let round = 1; ; round += 1) {
        expect(round, "rounds in which a guess came back").toBeLessThan(10);
        await guessUntilRefused(world(), headers);
        const found = await ask(fresh, 1, headers);
        // A guess that would be right learns nothing: it was one too many.
        if (found["HELPDESK"] === undefined) {
          expect(found).toEqual({ "429 RATE_LIMITED": 1 });
          break;
        }
        // On a slow machine, one guess may have come back by then, and the key is known now.
        fresh = await seed.key("HELPDESK");
      }
      expect(await ask(known, 100, headers)).toEqual({ AUDITOR: 100 });
      expect(await ask(fresh, 1, from("192.0.2.31"))).toEqual({ HELPDESK: 1 });
      expect(await ask(fresh, 1, headers)).toEqual({ HELPDESK: 1 });
    });

    it("are not taken from by valid keys, however many are new", async () => {
      const seed = await world().seed();
      const headers = from("192.0.2.40");
      for (let index = 0; index < 12; index += 1) {
        const key = await seed.key("AUDITOR");
        expect(await ask(key, 1, headers)).toEqual({ AUDITOR: 1 });
      }
      expect(await guess(world(), 6, headers)).toEqual({ "401 UNAUTHENTICATED": 6 });
    });

    it("are those for GraphiQL too, which is sent once and then not again", async () => {
      const headers = { accept: "text/html", ...from("192.0.2.50") };
      const first = await fetch(`${world().url}/graphql`, { headers });
      expect(first.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(first.headers.get("content-encoding")).toBe("gzip");
      expect(await first.text()).toContain("<title>Tokenplane</title>");
      const again = { ...headers, "if-none-match": first.headers.get("etag") ?? "" };
      expect((await fetch(`${world().url}/graphql`, { headers: again })).status).toBe(304);
      const { refused } = await sendUntilRefused(() => fetch(`${world().url}/graphql`, { headers: again }));
      expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    });

    it("never limit health checks", async () => {
      await guessUntilRefused(world());
      expect(await getHealth(world())).toEqual([200, 200]);
    });
  },
  { TOKENPLANE_ADDRESS_FAILURES: "6", TOKENPLANE_TRUSTED_PROXIES: "127.0.0.1" },
);

onOneStore(
  "the rate of a client address",
  (world) => {
    it("is limited with any keys or none, and no header makes another address", async () => {
      const seed = await world().seed();
      const keys = [await seed.key("AUDITOR"), await seed.key("HELPDESK")];
      for (const [index, key] of keys.entries()) {
        const { refused } = await sendUntilRefused(() => key.send(WHO, {}, from(`192.0.2.${index}`)));
        expect(outcome(refused)).toBe("429 RATE_LIMITED");
      }
      const { refused } = await sendUntilRefused(() => world().as("").send(WHO, {}, from("192.0.2.9")));
      expect(refused.errors).toEqual([
        {
          message:
            "More than 4 requests per second come from your address. Wait 1 second, and send more slowly.",
          extensions: { code: "RATE_LIMITED" },
        },
      ]);
      expect(refused.headers.get("retry-after")).toBe("1");
      const shakeHands = () =>
        new Promise<readonly unknown[]>((resolve) => {
          const socket = new WebSocket(
            `${world().url.replace("http", "ws")}/graphql`,
            "graphql-transport-ws",
          );
          socket.on("error", () => {}).on("open", () => resolve(["opened", socket.terminate()]));
          socket.on("unexpected-response", (_request, response) => {
            response.resume();
            resolve([response.statusCode, response.headers["retry-after"]]);
          });
        });
      // On a slow machine, a second may be over by then.
      await expect
        .poll(async () => (await Promise.all(Array.from({ length: 10 }, shakeHands))).at(-1), EVENTUALLY)
        .toEqual([429, "1"]);
      expect(await getHealth(world())).toEqual([200, 200]);
    });
  },
  { TOKENPLANE_ADDRESS_RATE: "4" },
);
