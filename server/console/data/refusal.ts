/** Why a mutation did nothing: what `...RefusalFields` gives, or an error at the top level. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** Whether a mutation's result is a refusal. */
export function isRefusal(result: object): result is Refusal {
  return "code" in result && "message" in result && "path" in result;
}

/** Whether no answer came that says what was done: perhaps it was done. */
export function hasNoAnswer(refusal: Refusal | undefined): boolean {
  return ["NETWORK", "UNEXPECTED", "UNAVAILABLE", "INTERNAL"].includes(refusal?.code ?? "");
}

/** The message beside a field: that of a refusal that points at it. @param field as in `name`. */
export function refusalAt(refusal: Refusal | undefined, field: string): string | undefined {
  return refusal?.path.includes(field) === true ? refusal.message : undefined;
}

/** The message above the fields: that of a refusal that points at none of them. @param fields those that show their own. */
export function refusalAbove(
  refusal: Refusal | undefined,
  fields: readonly string[] = [],
): string | undefined {
  return fields.some((field) => refusalAt(refusal, field) !== undefined) ? undefined : refusal?.message;
}
