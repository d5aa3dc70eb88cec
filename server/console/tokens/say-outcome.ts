import type { BulkOutcome } from "../data/use-bulk.js";
import { countText } from "../lists/count-text.js";
import type { Toast, Toasts } from "../parts/toasts.js";

/** Says what came of something that was done with many tokens. @param what as in "inactive". */
export function sayOutcome(
  toasts: Toasts,
  { done, refused }: BulkOutcome<unknown>,
  what: string,
  action?: NonNullable<Toast["action"]>,
): void {
  if (done.length > 0)
    toasts.say({
      title: `${countText(done.length, "token")} ${done.length === 1 ? "is" : "are"} ${what}.`,
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
