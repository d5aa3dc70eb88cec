// The part of a page about importing existing objects.
import type { Sent } from "../plugin/protobuf.js";
import type { ResourceIdentitySchema } from "../plugin/tfplugin6.js";
import { typeName, getType } from "./attributes.js";
import type { Examples } from "./examples.js";

type Identity = Sent<typeof ResourceIdentitySchema>;
type IdentityAttribute = NonNullable<Identity["identity_attributes"]>[number];

function identityGroup(title: string, attributes: readonly IdentityAttribute[]): string[] {
  if (attributes.length === 0) return [];
  const lines = attributes.map(
    ({ name = "", type, description = "" }) => `- \`${name}\` (${typeName(getType(type))}) ${description}`,
  );
  return [`#### ${title}`, lines.join("\n")];
}

/** @param folder of the resource's examples. */
export function importPart(
  examples: Examples,
  folder: string,
  { identity_attributes: attributes = [] }: Identity,
): string {
  return [
    "## Import",
    "With Terraform 1.5 or OpenTofu 1.6 and later, an `import` block takes over what exists by its id or its name:",
    examples.block(`${folder}/import-by-string-id.tf`),
    "The command does the same:",
    examples.block(`${folder}/import.sh`),
    "With Terraform 1.12 or OpenTofu 1.12 and later, an `import` block may say the identity instead:",
    examples.block(`${folder}/import-by-identity.tf`),
    "### Identity Schema",
    ...identityGroup(
      "Required",
      attributes.filter(({ required_for_import }) => required_for_import === true),
    ),
    ...identityGroup(
      "Optional",
      attributes.filter(({ optional_for_import }) => optional_for_import === true),
    ),
  ].join("\n\n");
}
