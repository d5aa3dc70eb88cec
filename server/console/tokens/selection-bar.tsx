import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useBulkActive } from "./use-bulk-active.js";
import { useMayUse } from "../shell/viewer.js";
import type { Selection } from "./token-table.js";

/** What can be done with the selected tokens. Nothing while none is selected. */
export function SelectionBar({
  selection,
  onClear,
  onDone,
}: {
  readonly selection: Selection;
  readonly onClear: () => void;
  readonly onDone: () => void;
}) {
  const mayUse = useMayUse();
  const { setActive, isRunning } = useBulkActive(onDone);
  if (selection.size === 0) return null;
  const ids = [...selection.keys()];
  return (
    <div className="tp-row tp-selection" role="group" aria-label="Selected tokens">
      <span role="status">{selection.size.toLocaleString("en")} selected</span>
      <Button variant="link" isInline onClick={onClear}>
        Clear selection
      </Button>
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
    </div>
  );
}
