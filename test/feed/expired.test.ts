import { expect, it } from "vitest";
import { keepHouse } from "../../server/housekeeping.js";
import { seal, settled, SEALED_BY_HAND } from "../support/event-log.js";
import { Listener } from "../support/listener.js";
import { onEveryStore } from "../support/world.js";

onEveryStore(
  "a cursor of which the months are over",
  (world) => {
    it("gets CURSOR_EXPIRED and the oldest cursor there is, after which the feed goes on whole", async () => {
      const seed = await world().seed();
      const { clock } = world();
      const goTo = (day: string) => clock.pass((Date.parse(day) - clock.now()) / 1_000);
      await settled(world());
      const early = await Listener.open(seed.admin);
      await seed.user("anna");
      await seed.user("bert");
      await early.hears(2);
      await early.stop();
      await seal(world());
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
  },
  { ...SEALED_BY_HAND, TOKENPLANE_EVENT_MONTHS: "1" },
);
