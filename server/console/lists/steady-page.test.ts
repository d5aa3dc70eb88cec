import { expect, it } from "vitest";
import { steadyPage, type ReadPage } from "./steady-page.js";

/** Rows of a list that is ordered by their numbers, which are also their cursors. */
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ id: String(from + index) }));

/** One page of that list, and whether there are rows before it and behind it. */
function page(
  nodes: readonly { readonly id: string }[],
  [hasPreviousPage, hasNextPage]: readonly [boolean, boolean],
): ReadPage<{ readonly id: string }> {
  const [startCursor, endCursor] = [nodes[0]?.id ?? null, nodes.at(-1)?.id ?? null];
  return { nodes, pageInfo: { startCursor, endCursor, hasPreviousPage, hasNextPage, searchStopped: false } };
}

it("the next page begins after the rows that are shown, also when all of them are gone and others fill the page", () => {
  const shown = page(rows(1, 20), [false, true]);
  const { pageInfo, changes, rows: steady } = steadyPage(shown, page(rows(21, 40), [false, true]));
  expect(pageInfo).toMatchObject({ endCursor: "20", hasNextPage: true });
  expect(changes).toBe(40);
  expect(steady.every(({ isGone }) => isGone)).toBe(true);
  // The others are the last ones there are.
  expect(steadyPage(shown, page(rows(21, 40), [false, false])).pageInfo).toMatchObject({
    endCursor: "20",
    hasNextPage: true,
    hasPreviousPage: false,
  });
  expect(steadyPage(shown, page([...rows(6, 20), ...rows(21, 23)], [false, false])).pageInfo).toMatchObject({
    endCursor: "20",
    hasNextPage: true,
  });
});

it("the previous page ends before the rows that are shown, when others have moved there from the front", () => {
  const shown = page(rows(21, 40), [true, true]);
  expect(steadyPage(shown, page(rows(1, 20), [false, true])).pageInfo).toMatchObject({
    startCursor: "21",
    hasPreviousPage: true,
    endCursor: "40",
    hasNextPage: true,
  });
});

it("a page stays when no rows are left in that direction, and the first page does not go back to new rows", () => {
  const shown = page(rows(2, 21), [false, true]);
  expect(steadyPage(shown, page([], [false, false])).pageInfo.hasNextPage).toBe(false);
  expect(steadyPage(shown, page(rows(2, 21), [false, false])).pageInfo.hasNextPage).toBe(false);
  const added = steadyPage(shown, page(rows(1, 21), [false, false]));
  expect(added.changes).toBe(1);
  expect(added.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: false });
});

it("a page without rows takes its place in the list from the answer", () => {
  const stopped = page([], [false, true]);
  const pageInfo = { ...stopped.pageInfo, endCursor: "10", searchStopped: true };
  expect(steadyPage(page([], [false, false]), { nodes: [], pageInfo }).pageInfo).toBe(pageInfo);
});
