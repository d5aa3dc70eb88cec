// How a configuration names the object that it reads, and the error when that object does not exist.
import { either } from "@tokenplane/rules/either";
import { DiagnosticError, error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown } from "../plugin/cty/value.js";

/** An attribute of the configuration and its value. */
export interface Name {
  readonly attribute: string;
  readonly value: string;
}

/** Whether an attribute surely has a value. An unknown one may still become null, as a variable without a value does. */
function isWritten(value: unknown): boolean {
  return !isUnknown(value) && value !== null;
}

/** Requires exactly one of several attributes, as far as their values are known. */
export function* exactlyOne(given: Readonly<Record<string, unknown>>): Iterable<Diagnostic> {
  const names = Object.keys(given);
  const written = names.filter((name) => isWritten(given[name]));
  if (written.length === 1) return;
  if (written.length === 0 && Object.values(given).some(isUnknown)) return;
  const wanted = either(names);
  yield error(
    [written[1] ?? names[0] ?? ""],
    "Which one?",
    written.length === 0 ? `Write ${wanted}.` : `Write ${wanted}, only one of them.`,
  );
}

/**
 * Requires only an id, or exactly one attribute of each group.
 * @param sentence what to write.
 */
export function* idAlone(
  id: unknown,
  groups: readonly Readonly<Record<string, unknown>>[],
  sentence: string,
): Iterable<Diagnostic> {
  const others = groups.flatMap((group) => Object.entries(group));
  const written = others.filter(([, value]) => isWritten(value));
  if (isWritten(id)) {
    for (const [name] of written) yield error([name], "Which one?", sentence);
    return;
  }
  if (isUnknown(id) && written.length === 0) return;
  if (others.every(([, value]) => value === null)) yield error(["id"], "Which one?", sentence);
  else for (const group of groups) yield* exactlyOne(group);
}

/** The attribute that is written, of several. */
export function getName(given: Readonly<Record<string, string | null>>): Name {
  for (const [attribute, value] of Object.entries(given)) if (value !== null) return { attribute, value };
  throw new TypeError(`none of ${Object.keys(given).join(", ")} is written`);
}

/** A name in a sentence, as the configuration wrote it. */
export function called({ attribute, value }: Name): string {
  return `${attribute} = ${JSON.stringify(value)}`;
}

/** The error that an object does not exist, on the attribute that names it. */
export function noSuch(what: string, name: Name): DiagnosticError {
  return new DiagnosticError(
    error([name.attribute], `No such ${what}`, `There is no ${what} with ${called(name)}.`),
  );
}

/** A resource by its id, or else by its name. */
export function resourceRef(id: string | null, name: string | null) {
  return id === null ? { name: name ?? "" } : { id };
}

/** A channel by its id, or else by its name. */
export function channelRef(id: string | null, name: string | null) {
  return id === null ? { name: name ?? "" } : { id };
}

/** A token by its id, or else by its serial number. */
export function tokenRef(id: string | null, serialNumber: string | null) {
  return id === null ? { serialNumber: serialNumber ?? "" } : { id };
}

/** A user by its id, or else by its login. */
export function userRef(id: string | null, login: string | null) {
  return id === null ? { login: login ?? "" } : { id };
}
