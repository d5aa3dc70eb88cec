// @module-tag deep
import { expect, it } from "vitest";
import { keepHouse } from "../../server/housekeeping.js";
import { seal, settled, SEALED_BY_HAND } from "../support/event-log.js";
import { Listener } from "../support/listener.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

onOneStore(
  "a cursor of which the months are over",
  (world) => {
    /** Two users are created, and a follower hears of them. Both events are sealed. */
    const twoEvents = async (seed: Seed) => {
      await settled(world());
      const listener = await Listener.open(seed.admin);
      await seed.user("anna");
      await seed.user("bert");
      await listener.hears(2);
      await listener.stop();
      await seal(world());
      return listener;
    };

    it("gets CURSOR_EXPIRED and the oldest cursor there is, after which the feed goes on whole", async () => {
      const seed = await world().seed();
      const { clock } = world();
      const goTo = (day: string) => clock.pass((Date.parse(day) - clock.now()) / 1_000);
      const early = await twoEvents(seed);
      goTo("2026-12-15T00:00:00Z");
      await seed.user("cora");
      await seal(world());
      const [first, second] = early.heard;
      const kept = new Listener(seed.admin, { after: first?.cursor ?? "" });
      await kept.hears(2);
      await kept.stop();
      expect(kept.logins).toEqual(["bert", "cora"]);

      goTo("2027-01-01T00:01:00Z");
      await keepHouse(world().services);
      const error = await new Listener(seed.admin, { after: first?.cursor ?? "" }).ended;
      expect(error).toMatchObject({ name: "FeedError", code: "CURSOR_EXPIRED", cursor: second?.cursor });
      const rest = new Listener(seed.admin, { after: second?.cursor ?? "" });
      await rest.hears(1);
      expect(rest.logins).toEqual(["cora"]);
      await rest.stop();
    });

    it("is not that of somebody who follows rare events: its place goes on with the feed, and nothing is missed", async () => {
      const seed = await world().seed();
      const { clock } = world();
      const goTo = (day: string) => clock.pass((Date.parse(day) - clock.now()) / 1_000);
      await settled(world());
      const types = ["RESOURCE_CREATED"];
      const rare = new Listener(seed.admin, { filter: { types }, keepAlive: 20 });
      await expect.poll(() => rare.progress.length).toBeGreaterThan(0);
      const [before = ""] = rare.progress;
      await seed.resource("VPN");
      await rare.hears(1);
      await seed.user("anna");
      await settled(world());
      // Told after the user's event was read.
      const all = new Listener(seed.admin, { after: before });
      await all.hears(2);
      const known = rare.progress.length;
      await expect.poll(() => rare.progress.length).toBeGreaterThan(known + 2);
      const after = rare.progress.at(-1) ?? "";
      const rest = new Listener(seed.admin, { after });
      await seal(world());
      goTo("2027-03-15T00:00:00Z");
      await keepHouse(world().services);
      await seed.resource("Mail");
      await rest.hears(1);
      expect(rest.types).toEqual(types);
      await rest.stop();
      await all.stop();
      await rare.hears(2);
      await rare.stop();
      expect(rare.types).toEqual([...types, ...types]);

      expect(await new Listener(seed.admin, { after: before, filter: { types } }).ended).toMatchObject({
        code: "CURSOR_EXPIRED",
      });
      const again = new Listener(seed.admin, { after, filter: { types } });
      await again.hears(1);
      expect(again.types).toEqual(types);
      await again.stop();
    });

    it("gets CURSOR_EXPIRED also once events are kept forever", async () => {
      const seed = await world().seed();
      const { clock } = world();
      const early = await twoEvents(seed);
      clock.pass(62 * 24 * 3_600);
      await seed.user("cora");
      await seal(world());
      await keepHouse(world().services);
      await world().restart({ TOKENPLANE_EVENT_MONTHS: "0" });
      const admin = world().as(seed.admin.key);
      const [first, second] = early.heard;
      const error = await new Listener(admin, { after: first?.cursor ?? "" }).ended;
      expect(error).toMatchObject({ name: "FeedError", code: "CURSOR_EXPIRED", cursor: second?.cursor });
      const rest = new Listener(admin, { after: second?.cursor ?? "" });
      await rest.hears(1);
      expect(rest.logins).toEqual(["cora"]);
      await rest.stop();
      await world().restart();
    });
  },
  { ...SEALED_BY_HAND, TOKENPLANE_EVENT_MONTHS: "1" },
);
