import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../plugin/cty/value.js";
import { exactlyOne, idAlone } from "./naming.js";

describe("exactly one of several attributes", () => {
  it.each([
    ["one", { id: "a", login: null }, []],
    ["none", { id: null, login: null }, [["id"]]],
    ["two", { id: "a", login: "b" }, [["login"]]],
    ["variables that may be null", { id: UNKNOWN, login: UNKNOWN }, []],
    ["one that may be null", { id: UNKNOWN, login: null }, []],
    ["one, beside one that may be null", { id: UNKNOWN, login: "b" }, []],
  ])("is checked as far as it is known: %s", (_what, given, paths) => {
    expect([...exactlyOne(given)].map(({ path }) => path)).toEqual(paths);
  });
});

describe("an id alone, or one attribute of each group", () => {
  const none = { place: null, otherPlace: null, who: null, otherWho: null };
  it.each([
    ["an id", "a", {}, []],
    ["nothing", null, {}, [["id"]]],
    ["an id and more", "a", { who: "b" }, [["who"]]],
    ["half of it", null, { who: "b" }, [["place"]]],
    ["variables that may be null", UNKNOWN, { place: UNKNOWN, who: UNKNOWN, otherWho: UNKNOWN }, []],
    ["an id that may be null", UNKNOWN, {}, []],
    ["an id that must become null", UNKNOWN, { place: "a", otherPlace: UNKNOWN, who: "b" }, []],
    ["an id, beside what may be null", "a", { place: UNKNOWN }, []],
    ["half of it, for any id", UNKNOWN, { who: "b" }, [["place"]]],
    ["half of it, for any variable", null, { who: UNKNOWN }, [["place"]]],
  ])("is checked as far as it is known: %s", (_what, id, given, paths) => {
    const { place, otherPlace, who, otherWho } = { ...none, ...given };
    const groups = [
      { place, otherPlace },
      { who, otherWho },
    ];
    expect([...idAlone(id, groups, "Write id.")].map(({ path }) => path)).toEqual(paths);
  });
});
