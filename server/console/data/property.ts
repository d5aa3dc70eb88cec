/** A property of a value that came from outside; undefined when it has none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A text of an answer; empty when it has none of that name. */
export function getText(value: unknown, name: string): string {
  const found = property(value, name);
  return typeof found === "string" ? found : "";
}

/** A number of an answer; undefined when it has none of that name. */
export function getNumber(value: unknown, name: string): number | undefined {
  const found = property(value, name);
  return typeof found === "number" ? found : undefined;
}
