import type { Refusal } from "./refusal.js";

/** A GraphQL operation with the types of its answer and its variables. */
export interface Document<Result, Variables> {
  readonly name: string;
  readonly isMutation: boolean;
  readonly text: string;
  /** The bulk form of a mutation, if the API has one. */
  readonly bulk?: BulkForm;
  /** Only for the types; at run time it does not exist. */
  readonly types?: (variables: Variables) => Result;
}

/** A mutation that takes many inputs of another one, and answers each of them as that one does. */
export interface BulkForm {
  /** The field of the other mutation, such as `userCreate`. */
  readonly single: string;
  /** Its own field, such as `usersCreate`. */
  readonly field: string;
  readonly document: Document<BulkData, { input: BulkInput }>;
}

export interface BulkInput {
  readonly items: readonly object[];
  /** With SKIP, a refused item does not prevent the others. */
  readonly onRefusal: "SKIP";
  readonly idempotencyKey: string;
}

/** By its field: a result for each item, in their order; or a refusal of the whole. */
export type BulkData = Readonly<Record<string, { readonly results: readonly object[] } | Refusal | null>>;
