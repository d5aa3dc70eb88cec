// The objects of an account, as any language writes them.
import type { Value } from "../plugin/cty/value.js";

/** The types of resources that a configuration of an account has, without the provider's name. */
export type Kind =
  | "user"
  | "resource"
  | "account_bypass_policy"
  | "bypass_policy"
  | "self_service_policy"
  | "channel"
  | "token"
  | "assignment"
  | "bypass";

/** The parts of a configuration, in order. Each is one file if there are files. */
export const SECTIONS = [
  "users",
  "resources",
  "policies",
  "channels",
  "tokens",
  "assignments",
  "bypass",
] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_OF: Readonly<Record<Kind, Section>> = {
  user: "users",
  resource: "resources",
  account_bypass_policy: "policies",
  bypass_policy: "policies",
  self_service_policy: "policies",
  channel: "channels",
  token: "tokens",
  assignment: "assignments",
  bypass: "bypass",
};

/** The id of an object that has its own block; the block's name is written instead. */
export class Reference {
  constructor(
    readonly kind: Kind,
    readonly name: string,
  ) {}
}

/** The attributes of a nested object, in the order of the schema. A record instead is a map with keys of the user. */
export class Nested {
  constructor(readonly says: readonly (readonly [attribute: string, value: Said])[]) {}
}

/** The value of an attribute. */
export type Said = Value | Reference | Nested;

/** A block. */
export interface Thing {
  readonly kind: Kind;
  /** Unique, and valid in the language. */
  readonly name: string;
  /** The attributes that differ from the default, in the order of the schema. */
  readonly says: readonly (readonly [attribute: string, value: Said])[];
  readonly importId: string;
  /** A remark for readers: one line. */
  readonly comment?: string;
}

/** Something in the account that no block can express. */
export interface Unsayable {
  readonly section: Section;
  /** One line. */
  readonly comment: string;
}
