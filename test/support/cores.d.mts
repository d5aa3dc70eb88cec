/** A Terraform or OpenTofu. */
export interface Core {
  readonly name: "Terraform" | "OpenTofu";
  readonly version: string;
  readonly command: string;
}

export function findCores(): { readonly cores: readonly Core[]; readonly missing: readonly string[] };
