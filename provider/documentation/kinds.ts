// The kinds of types that a provider has, as registries sort their pages.

/** A kind, and where its pages and examples are. */
export interface Kind {
  /** The end of a page's title. */
  readonly title: string;
  /** The folder of its pages and of its examples. */
  readonly folder: string;
  /** The file of an example. */
  readonly example: string;
}

export const KINDS = {
  resource: { title: "Resource", folder: "resources", example: "resource.tf" },
  dataSource: { title: "Data Source", folder: "data-sources", example: "data-source.tf" },
  ephemeral: {
    title: "Ephemeral Resource",
    folder: "ephemeral-resources",
    example: "ephemeral-resource.tf",
  },
  list: { title: "List Resource", folder: "list-resources", example: "list-resource.tfquery.hcl" },
  action: { title: "Action", folder: "actions", example: "action.tf" },
  function: { title: "function", folder: "functions", example: "function.tf" },
} as const satisfies Record<string, Kind>;

/** The heading in a registry's list for each type, whatever its kind. */
const SUBCATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "People and tokens": ["user", "users", "token", "tokens", "token_user", "secret", "unlock"],
  "Codes that are sent": ["channel", "channels"],
  "Where people sign in": ["resource", "resources", "assignment", "assignments"],
  Bypass: ["bypass", "bypasses", "bypass_policy", "account_bypass_policy", "revoke_bypass"],
  "Self-service": ["self_service_policy"],
  Account: ["account", "api_key"],
};

/** @param name without the provider's. @throws {Error} for a type that has none yet. */
export function getSubcategory(name: string): string {
  const found = Object.entries(SUBCATEGORIES).find(([, names]) => names.includes(name));
  if (found === undefined)
    throw new Error(`Add the subcategory of ${name} to provider/documentation/kinds.ts.`);
  return found[0];
}
