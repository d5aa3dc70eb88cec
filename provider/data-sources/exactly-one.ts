import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown } from "../plugin/cty/value.js";

/** Asks for exactly one of two attributes. What is unknown counts as written. */
export function* exactlyOne(given: Readonly<Record<string, unknown>>): Iterable<Diagnostic> {
  const names = Object.keys(given);
  const written = names.filter((name) => isUnknown(given[name]) || given[name] !== null);
  if (written.length === 1) return;
  yield error(
    [names[0] ?? ""],
    "Which one?",
    written.length === 0 ? `Write ${names.join(" or ")}.` : `Write ${names.join(" or ")}, not both.`,
  );
}
