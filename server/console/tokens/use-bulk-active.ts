import { useBulk } from "../data/use-bulk.js";
import { TokensDisableDocument, TokensEnableDocument } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";
import { sayOutcome } from "./say-outcome.js";

/** Activates or deactivates many tokens. */
export function useBulkActive(onDone: () => void) {
  const enable = useBulk(TokensEnableDocument);
  const disable = useBulk(TokensDisableDocument);
  const toasts = useToasts();
  async function setActive(ids: readonly string[], isActive: boolean): Promise<void> {
    const outcome = await (isActive ? enable : disable).runAll(ids.map((id) => ({ token: { id } })));
    if (isActive) sayOutcome(toasts, outcome, "active");
    else sayOutcome(toasts, outcome, "inactive", { label: "Undo", run: () => void setActive(ids, true) });
    onDone();
  }
  return { setActive, isRunning: enable.isRunning || disable.isRunning };
}
