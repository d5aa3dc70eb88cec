// What an account holds, as a configuration in any language says it.
import type { Value } from "../plugin/cty/value.js";

/** The types of resources that a configuration of an account has, without the provider's name. */
export type Kind =
  "user" | "resource" | "account_bypass_policy" | "bypass_policy" | "token" | "assignment" | "bypass";

/** The parts of a configuration, in their order; each is a file where there are files. */
export const SECTIONS = ["users", "resources", "policies", "tokens", "assignments", "bypass"] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_OF: Readonly<Record<Kind, Section>> = {
  user: "users",
  resource: "resources",
  account_bypass_policy: "policies",
  bypass_policy: "policies",
  token: "tokens",
  assignment: "assignments",
  bypass: "bypass",
};

/** The id of something that has a block of its own, which is named in its place. */
export class Reference {
  constructor(
    readonly kind: Kind,
    readonly name: string,
  ) {}
}

/** A block. */
export interface Thing {
  readonly kind: Kind;
  /** Unique, as the language wants it. */
  readonly name: string;
  /** What is not a default, in the order of the schema. */
  readonly says: readonly (readonly [attribute: string, value: Value | Reference])[];
  readonly importId: string;
  /** What readers should know: one line. */
  readonly comment?: string;
}

/** What there is and no block can say. */
export interface Unsayable {
  readonly section: Section;
  /** One line. */
  readonly comment: string;
}
