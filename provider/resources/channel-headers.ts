// The headers of a request to a gateway: a map in a configuration, a list in the API.
import { isDeepStrictEqual } from "node:util";
import { CHANNEL } from "@tokenplane/rules/fields";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import type { Path } from "../framework/path.js";
import { NOT_TAKEN } from "../validators.js";

/** Headers by their names. */
export type Headers = Readonly<Record<string, string>>;

/** Checks headers by the server's rules; errors repeat the refused name or value. */
export function* headers(given: Headers, path: Path): Iterable<Diagnostic> {
  const { headerName, headerValue, headers: all } = CHANNEL.template;
  const entries = Object.entries(given);
  let isRefused = false;
  for (const [name, value] of entries) {
    for (const [text, rule] of [
      [name, headerName],
      [value, headerValue],
    ] as const) {
      const sentence = rule(text);
      if (sentence === null) continue;
      isRefused = true;
      yield error(path, NOT_TAKEN, `This is ${JSON.stringify(text)}. ${sentence}`);
    }
  }
  if (isRefused) return;
  const sentence = all(entries.map(([name, value]) => ({ name, value })));
  if (sentence !== null) yield error(path, NOT_TAKEN, sentence);
}

/** Whether two values of configurations differ. */
export function unequal(one: unknown, other: unknown): boolean {
  return !isDeepStrictEqual(one, other);
}
