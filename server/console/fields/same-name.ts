/** A name as it is read: pages show several spaces as one, and keyboards write letters with accents in one part or in several. */
const asRead = (name: string) => name.normalize("NFC").replaceAll(/\s+/g, " ").trim();

/** Whether somebody typed a name that a page shows. */
export function isSameName(typed: string, name: string): boolean {
  return asRead(typed) === asRead(name);
}
