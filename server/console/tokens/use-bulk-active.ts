import { useMutationOf } from "../data/use-mutation-of.js";
import { TokensDisableDocument, TokensEnableDocument } from "../generated/documents.js";
import { isRefusal } from "../data/refusal.js";
import { useToasts } from "../shell/toasts.js";

/** The server takes so many items at once. */
const MAX_ITEMS = 1_000;

/** Activates or deactivates many tokens; those that are refused are counted. */
export function useBulkActive(onDone: () => void) {
  const enable = useMutationOf(TokensEnableDocument);
  const disable = useMutationOf(TokensDisableDocument);
  const toasts = useToasts();
  async function setActive(ids: readonly string[], isActive: boolean): Promise<void> {
    let done = 0;
    const refused: string[] = [];
    for (let from = 0; from < ids.length; from += MAX_ITEMS) {
      const items = ids.slice(from, from + MAX_ITEMS).map((id) => ({ token: { id } }));
      const outcome = await (isActive ? enable : disable).run({ items, onRefusal: "SKIP" });
      if (outcome.kind === "REFUSED") refused.push(outcome.refusal.message);
      if (outcome.kind !== "DONE") break;
      const { results } = outcome.payload;
      refused.push(...results.flatMap((result) => (isRefusal(result) ? result.message : [])));
      done += results.filter((result) => !isRefusal(result)).length;
    }
    if (done > 0)
      toasts.say({
        title: `${done === 1 ? "1 token is" : `${done} tokens are`} ${isActive ? "active" : "inactive"}.`,
        variant: "success",
        ...(isActive ? {} : { action: { label: "Undo", run: () => void setActive(ids, true) } }),
      });
    const [first] = refused;
    if (first !== undefined)
      toasts.say({
        title: refused.length === 1 ? first : `${refused.length} tokens were refused. The first: ${first}`,
        variant: "danger",
      });
    onDone();
  }
  return { setActive, isRunning: enable.isRunning || disable.isRunning };
}
