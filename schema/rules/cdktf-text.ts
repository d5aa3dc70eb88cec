// Texts from elsewhere in programs for CDKTF: those that a table brings, and those that an export writes.

/** The pattern of references of CDKTF: a part of a text, or all of it. */
const REFERENCES = /(?<=[$#&]\{TfToken)\[|(?<=^(?:String|Any) Map Token) (?=Value$)/g;

/**
 * Makes a text from elsewhere literal: in other texts, `${` and `%{` begin an expression of Terraform, and CDKTF takes
 * `${TfToken[…]}` for a reference.
 * @returns a text that means the same in every text of this library and of the bindings.
 */
export function literal(text: string): string {
  const inTerraform = text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
  // A constant expression in the middle, which Terraform evaluates to the same character.
  return inTerraform.replaceAll(REFERENCES, (character) => `\${"${character}"}`);
}

/** An id for a construct, from a text from elsewhere. CDKTF takes no part of it for a reference. */
export function idFrom(text: string): string {
  return text.replaceAll(REFERENCES, "_");
}
