/** The names that an account's own text may have in braces. */
export const PLACEHOLDERS = ["code", "minutes", "account", "resource", "login", "address"] as const;

/** The values of placeholders, by their names. */
export type Values = ReadonlyMap<string, string>;

const PLACEHOLDER = /\{([a-z]+)\}/g;

/**
 * A template with values in place of its placeholders. It is read once: what looks like a placeholder in a value is
 * text. @param write what is done to each value, such as escaping.
 */
export function fill(
  template: string,
  values: Values,
  write: (value: string) => string = (value) => value,
): string {
  return template.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : write(value);
  });
}
