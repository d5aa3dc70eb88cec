import { createHash } from "node:crypto";

/** How many statements a database keeps prepared on a connection; further ones have no name. */
const MAX_NAMED_STATEMENTS = 200;

/** A function that names statements; the empty name means an unnamed statement. */
export function statementNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMED_STATEMENTS) return known ?? "";
    const name = `tp_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    names.set(text, name);
    return name;
  };
}
