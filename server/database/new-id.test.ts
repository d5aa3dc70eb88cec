import { validate, version } from "uuid";
import { describe, expect, it } from "vitest";
import { newId } from "./new-id.js";

const NOW = Date.UTC(2026, 10, 25);

describe("newId", () => {
  it("makes UUIDs of version 7, all different and in order within one millisecond", () => {
    const ids = Array.from({ length: 5_000 }, () => newId(NOW));
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });

  it("orders ids by their time", () => {
    expect(newId(NOW) < newId(NOW + 1)).toBe(true);
    expect(newId(NOW + 1) > newId(NOW)).toBe(true);
  });

  it("says nothing of one id by another: their last 64 bits share nothing", () => {
    const tails = Array.from({ length: 1_000 }, () => newId(NOW).slice(-17));
    expect(new Set(tails).size).toBe(tails.length);
  });
});
