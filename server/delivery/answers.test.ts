import { describe, expect, it } from "vitest";
import { below, failedStatus, field, getId, readJson, getResult, retryAfterSeconds } from "./answers.js";

function answer(status: number, headers: Record<string, string> = {}) {
  return { status, headers, body: "" };
}

describe("a status that is no success", () => {
  it.each([
    [301, "REFUSED"],
    [307, "REFUSED"],
    [400, "REFUSED"],
    [401, "REFUSED"],
    [403, "REFUSED"],
    [404, "REFUSED"],
    [408, "NOT_ACCEPTED"],
    [413, "REFUSED"],
    [429, "NOT_ACCEPTED"],
    [500, "UNKNOWN"],
    [502, "UNKNOWN"],
    [503, "NOT_ACCEPTED"],
    [504, "UNKNOWN"],
  ])("%i is %s", (status, state) => {
    const result = failedStatus(answer(status), "The gateway");
    expect(result).toMatchObject({ state, failure: expect.stringContaining(String(status)) });
  });

  it("says when to try again", () => {
    expect(failedStatus(answer(429, { "retry-after": "7" }), "It")).toMatchObject({ retryAfterSeconds: 7 });
    expect(failedStatus(answer(408), "It")).toMatchObject({ retryAfterSeconds: null });
    expect(failedStatus(answer(503, { "retry-after": "60" }), "It")).toMatchObject({
      state: "NOT_ACCEPTED",
      retryAfterSeconds: 60,
    });
  });
});

describe("Retry-After", () => {
  const date = "Thu, 26 Nov 2026 12:00:00 GMT";

  it.each([
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "120" }, 120],
    [{ "retry-after": "999999999" }, 86_400],
    [{ "retry-after": "Thu, 26 Nov 2026 12:00:30 GMT", date }, 30],
    [{ "retry-after": "Thu, 26 Nov 2026 11:00:00 GMT", date }, 0],
    [{ "retry-after": "Thu, 26 Nov 2026 12:00:30 GMT" }, null],
    [{ "retry-after": "soon", date }, null],
    [{}, null],
  ])("%j is %s", (headers, seconds) => {
    expect(retryAfterSeconds({ headers })).toBe(seconds);
  });
});

describe("an outcome without an answer", () => {
  const judge = () => {
    throw new Error("there is no answer to judge");
  };

  it("is refused, repeatable or unknown", () => {
    const failure = "It failed.";
    expect(getResult({ state: "FORBIDDEN", failure }, judge)).toEqual({ state: "REFUSED", failure });
    expect(getResult({ state: "NOT_SENT", failure }, judge)).toEqual({
      state: "NOT_ACCEPTED",
      failure,
      retryAfterSeconds: null,
    });
    expect(getResult({ state: "UNKNOWN", failure }, judge)).toEqual({ state: "UNKNOWN", failure });
  });
});

describe("what an answer has", () => {
  it("is read without trust", () => {
    expect(readJson("{")).toBeUndefined();
    expect(field(readJson('{"a":1}'), "a")).toBe(1);
    expect(field(readJson('{"a":1}'), "toString")).toBeUndefined();
    for (const value of [undefined, null, "a", [1]]) expect(field(value, "length")).toBeUndefined();
    expect(getId(42)).toBe("42");
    expect(getId("SM-1.2:3_4")).toBe("SM-1.2:3_4");
    for (const value of ["", "two words", "x".repeat(101), 1.5, {}, null]) expect(getId(value)).toBeNull();
  });

  it("is below a base with or without a slash", () => {
    expect(below("https://a.example", "b")).toBe("https://a.example/b");
    expect(below("https://a.example/x/", "b")).toBe("https://a.example/x/b");
  });
});
