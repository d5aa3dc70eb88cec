/** The key of a table that a value from an address is; undefined when it is none. */
export function getKey<Key extends string>(
  table: Readonly<Record<Key, unknown>>,
  value: unknown,
): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => key === value);
}
