import type { BulkOutcome } from "../data/use-bulk.js";
import type { Toast, Toasts } from "../shell/toasts.js";

/** As in "1 token" and "12 tokens". */
export function countOf(tokens: number): string {
  return tokens === 1 ? "1 token" : `${tokens.toLocaleString("en")} tokens`;
}

/** Says what came of something that was done with many tokens. @param what as in "inactive". */
export function sayOutcome(
  toasts: Toasts,
  { done, refused }: BulkOutcome,
  what: string,
  action?: NonNullable<Toast["action"]>,
): void {
  if (done > 0)
    toasts.say({
      title: `${countOf(done)} ${done === 1 ? "is" : "are"} ${what}.`,
      variant: "success",
      ...(action === undefined ? {} : { action }),
    });
  const [first] = refused;
  if (first === undefined) return;
  toasts.say({
    title: refused.length === 1 ? first : `${countOf(refused.length)} were refused. The first: ${first}`,
    variant: "danger",
  });
}
