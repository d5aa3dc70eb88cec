import type { BulkOutcome } from "../data/use-bulk.js";
import { countText } from "../lists/count-text.js";
import type { Toast } from "../parts/toast-list.js";
import type { Toasts } from "../parts/toasts.js";

/** Says what came of something that was done with many tokens, and which can be tried again. @param what as in "inactive". */
export function sayOutcome(
  toasts: Toasts,
  { done, refused, left }: BulkOutcome<unknown>,
  what: string,
  action?: NonNullable<Toast["action"]>,
): void {
  if (done.length > 0)
    toasts.say({
      title: `${countText(done.length, "token")} ${done.length === 1 ? "is" : "are"} ${what}.`,
      variant: "success",
      ...(action === undefined ? {} : { action }),
    });
  const again =
    left.length === 0
      ? ""
      : `${countText(left.length, "token")} ${left.length === 1 ? "is" : "are"} selected, so that you can try again.`;
  const [first] = refused;
  if (first === undefined) {
    // Why nothing at all was done is said already, and the selection is as it was.
    if (done.length > 0 && again !== "") toasts.say({ title: again, variant: "warning" });
    return;
  }
  const refusal =
    refused.length === 1 ? first : `${countText(refused.length, "token")} were refused. The first: ${first}`;
  toasts.say({ title: `${refusal} ${again}`.trim(), variant: "danger" });
}
