import { useState } from "react";
import { messageOf } from "../data/request-error.js";
import { useBulk } from "../data/use-bulk.js";
import { TokensDisableDocument, TokensEnableDocument } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";
import { activeTokens, idsToUndo } from "./active-tokens.js";
import { sayOutcome } from "./say-outcome.js";

/** Activates or deactivates many tokens. Deactivating can be undone for some seconds. */
export function useBulkActive(onDone: () => void) {
  const enable = useBulk(TokensEnableDocument);
  const disable = useBulk(TokensDisableDocument);
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  async function activate(ids: readonly string[]): Promise<void> {
    sayOutcome(toasts, await enable.runAll(ids.map((id) => ({ token: { id } }))), "active");
  }
  async function deactivate(ids: readonly string[]): Promise<void> {
    const active = await activeTokens(ids);
    const outcome = await disable.runAll(ids.map((id) => ({ token: { id } })));
    const stopped = idsToUndo(active, outcome.done);
    const undo = { label: "Undo", run: () => void setActive(stopped, true) };
    sayOutcome(toasts, outcome, "inactive", stopped.length === 0 ? undefined : undo);
  }
  async function setActive(ids: readonly string[], isActive: boolean): Promise<void> {
    setRunning(true);
    try {
      await (isActive ? activate : deactivate)(ids);
    } catch (problem) {
      toasts.say({ title: messageOf(problem), variant: "danger" });
    } finally {
      setRunning(false);
    }
    onDone();
  }
  return { setActive, isRunning };
}
