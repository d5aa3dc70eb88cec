import { createHash } from "node:crypto";

/** Statements of ours that a database keeps prepared on a connection; more distinct ones go unnamed. */
const MOST_NAMED_STATEMENTS = 200;

/** A function that gives statements their names; the empty name is that of an unnamed one. */
export function statementNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMED_STATEMENTS) return known ?? "";
    const name = `tp_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    names.set(text, name);
    return name;
  };
}
