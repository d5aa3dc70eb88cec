// Logs that earlier versions sealed: of each format one that such a version exported, and what the first version left.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FORMATS, NEWEST } from "../../server/events/seal/formats.js";
import { manualClock } from "../support/clock.js";
import { Elsewhere, events, printed, seal } from "../support/event-log.js";
import { runCommand } from "../support/process.js";
import { withServerFrom } from "../support/release-fixture.js";

const FIXTURES = path.join(import.meta.dirname, "../fixtures");

/** After the events of the fixtures. */
const LATER = Date.parse("2026-12-04T00:00:00Z");

const elsewhere = new Elsewhere();
afterAll(() => elsewhere.clear());

describe("a log that an earlier version sealed", () => {
  const earlier = FORMATS.filter((format) => format !== NEWEST).map(({ number }) => number);

  it.each(earlier)("is verified by the rules of its format (%i)", async (number) => {
    const file = path.join(FIXTURES, `logs/format-${number}.jsonl`);
    expect(printed(await runCommand(["events", "verify", "--file", file]))).toContain(
      "The log is unchanged since it was sealed: 16 events under 6 seals.",
    );
    const text = readFileSync(file, "utf8");
    const changed = elsewhere.keep(text.replace("Resource VPN was created.", "Resource LAN was created."));
    const { code, stderr } = await runCommand(["events", "verify", "--file", changed]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^RESOURCE_CREATED of \S+ \(\S+\) was changed after it was sealed, in seal \d /,
      ),
    });
  });

  it("goes on in the newest format after the upgrade, and is verified whole", async () => {
    await withServerFrom(path.join(FIXTURES, "first-release"), manualClock(LATER), async (server, admin) => {
      await admin.do("userCreate", { login: "dora" }, "__typename");
      await seal({ services: server.services, database: server.services.database });
      const { eventSeals } = await admin.query<{ eventSeals: { nodes: { format: number | null }[] } }>(
        "{ eventSeals { nodes { format } } }",
      );
      const formats = new Set(eventSeals.nodes.map(({ format }) => format));
      expect(formats).toEqual(new Set([null, NEWEST.number]));
      expect(printed(await events(admin, "verify"))).toContain("The log is unchanged since it was sealed: ");
      const file = elsewhere.keep(printed(await events(admin, "export")));
      expect(printed(await runCommand(["events", "verify", "--file", file]))).toContain(
        "The log is unchanged since it was sealed: ",
      );
    });
  });
});
