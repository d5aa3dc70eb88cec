import { useState } from "react";
import { getMessage } from "../data/request-error.js";
import { useBulk } from "../data/use-bulk.js";
import { TokensDisableDocument, TokensEnableDocument } from "../generated/documents.js";
import type { Selection } from "../lists/selection.js";
import { useToasts } from "../parts/toasts.js";
import { activeTokens, idsToUndo } from "./active-tokens.js";
import { sayOutcome } from "./say-outcome.js";
import type { TokensOutcome } from "./selection-after.js";
import type { SelectedToken } from "./token-table.js";

/**
 * Activates or deactivates many tokens. Deactivating can be undone for some seconds.
 * @param onDone something was done with tokens, also by Undo.
 */
export function useBulkActive(onDone: (tried: Selection<SelectedToken>, outcome: TokensOutcome) => void) {
  const enable = useBulk(TokensEnableDocument);
  const disable = useBulk(TokensDisableDocument);
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  async function activate(tokens: Selection<SelectedToken>): Promise<void> {
    const outcome = await enable.runAll([...tokens.keys()].map((id) => ({ token: { id } })));
    sayOutcome(toasts, outcome, "active");
    onDone(tokens, outcome);
  }
  async function deactivate(tokens: Selection<SelectedToken>): Promise<void> {
    const ids = [...tokens.keys()];
    const active = await activeTokens(ids);
    const outcome = await disable.runAll(ids.map((id) => ({ token: { id } })));
    const stopped = new Set(idsToUndo(active, outcome.done));
    const undo = {
      label: "Undo",
      run: () => void setActive(new Map([...tokens].filter(([id]) => stopped.has(id))), true),
    };
    sayOutcome(toasts, outcome, "inactive", stopped.size === 0 ? undefined : undo);
    onDone(tokens, outcome);
  }
  async function setActive(tokens: Selection<SelectedToken>, isActive: boolean): Promise<void> {
    setRunning(true);
    try {
      await (isActive ? activate : deactivate)(tokens);
    } catch (problem) {
      toasts.say({ title: getMessage(problem), variant: "danger" });
    } finally {
      setRunning(false);
    }
  }
  return { setActive, isRunning };
}
