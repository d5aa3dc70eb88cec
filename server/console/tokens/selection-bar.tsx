import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useRef, useState } from "react";
import type { TokenFilter } from "../generated/documents.js";
import { useReturnFocus } from "../shell/return-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { BulkBypassDialog } from "./bulk-bypass-dialog.js";
import { BulkDeleteDialog } from "./bulk-delete-dialog.js";
import type { Selection } from "./token-table.js";
import { useAllMatching } from "./use-all-matching.js";
import { useBulkActive } from "./use-bulk-active.js";

/** What can be done with the selected tokens. Nothing while none is selected. */
export function SelectionBar({
  selection,
  onSelect,
  onDone,
  filter,
  total,
}: {
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Something was done with them. */
  readonly onDone: () => void;
  /** What the list shows, and how many tokens that is on all pages. */
  readonly filter: TokenFilter;
  readonly total: number;
}) {
  const mayUse = useMayUse();
  const { setActive, isRunning } = useBulkActive(onDone);
  const matching = useAllMatching(filter, onSelect);
  const [dialog, setDialog] = useState<"BYPASS" | "DELETE">();
  const bypassButton = useRef<HTMLButtonElement>(null);
  const deleteButton = useRef<HTMLButtonElement>(null);
  useReturnFocus(dialog === "BYPASS", bypassButton);
  useReturnFocus(dialog === "DELETE", deleteButton);
  if (selection.size === 0) return null;
  const ids = [...selection.keys()];
  const close = () => setDialog(undefined);
  return (
    <div className="tp-row tp-selection" role="group" aria-label="Selected tokens">
      <span role="status">{selection.size.toLocaleString("en")} selected</span>
      <Button variant="link" isInline onClick={() => onSelect(new Map())}>
        Clear selection
      </Button>
      {selection.size < total ? (
        <Button
          variant="link"
          isInline
          isDisabled={matching.isRunning}
          onClick={() => void matching.collect()}
        >
          {`Select all ${total.toLocaleString("en")} matching`}
        </Button>
      ) : null}
      {mayUse("tokensBypassGrant") ? (
        <Button ref={bypassButton} variant="secondary" onClick={() => setDialog("BYPASS")}>
          Bypass…
        </Button>
      ) : null}
      {mayUse("tokensEnable") ? (
        <Button variant="secondary" isDisabled={isRunning} onClick={() => void setActive(ids, true)}>
          Activate
        </Button>
      ) : null}
      {mayUse("tokensDisable") ? (
        <Button variant="secondary" isDisabled={isRunning} onClick={() => void setActive(ids, false)}>
          Deactivate
        </Button>
      ) : null}
      {mayUse("tokensDelete") ? (
        <Button ref={deleteButton} variant="secondary" isDanger onClick={() => setDialog("DELETE")}>
          Delete…
        </Button>
      ) : null}
      {dialog === "BYPASS" ? <BulkBypassDialog selection={selection} onClose={close} /> : null}
      {dialog === "DELETE" ? (
        <BulkDeleteDialog
          selection={selection}
          onClose={close}
          onDone={() => {
            onSelect(new Map());
            onDone();
          }}
        />
      ) : null}
    </div>
  );
}
