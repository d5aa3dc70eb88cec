import { describe, expect, it } from "vitest";
import { Recent } from "./recent.js";

describe("what is kept of the recent past", () => {
  it("is what was set, as long as there is room", () => {
    const recent = new Recent<number>(3);
    for (const [index, key] of ["a", "b", "c"].entries()) recent.set(key, index);
    recent.set("b", 7);
    expect(["a", "b", "c", "d"].map((key) => recent.get(key))).toEqual([0, 7, 2, undefined]);
  });

  it("is never more than two generations, however many come", () => {
    const recent = new Recent<number>(100);
    for (let index = 0; index < 10_000; index += 1) {
      recent.set(`key ${index}`, index);
      expect(recent.size).toBeLessThanOrEqual(200);
    }
    expect(recent.get("key 9999")).toBe(9_999);
    expect(recent.get("key 0")).toBeUndefined();
  });

  it("holds what is in use through any number of others", () => {
    const recent = new Recent<string>(10);
    recent.set("busy", "kept");
    for (let index = 0; index < 1_000; index += 1) {
      recent.set(`other ${index}`, "other");
      expect(recent.get("busy")).toBe("kept");
    }
  });

  it("is bounded by weight, and what is too heavy is not kept", () => {
    const recent = new Recent<true>(100, (key) => key.length);
    recent.set("x".repeat(101), true);
    expect(recent.size).toBe(0);
    for (let index = 0; index < 1_000; index += 1) {
      recent.set(String(index).padStart(40, "0"), true);
      expect(recent.size).toBeLessThanOrEqual(4);
    }
  });

  it("forgets what is deleted, and gives its room to others", () => {
    const recent = new Recent<string>(2);
    recent.set("a", "1");
    for (let index = 0; index < 10; index += 1) {
      recent.set("b", "2");
      recent.delete("b");
      expect(recent.get("b")).toBeUndefined();
    }
    expect(recent.get("a")).toBe("1");
    for (const key of ["c", "d"]) recent.set(key, "3");
    recent.delete("a");
    expect(recent.get("a")).toBeUndefined();
  });
});
