import { describe, expect, it } from "vitest";
import { texts as alarmDe } from "../../session/alarm-texts/de.js";
import { type AlarmTexts, texts as alarmEn } from "../../session/alarm-texts/en.js";
import { texts as alarmEs } from "../../session/alarm-texts/es.js";
import { texts as alarmFr } from "../../session/alarm-texts/fr.js";
import { texts as alarmPl } from "../../session/alarm-texts/pl.js";
import { texts as alarmUk } from "../../session/alarm-texts/uk.js";
import { texts as de } from "./de.js";
import { type Texts, texts as en } from "./en.js";
import { texts as es } from "./es.js";
import { texts as fr } from "./fr.js";
import { texts as pl } from "./pl.js";
import { texts as uk } from "./uk.js";

/** Names, and words that another language has from English or shares with it. */
const SAME = /^(?:words\.units\..*|models\..*|.*\.SMS(?:\.label)?|.*\.PROTECTIMUS_SMART\.label)$/;
const SAME_WORDS = new Set(["Code", "Name", "PIN", "Chat", "E-mail", "Login", "Token"]);

/** An argument of a text, which must be in what it says. */
const ARGUMENTS = ["<first>", "<second>", "<third>"] as const;
/** A number of which every language has a form of its own: 1, 3, 5. */
const NUMBERS = [1, 3, 5] as const;

/** The sentences of a text: with names and with numbers, whichever it takes. */
function saidBy(text: unknown): readonly string[] {
  if (typeof text === "string") return [text];
  if (typeof text !== "function") return [];
  const say = (...given: readonly unknown[]): string => String(Reflect.apply(text, undefined, given));
  return [say(...ARGUMENTS), ...NUMBERS.map((number) => say(number, number + 10, number + 20))];
}

/** Every text of a dictionary, by its place, as in `home.facts.pin`. */
function leaves(node: unknown, place: readonly string[] = []): ReadonlyMap<string, readonly string[]> {
  if (typeof node !== "object" || node === null) return new Map([[place.join("."), saidBy(node)]]);
  return new Map(Object.entries(node).flatMap(([key, child]) => [...leaves(child, [...place, key])]));
}

/** The texts of the portal, with those of the page behind “This was not me”. */
type AllTexts = Texts & { readonly alarm: AlarmTexts };

const withoutRefusals = ({ refusals: _refusals, ...rest }: AllTexts) => leaves(rest);
const english = withoutRefusals({ ...en, alarm: alarmEn });

describe.each<[string, AllTexts]>([
  ["de", { ...de, alarm: alarmDe }],
  ["es", { ...es, alarm: alarmEs }],
  ["fr", { ...fr, alarm: alarmFr }],
  ["pl", { ...pl, alarm: alarmPl }],
  ["uk", { ...uk, alarm: alarmUk }],
])("the portal in %s", (language, texts) => {
  const own = withoutRefusals(texts);
  const all = [...own, ...leaves(texts.refusals, ["refusals"])];

  it("says all that it says in English, in other words", () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    const same = [...own].filter(
      ([place, [said = ""]]) =>
        said === english.get(place)?.[0] && !SAME.test(place) && !SAME_WORDS.has(said),
    );
    expect(same).toEqual([]);
  });

  it("says the names and numbers that it is given, and ends as the English text does", () => {
    for (const [place, said] of own) {
      for (const [at, sentence] of said.entries()) {
        const first = english.get(place)?.[at] ?? "";
        // A name has no plural; and each country has phone numbers of its own.
        if (sentence.includes("NaN") || place === "dialogs.contact.SMS.hint") continue;
        for (const [given] of first.matchAll(/<\w+>|\d+/g)) expect(sentence, place).toContain(given);
        if (place.startsWith("words.units.")) continue;
        expect(/[.:?]$/.exec(sentence)?.[0], place).toBe(/[.:?]$/.exec(first)?.[0]);
      }
    }
  });

  it("is written as the language is", () => {
    for (const [place, said] of all) {
      for (const sentence of said) {
        expect(sentence, place).not.toMatch(/ {2}|^\s|\s$|["'{}#]|\.\.\.|undefined/);
        expect(sentence, place).not.toBe("");
        if (language !== "fr") continue;
        // A space before these signs does not break.
        expect(sentence, place).not.toMatch(/[^\u00a0][:;?!](?:\s|$)|«[^\u00a0]|[^\u00a0]»/);
      }
    }
  });

  it("calls itself by the language", () => expect(texts.words.language).toBe(language));
});

describe("the attempts that are left", () => {
  it.each([
    [en, "1 attempt left", "3 attempts left", "5 attempts left"],
    [de, "noch 1 Versuch", "noch 3 Versuche", "noch 5 Versuche"],
    [es, "queda 1 intento", "quedan 3 intentos", "quedan 5 intentos"],
    [fr, "encore 1 essai", "encore 3 essais", "encore 5 essais"],
    [pl, "pozostała 1 próba", "pozostały 3 próby", "pozostało 5 prób"],
    [uk, "залишилася 1 спроба", "залишилося 3 спроби", "залишилося 5 спроб"],
  ] as const)("have the plural form of their number: row %#", (texts, ...said) => {
    expect(NUMBERS.map((number) => texts.dialogs.contact.attempts(number))).toEqual(said);
  });
});
