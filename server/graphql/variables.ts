/** Values in the variables of an operation: of all lists and objects, however deep. */
const MOST_VALUES = 50_000;

/** Fields of one object. No input has as many; of one with more, GraphQL would repeat all in fifty errors. */
const MOST_FIELDS = 100;

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What is too large in the variables of an operation, as a sentence; undefined when nothing is. */
export function excessOf(variables: unknown): string | undefined {
  const waiting: object[] = isObject(variables) ? [variables] : [];
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const within: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next) && within.length > MOST_FIELDS) {
      return `An object in the variables has at most ${MOST_FIELDS} fields.`;
    }
    values += within.length;
    if (values > MOST_VALUES) return `The variables hold at most ${MOST_VALUES} values; send them in parts.`;
    for (const value of within) if (isObject(value)) waiting.push(value);
  }
  return undefined;
}
