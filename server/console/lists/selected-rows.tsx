import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import type { ReactNode } from "react";
import type { Selection } from "./selection.js";
import { useAllMatching, type ReadMatching } from "./use-all-matching.js";

/** How many rows are selected, and what can be done with them. Nothing while none is selected. */
export function SelectedRows<Known>({
  label,
  selection,
  total,
  view,
  readMatching,
  onSelect,
  children,
}: {
  /** As in "Selected users". */
  readonly label: string;
  readonly selection: Selection<Known>;
  /** How many rows the list has on all pages. */
  readonly total: number;
  /** The list's filter, as a text. */
  readonly view: string;
  readonly readMatching: ReadMatching<Known>;
  readonly onSelect: (selection: Selection<Known>) => void;
  /** The buttons. */
  readonly children: ReactNode;
}) {
  const matching = useAllMatching(view, selection, readMatching, onSelect);
  if (selection.size === 0) return null;
  return (
    <div className="tp-row tp-selection" role="group" aria-label={label}>
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
      {children}
    </div>
  );
}
