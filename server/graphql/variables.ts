/** Values in the variables of an operation: of all lists and objects, however deep. */
const MAX_VALUES = 50_000;

/** Fields of one object. No input has as many; of one with more, GraphQL would repeat all in fifty errors. */
const MAX_FIELDS = 100;

/** Lists and objects within each other. No input is as deep; what is deeper overflows the stack of whoever walks it. */
const MAX_LEVELS = 20;

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What is too large in the variables of an operation, as a sentence; undefined when nothing is. */
export function excessOf(variables: unknown): string | undefined {
  let level: object[] = isObject(variables) ? [variables] : [];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_LEVELS)
      return `The variables have at most ${MAX_LEVELS} levels of nested lists and objects.`;
    const next: object[] = [];
    for (const one of level) {
      const within: unknown[] = Array.isArray(one) ? one : Object.values(one);
      if (!Array.isArray(one) && within.length > MAX_FIELDS) {
        return `An object in the variables has at most ${MAX_FIELDS} fields.`;
      }
      values += within.length;
      if (values > MAX_VALUES)
        return `The variables have at most ${MAX_VALUES} values; send them in several requests.`;
      for (const value of within) if (isObject(value)) next.push(value);
    }
    level = next;
  }
  return undefined;
}
