import { expect, it } from "vitest";
import { getContents } from "../support/contents.js";
import { meanwhile } from "../support/bystanders.js";
import { imported, type Imported } from "../support/upload.js";
import { onOneStore } from "../support/world.js";

const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };

/** Rows of a vendor's file. */
function rows(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `TP-${1_000_000 + index},${String(index).padStart(40, "31")}`,
  );
}

onOneStore("a large file", (world) => {
  it(
    "of 20,000 rows with a bad one near the end is refused at its line, while people sign in, and moves nothing",
    { tags: "deep" },
    async () => {
      const seed = await world().seed();
      await seed.resource("VPN");
      const buttons = [await seed.counterFob({ at: ["VPN"] }), await seed.counterFob({ at: ["VPN"] })];
      for (const [index, button] of buttons.entries()) {
        await seed.user(`anna-${index}`);
        const to = { user: { login: `anna-${index}` } };
        await seed.admin.do("tokenAssign", { token: { id: button.id }, to }, "__typename");
      }
      const file = rows(20_000);
      file[19_989] = "TP-NOSECRET,";
      let answer: Imported | undefined;
      const seen = await meanwhile(seed, "VPN", buttons, async () => {
        answer = await imported(seed.admin, "tokenImport", CSV, Buffer.from(file.join("\n")));
      });
      expect(answer).toMatchObject({
        created: 0,
        refused: [
          { line: null, code: "QUOTA_EXCEEDED" },
          { line: 19_990, code: "VALIDATION_FAILED", message: "The secret is missing." },
        ],
        job: { status: "REFUSED", progress: { rowsRead: 20_000, rowsChecked: 19_999, rowsMoved: 0 } },
      });
      expect(seen.signIns).toBeGreaterThan(5);
      expect(await seed.admin.query("{ tokens { totalCount } }")).toEqual({ tokens: { totalCount: 2 } });
      expect((await getContents(world())).filter((row) => row.startsWith("import_rows "))).toEqual([]);
    },
  );

  it("of 5,000 rows is moved at once: everybody sees all of it, or nothing", { tags: "deep" }, async () => {
    const seed = await world().seed();
    const counts = new Set<number>();
    const watched = { goesOn: true };
    const look = async () => {
      while (watched.goesOn) {
        const { tokens } = await seed.admin.query<{ tokens: { totalCount: number } }>(
          "{ tokens { totalCount } }",
        );
        counts.add(tokens.totalCount);
      }
    };
    const looking = look();
    const answer = await imported(seed.admin, "tokenImport", CSV, Buffer.from(rows(5_000).join("\r\n")));
    watched.goesOn = false;
    await looking;
    expect(answer).toMatchObject({ created: 5_000, job: { status: "SUCCEEDED" } });
    expect([...counts, 5_000].filter((count) => count !== 0 && count !== 5_000)).toEqual([]);
    const { events } = await seed.admin.query<{ events: object }>(
      "{ events(filter: { types: [TOKEN_IMPORTED] }) { totalCount } }",
    );
    expect(events).toEqual({ totalCount: 5_000 });
  });
});
