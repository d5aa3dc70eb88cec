import type { Value } from "../plugin/cty/value.js";
import type { NameRules } from "./names.js";
import type { Section, Thing } from "./thing.js";

/** A part of a configuration, for a file where there are files. */
export interface Written {
  readonly file: string;
  /** Whole lines. */
  readonly text: string;
}

/** A language that configurations are written in. */
export interface Language {
  readonly names: NameRules;
  fileOf(section: Section): string;
  /** What comes before everything. */
  head(): readonly Written[];
  /** How a section begins that has something in it; empty for nothing. */
  opening(section: Section): string;
  block(thing: Thing): readonly Written[];
  comment(text: string): string;
  /** What comes after everything. @param sections that have something in them. */
  tail(sections: readonly Section[]): readonly Written[];
}

/** Whether all of the parts are written into one stream, or each into its file. */
export type Form = "stream" | "files";

/** What an editor would not show as it is, or show elsewhere than it is. */
export const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A character as HCL and TypeScript both write it. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A value as both languages write it, a list on a line of its own for each element where one line is too short.
 * @param room on the line, with what stands around the value.
 * @param quoted a text as the language has it.
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

function scalar(value: Value, quoted: (text: string) => string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  throw new TypeError("an attribute of a type that is not exported");
}
