import { describe, expect, it } from "vitest";
import { EVENT_TYPES, isEventType, REASONS } from "../event-types.js";
import { storedParams } from "../params.js";
import type { ParamKind, Params } from "../types/declaration.js";
import { acceptedLanguage, LANGUAGES } from "./language.js";
import { type SaidEvent, summaryOf } from "./summary.js";

const TYPES = Object.keys(EVENT_TYPES).filter(isEventType);
const SAID = ["en", "de"] as const satisfies readonly (keyof typeof LANGUAGES)[];

const AT = new Date("2026-12-04T22:05:07.123Z");

/** A value that a sentence is recognised to say. */
function getValue(name: string, kind: ParamKind): string | number | boolean | Date {
  if (kind === "COUNT") return 4711;
  if (kind === "MOMENT") return AT;
  if (kind === "FLAG") return true;
  return kind === "TEXT" ? `<${name}>` : (kind.find((word) => word !== "NONE") ?? "");
}

function eventOf(type: string, params: Readonly<Record<string, string>> | null): SaidEvent {
  return {
    type,
    method: "BYPASS",
    reason: "WRONG_CODE",
    tokenId: "token",
    tokenName: "<token>",
    userId: "user",
    userLogin: "<user>",
    resourceId: "resource",
    resourceName: "<resource>",
    changes: [{ field: "<field>" }],
    summary: params === null ? "A stored sentence." : "",
    params,
    erased: [],
  };
}

describe.each(TYPES)("an event %s", (type) => {
  const declared: Params = EVENT_TYPES[type].params;
  const params = storedParams(
    Object.fromEntries(Object.entries(declared).map(([name, kind]) => [name, getValue(name, kind)])),
  );

  it("is one sentence in each language, with all texts and numbers that it has", () => {
    const sentences = SAID.map((language) => summaryOf(eventOf(type, params), language, null));
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/null|undefined|NaN|\[object|\d\.123|T22:05/);
      for (const [name, kind] of Object.entries(declared)) {
        if (kind === "TEXT") expect(sentence).toContain(`<${name}>`);
        if (kind === "COUNT") expect(sentence).toContain("4711");
        if (kind === "MOMENT") expect(sentence).toContain("22:05 UTC");
      }
    }
    expect(new Set(sentences).size).toBe(SAID.length);
  });

  it("is what it is called once its details are erased", () => {
    const names = SAID.map((language) =>
      summaryOf({ ...eventOf(type, null), summary: "", erased: ["params"] }, language, null),
    );
    expect(names[0]).toBe(`${EVENT_TYPES[type].name}.`);
    expect(names[1]).not.toBe(names[0]);
  });
});

describe("a reason", () => {
  it("has words of its own in each language", () => {
    const say = (reason: string, language: "en" | "de") =>
      summaryOf({ ...eventOf("MESSAGE_SUPPRESSED", { to: "<to>" }), reason }, language, null);
    for (const language of SAID) {
      const all = Object.keys(REASONS).map((reason) => say(reason, language));
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe("an event of an earlier version", () => {
  it("is its stored sentence in each language", () => {
    for (const language of SAID)
      expect(summaryOf(eventOf("CHANNEL_CREATED", null), language, null)).toBe("A stored sentence.");
  });
});

describe("the language that somebody reads best", () => {
  it.each([
    ["de", "de"],
    ["de-AT,de;q=0.9,en;q=0.5", "de"],
    ["fr, en;q=0.3, de;q=0.7", "de"],
    ["de;q=0, en;q=0.1", "en"],
    ["en,de", "en"],
    ["DE-CH;q=0.8 , EN;q=0.2", "de"],
    ["*", undefined],
    ["fr", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("of %s is %s", (accepted, language) => {
    expect(acceptedLanguage(accepted)).toBe(language);
  });
});
