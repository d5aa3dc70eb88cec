import type { BulkOutcome } from "../data/use-bulk.js";
import { countText } from "../lists/count-text.js";
import type { Toast, Toasts } from "../parts/toasts.js";

/** Says what came of something that was done with many tokens. @param what as in "inactive". */
export function sayOutcome(
  toasts: Toasts,
  { done, refused }: BulkOutcome,
  what: string,
  action?: NonNullable<Toast["action"]>,
): void {
  if (done > 0)
    toasts.say({
      title: `${countText(done, "token")} ${done === 1 ? "is" : "are"} ${what}.`,
      variant: "success",
      ...(action === undefined ? {} : { action }),
    });
  const [first] = refused;
  if (first === undefined) return;
  toasts.say({
    title:
      refused.length === 1
        ? first
        : `${countText(refused.length, "token")} were refused. The first: ${first}`,
    variant: "danger",
  });
}
