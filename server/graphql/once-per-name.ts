/**
 * A function that makes a type of the API once for each name: later calls get the same one.
 * @param nameOf the name of the type.
 * @param make makes it.
 */
export function oncePerName<From, Type>(
  nameOf: (from: From) => string,
  make: (from: From) => Type,
): (from: From) => Type {
  const made = new Map<string, Type>();
  return (from) => {
    const name = nameOf(from);
    const type = made.get(name) ?? make(from);
    made.set(name, type);
    return type;
  };
}
