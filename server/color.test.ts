import { afterEach, describe, expect, it, vi } from "vitest";
import { hasColor } from "./color.js";

afterEach(() => vi.unstubAllEnvs());

describe("colour", () => {
  it.each([
    ["on a terminal", true, {}, true],
    ["in a pipe", false, {}, false],
    ["on a terminal that knows none", true, { TERM: "dumb" }, false],
    ["on a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["on a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
    ["in a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
    ["on a terminal with FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
    ["with both", true, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ])("%s", (_where, isTTY, environment, expected) => {
    const all = { TERM: "xterm", NO_COLOR: "", FORCE_COLOR: "", ...environment };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    expect(hasColor({ isTTY })).toBe(expected);
  });
});
