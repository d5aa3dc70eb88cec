import { generateKeyPairSync } from "node:crypto";
import { createClient } from "graphql-ws";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask, phoneOptions, PUBLIC, pushScene, shown, signInBy } from "../support/push.js";
import { onOneStore } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

/** What a page got that follows a challenge. */
interface Followed {
  readonly states: string[];
  readonly ended: Promise<"ENDED" | "REFUSED">;
}

onOneStore(
  "following a challenge",
  (world) => {
    const clients: { dispose: () => void | Promise<void> }[] = [];
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.dispose();
    });

    /** Follows by WebSocket, as a page does. */
    function follow(key: string, id: string, url = world().url): Followed {
      const client = createClient({
        url: `${url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${key}` },
        retryAttempts: 0,
      });
      clients.push(client);
      const states: string[] = [];
      const ended = new Promise<"ENDED" | "REFUSED">((resolve) => {
        client.subscribe<{ challenge: { state: string } | null }>(
          {
            query: "subscription Waiting($id: ID!) { challenge(id: $id) { id state } }",
            variables: { id },
          },
          {
            next: ({ data, errors }) =>
              states.push(data?.challenge?.state ?? String(errors?.[0]?.extensions?.["code"])),
            error: () => resolve("REFUSED"),
            complete: () => resolve("ENDED"),
          },
        );
      });
      return { states, ended };
    }

    const scene = () => pushScene(world(), { ...phoneOptions(world()), privateKey });
    const begun = (followed: Followed) => expect.poll(() => followed.states).toEqual(["PENDING"]);

    it("shows its state at once, and its answer when the person has answered; then it ends", async () => {
      const { seed, phone } = await scene();
      const challenge = await ask(seed);
      const followed = follow(seed.admin.key, challenge.id);
      await begun(followed);
      const { displayCode } = await phone.accept(await shown(phone));
      expect(await followed.ended).toBe("ENDED");
      expect(followed.states).toEqual(["PENDING", "APPROVED"]);
      // Somebody who comes later sees how it ended.
      const late = follow(seed.admin.key, challenge.id);
      expect(await late.ended).toBe("ENDED");
      expect(late.states).toEqual(["APPROVED"]);
      expect((await signInBy(seed, challenge, displayCode ?? "")).granted).toBe(true);
      world().clock.pass(60);
      const next = await ask(seed);
      const other = follow(seed.admin.key, next.id);
      await begun(other);
      await phone.cancel(await shown(phone));
      await other.ended;
      expect(other.states).toEqual(["PENDING", "DECLINED"]);
    });

    it("ends when it expires, and shows a decoy as one that nobody answers", async () => {
      const { seed } = await scene();
      world().clock.pass(60);
      const [real, decoy] = [await ask(seed), await ask(seed, {}, "nobody")];
      const followers = [real, decoy].map(({ id }) => follow(seed.admin.key, id));
      for (const follower of followers) await begun(follower);
      world().clock.pass(119);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      for (const { states } of followers) expect(states).toEqual(["PENDING"]);
      world().clock.pass(2);
      for (const { states, ended } of followers) {
        expect(await ended).toBe("ENDED");
        expect(states).toEqual(["PENDING", "EXPIRED"]);
      }
    });

    it("is for whoever may ask for a challenge, within the account, and for nobody else", async () => {
      const { seed, phone } = await scene();
      const challenge = await ask(seed);
      const getKey = async (role: string) => (await seed.key(role)).key;
      const helpdesk = follow(await getKey("HELPDESK"), challenge.id);
      const authenticator = follow(await getKey("AUTHENTICATOR"), challenge.id);
      const stranger = follow((await world().seed()).admin.key, challenge.id);
      for (const one of [helpdesk, authenticator, stranger]) await begun(one);
      expect(await follow(await getKey("AUDITOR"), challenge.id).ended).toBe("REFUSED");
      await phone.accept(await shown(phone));
      for (const one of [helpdesk, authenticator]) {
        await one.ended;
        expect(one.states).toEqual(["PENDING", "APPROVED"]);
      }
      expect(stranger.states).toEqual(["PENDING"]);
    });

    it("works by SSE too, without cursors, which are of events", async () => {
      const { seed, phone } = await scene();
      const challenge = await ask(seed);
      const response = await fetch(`${world().url}/graphql`, {
        method: "POST",
        headers: {
          accept: "text/event-stream",
          "content-type": "application/json",
          authorization: `Bearer ${seed.admin.key}`,
        },
        body: JSON.stringify({
          query: "subscription ($id: ID!) { challenge(id: $id) { state } }",
          variables: { id: challenge.id },
        }),
      });
      expect(response.status).toBe(200);
      let text = "";
      let isAnswered = false;
      const decoder = new TextDecoder();
      for await (const part of response.body ?? []) {
        text += decoder.decode(part, { stream: true });
        // Not before: the status comes before the first look at the challenge.
        if (isAnswered || !text.includes('"state":"PENDING"')) continue;
        isAnswered = true;
        await phone.accept(await shown(phone));
      }
      expect(text.match(/"state":"\w+"/g)).toEqual(['"state":"PENDING"', '"state":"APPROVED"']);
      expect(text).toContain("event: complete");
      expect(text).not.toMatch(/^id:/m);
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
