// @module-tag deep
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getUuid } from "../support/contents.js";
import { inPieces } from "../support/in-pieces.js";
import type { SearchedPageInfo } from "../support/lists.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const TOKENS = 48_000;
/** The tokens from here on have the word `late`: more than an index finds quickly, and none of the first ones. */
const LATE_FROM = 12_000;

interface Page {
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: SearchedPageInfo;
}

onOneStore("a search in a long list", (world) => {
  let seed: Seed;

  beforeAll(async () => {
    seed = await world().seed();
    await inPieces(TOKENS, (from, to) =>
      world().database.query(Prisma.sql`
      INSERT INTO tokens (account_id, id, name, model, status, algorithm, digits, hash, period_seconds, secret, search, created_at, updated_at)
      SELECT ${getUuid(seed.accountId)}::uuid, gen_random_uuid(), n::text, 'UNIVERSAL', 'ACTIVE', 'TOTP', 6, 'SHA1', 30, '\\x00',
        ARRAY['fob', 'f-' || n] || CASE WHEN n % 2 = 0 THEN ARRAY['f', n::text] ELSE '{}' END
          || CASE WHEN n >= ${LATE_FROM}::int THEN ARRAY['late'] ELSE '{}' END
          || CASE WHEN n IN (11000, 30000) THEN ARRAY['rare'] ELSE '{}' END,
        timestamptz '2026-01-01' + n * interval '1 second', now()
      FROM generate_series(${from}::int, ${to}::int) AS n`),
    );
  });

  async function read(text: string, range: string): Promise<Page> {
    const { tokens } = await seed.admin.query<{ tokens: Page }>(
      `query ($text: String!) { tokens(${range}, filter: { text: $text }) {
        nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor searchStopped } } }`,
      { text },
    );
    return tokens;
  }

  const names = (page: Page) => page.nodes.map(({ name }) => Number(name));

  it("stops where frequent words are not found, says so, and goes on from there, in both directions", async () => {
    const found: number[] = [];
    let after = "";
    let stops = 0;
    for (;;) {
      const page = await read("late fob", `first: 3${after}`);
      found.push(...names(page));
      if (page.pageInfo.searchStopped) stops += 1;
      expect(page.pageInfo.hasNextPage).toBe(true);
      after = `, after: "${page.pageInfo.endCursor}"`;
      if (found.length >= 6) break;
    }
    expect(stops).toBe(1);
    expect(found).toEqual([0, 1, 2, 3, 4, 5].map((n) => LATE_FROM + n));

    const back = await read("late fob", `last: 3, before: "${(await readAt(LATE_FROM + 2)).cursor}"`);
    expect(names(back)).toEqual([LATE_FROM, LATE_FROM + 1]);
    expect(back.pageInfo).toMatchObject({ hasPreviousPage: true, searchStopped: true });
    const further = await read("late fob", `last: 3, before: "${back.pageInfo.startCursor}"`);
    expect(names(further)).toEqual([]);
    expect(further.pageInfo).toMatchObject({
      hasPreviousPage: false,
      searchStopped: false,
      startCursor: null,
    });
  });

  async function readAt(n: number): Promise<{ cursor: string }> {
    const { tokens } = await seed.admin.query<{ tokens: { edges: { cursor: string }[] } }>(
      `{ tokens(first: 1, filter: { text: "f-${n}" }) { edges { cursor node { name } } } }`,
    );
    const [edge] = tokens.edges;
    if (edge === undefined) throw new Error(`there is no token ${n}`);
    return edge;
  }

  it("finds rare words at once, wherever they are, also beside a word that everything has", async () => {
    for (const [text, expected] of [
      ["rare", [11_000, 30_000]],
      ["rare fob", [11_000, 30_000]],
      ["rare late", [30_000]],
      [`f-${TOKENS} late`, [TOKENS]],
      ["nothing-of-the-kind fob", []],
    ] as const) {
      const page = await read(text, "first: 20");
      expect.soft(names(page), text).toEqual(expected);
      expect.soft(page.pageInfo, text).toMatchObject({ hasNextPage: false, searchStopped: false });
      expect.soft(names(await read(text, "last: 20")), text).toEqual(expected);
    }
  });

  it("finds rare parts beside parts that everything has, and asks the index for the rare ones alone", async () => {
    const statements = vi.spyOn(world().database, "query");
    onTestFinished(() => statements.mockRestore());
    for (const [text, expected] of [
      ["f-30000", [30_000]],
      ["f_30000", [30_000]],
      // Its row has the whole alone.
      ["f-30001", [30_001]],
      ["late-30000", [30_000]],
      ["late/30000/fob f-3000", [30_000]],
      ["late-11000", []],
      ["g-30000", []],
    ] as const) {
      expect.soft(names(await read(text, "first: 20")), text).toEqual(expected);
      expect.soft(names(await read(text, "last: 20")), text).toEqual(expected);
    }
    const lookUps = statements.mock.calls.flatMap(([{ sql, values }]) =>
      sql.includes("AS words") && sql.includes("k0")
        ? [values.filter((value) => String(value).includes(":*"))]
        : [],
    );
    expect(lookUps).toContainEqual([`('f-30000':* | ('30000':*))`, `('f-30000':* | ('f':* & '30000':*))`]);
  });

  it("counts all that have rare words, and of frequent words those among the first rows, and says which", async () => {
    const statements = vi.spyOn(world().database, "query");
    onTestFinished(() => statements.mockRestore());
    for (const [text, totalCount, totalCountIsExact, isLookedUp] of [
      ["rare", 2, true, true],
      ["rare late", 1, true, true],
      [`f-${TOKENS}`, 1, true, true],
      ["nothing-of-the-kind fob", 0, true, true],
      [" --- ", 0, true, false],
      ["fob", 10_001, false, false],
      ["late fob", 0, false, false],
    ] as const) {
      statements.mockClear();
      const query = `query ($text: String!) { tokens(first: 1, filter: { text: $text }) { totalCount totalCountIsExact } }`;
      const { tokens } = await seed.admin.query<{ tokens: object }>(query, { text });
      expect.soft(tokens, text).toEqual({ totalCount, totalCountIsExact });
      // Such a condition makes the database look for more than the first rows.
      const conditions = statements.mock.calls.filter(([{ sql }]) => sql.includes("AND array_to_tsvector("));
      expect.soft(conditions.length > 0, text).toBe(isLookedUp);
    }
  });

  it("finds nothing for a text without a letter or digit", async () => {
    for (const range of ["first: 20", "last: 20"]) {
      const page = await read(" --- ", range);
      expect(page).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, searchStopped: false } });
    }
  });

  it("ends at the end of the list, also when the last row that is tested is the last one", async () => {
    const page = await read("fob", `first: 100, after: "${(await readAt(TOKENS - 2)).cursor}"`);
    expect(names(page)).toEqual([TOKENS - 1, TOKENS]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, searchStopped: false });
  });
});
