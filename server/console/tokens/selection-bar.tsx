import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import type { TokenFilter } from "../generated/documents.js";
import { DialogButton } from "../parts/dialog-button.js";
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
  if (selection.size === 0) return null;
  const ids = [...selection.keys()];
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
        <DialogButton variant="secondary" label="Bypass…">
          {(close) => <BulkBypassDialog selection={selection} onClose={close} />}
        </DialogButton>
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
        <DialogButton variant="secondary" isDanger label="Delete…">
          {(close) => (
            <BulkDeleteDialog
              selection={selection}
              onClose={close}
              onDone={() => {
                onSelect(new Map());
                onDone();
              }}
            />
          )}
        </DialogButton>
      ) : null}
    </div>
  );
}
