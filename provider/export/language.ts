import type { Value } from "../plugin/cty/value.js";
import { isRecord } from "../plugin/cty/value.js";
import type { NameRules } from "./names.js";
import type { Section, Thing } from "./thing.js";

/** A part of a configuration, with the file for it if there are files. */
export interface Written {
  readonly file: string;
  /** Whole lines. */
  readonly text: string;
}

/** A language that configurations are written in. */
export interface Language {
  readonly names: NameRules;
  getFile(section: Section): string;
  /** The beginning of the configuration. */
  head(): readonly Written[];
  /** The beginning of a section that is not empty; empty for none. */
  opening(section: Section): string;
  block(thing: Thing): readonly Written[];
  comment(text: string): string;
  /**
   * The end of the configuration.
   * @param sections those that are not empty.
   */
  tail(sections: readonly Section[]): readonly Written[];
}

/** The form of the output: all parts in one stream, or each in its file. */
export type Form = "stream" | "files";

/** Characters that an editor does not show, or shows in another place. */
export const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A character as HCL and TypeScript both write it. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A value as both languages write it. A list that is too long for one line has one line for each element.
 * @param room the characters left on the line.
 * @param quoted writes a text in the language.
 */
export function literal(value: Value, room: number, quoted: (text: string) => string): string {
  if (Array.isArray(value)) {
    const elements = value.map((element: Value) => scalar(element, quoted));
    const line = `[${elements.join(", ")}]`;
    if (line.length + 5 <= room) return line;
    return `[\n${elements.map((element) => `    ${element},\n`).join("")}  ]`;
  }
  return scalar(value, quoted);
}

/** The entries of a map, which have one line each; undefined for any other value. */
export function getEntries(value: Value): readonly (readonly [key: string, value: Value])[] | undefined {
  return isRecord(value) ? Object.entries(value) : undefined;
}

function scalar(value: Value, quoted: (text: string) => string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  throw new TypeError("an attribute of a type that is not exported");
}
