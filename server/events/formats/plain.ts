import { isIP } from "node:net";

/** Text without what a terminal or a reader of lines would obey: control characters, halves of characters, and separators of lines. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, "\ufffd");
}

/** The beginning of a text. @param most length in UTF-16 units; what is cut ends with an ellipsis. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** An address, if it is one of the Internet Protocol: that of a caller is `unknown` when its socket has gone. */
export function getIp(address: string | null): string | undefined {
  return address !== null && isIP(address) !== 0 ? address : undefined;
}

/** An object without the fields that have no value; undefined if none has. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const left = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return left.length === 0 ? undefined : Object.fromEntries(left);
}

/** A value as one line of JSON, also for readers who take U+0085 or U+2028 for the end of a line. */
export function jsonLine(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
