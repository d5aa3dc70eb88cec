import { expect, it } from "vitest";
import type { Sql } from "../database/database.js";
import { RecentUses } from "./recent-uses.js";

it("recent uses are marked again by several statements of 2,000 uses at most", async () => {
  const uses = new RecentUses();
  for (let n = 0; n < 4_001; n += 1) {
    uses.note({ accountId: "a", tokenId: `t${n}`, step: n, byCounter: false, secretFingerprint: null });
  }
  const marked: string[][] = [];
  const session = {
    async query<Row>({ values }: Sql): Promise<Row[]> {
      const given = JSON.parse(String(values[0])) as readonly { readonly token_id: string }[];
      marked.push(given.map(({ token_id: id }) => id));
      return [];
    },
  };
  await uses.markAgain(session);
  expect(marked.map(({ length }) => length)).toEqual([2_000, 2_000, 1]);
  expect(new Set(marked.flat()).size).toBe(4_001);
});
