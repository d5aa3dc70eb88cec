// The changes of an update. Only they are sent: between a plan and its apply, somebody may have been disabled, an
// address removed, or a policy made stricter. That stays as it is on the server, and the next refresh shows it.
import { isDeepStrictEqual } from "node:util";

/**
 * The fields that differ from those of before. The framework gives a value that means the same in the same spelling, so
 * that it does not differ.
 */
export function changedFields<T extends object>(
  before: { readonly [K in keyof T]: unknown },
  after: T,
): Partial<T> {
  const was = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, was.get(name)));
  return Object.fromEntries(changed) as Partial<T>;
}

/**
 * The state after an update. It has the planned values of what the plan does not change, because cores require them, also
 * when the server has others since the plan.
 * @param answer the state by the server's answer.
 */
export function asPlanned<S extends object>(
  answer: S,
  prior: { readonly [K in keyof S]: unknown },
  plan: { readonly [K in keyof S]: unknown },
): S {
  const was = new Map<string, unknown>(Object.entries(prior));
  const planned = new Map<string, unknown>(Object.entries(plan));
  const unchanged = Object.keys(answer).filter((name) => isDeepStrictEqual(planned.get(name), was.get(name)));
  return { ...answer, ...Object.fromEntries(unchanged.map((name) => [name, planned.get(name)])) };
}
