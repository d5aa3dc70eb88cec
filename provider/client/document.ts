/** A GraphQL operation with the types of its answer and its variables. */
export interface Document<Result, Variables> {
  readonly name: string;
  readonly isMutation: boolean;
  readonly text: string;
  /** Only for the types; at run time it does not exist. */
  readonly types?: (variables: Variables) => Result;
}
