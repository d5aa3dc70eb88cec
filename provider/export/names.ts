// Names of blocks, made from the names that people gave.
import type { Kind } from "./thing.js";

/** The names that a language accepts. */
export interface NameRules {
  /** Whether letters outside of ASCII are removed. */
  readonly isAscii: boolean;
  /** The key that must be unique. */
  readonly getKey: (kind: Kind, name: string) => string;
  /** Keys of names that have another meaning. */
  readonly reserved: ReadonlySet<string>;
}

const NOUNS: Readonly<Record<Kind, string>> = {
  user: "user",
  resource: "resource",
  account_bypass_policy: "account",
  bypass_policy: "policy",
  self_service_policy: "portal",
  channel: "channel",
  token: "token",
  assignment: "assignment",
  bypass: "bypass",
};

/** Letters that cannot be reduced to another letter by removing a mark. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Scripts whose letters have been in Unicode for long: every core accepts them in names. */
const OTHER_LETTERS =
  "\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Armenian}\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Thai}\\p{Script=Georgian}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}";
const NO_LETTER = new RegExp(`[^a-z0-9${OTHER_LETTERS}]|[^\\p{L}0-9]|[\\u{10000}-\\u{10ffff}]`, "gu");
const NO_ASCII_LETTER = /[^a-z0-9]/gu;
const LONGEST = 64;

/** Gives out names, each once. The same objects in the same order always get the same names. */
export class Names {
  readonly #taken = new Map<string, Kind>();
  readonly #numbers = new Map<string, number>();

  constructor(private readonly rules: NameRules) {}

  /**
   * A free name. If another kind of object or the language has it, the kind's word is added; if the same kind has it, a
   * number.
   * @param parts the names around the object, outermost first, such as a login and a token's name.
   */
  claim(kind: Kind, parts: readonly string[]): string {
    const base = this.#base(kind, parts);
    if (this.#take(kind, base)) return base;
    const own = `${base}_${NOUNS[kind]}`;
    if (this.#taken.get(this.rules.getKey(kind, base)) !== kind && this.#take(kind, own)) return own;
    // Objects with one name are numbered in order, without counting all of them again.
    const counted = this.rules.getKey(kind, base);
    for (let number = (this.#numbers.get(counted) ?? 1) + 1; ; number += 1) {
      const name = `${base}_${number}`;
      if (!this.#take(kind, name)) continue;
      this.#numbers.set(counted, number);
      return name;
    }
  }

  #take(kind: Kind, name: string): boolean {
    const key = this.rules.getKey(kind, name);
    if (this.rules.reserved.has(key) || this.#taken.has(key)) return false;
    this.#taken.set(key, kind);
    return true;
  }

  #base(kind: Kind, parts: readonly string[]): string {
    const words = parts.map((part) => this.#word(part)).filter((word) => word !== "");
    const joined = words
      // "alice" and "alice_phone" give "alice_phone", not "alice_alice_phone".
      .filter((word, index) => !`${words[index + 1] ?? ""}_`.startsWith(`${word}_`))
      .join("_");
    if (joined === "") return NOUNS[kind];
    return /^\d/.test(joined) ? `${NOUNS[kind]}_${joined}` : joined;
  }

  #word(text: string): string {
    const plain = text
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/[ßæœøłđðþı]/g, (letter) => SPELLED[letter] ?? "")
      .replaceAll(/['’]/g, "");
    return plain
      .replaceAll(this.rules.isAscii ? NO_ASCII_LETTER : NO_LETTER, "_")
      .replaceAll(/_+/g, "_")
      .slice(0, LONGEST)
      .replaceAll(/^_|_$/g, "");
  }
}
