import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import type { ReactNode } from "react";
import type { Selection } from "./selection.js";
import { useAllMatching, type ReadMatching } from "./use-all-matching.js";

/**
 * How many rows are selected, and what can be done with them. Not shown while none is selected, but its place is kept: otherwise the
 * first tick would move all rows, and the second one would hit another row.
 */
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
  return (
    <div
      className={selection.size === 0 ? "tp-selection tp-unseen" : "tp-selection"}
      role="group"
      aria-label={label}
    >
      <span role="status">{selection.size.toLocaleString("en")} selected</span>
      <Button variant="link" isInline onClick={() => onSelect(new Map())}>
        Clear selection
      </Button>
      {/* Without it, the buttons behind it would come under the pointer. */}
      <Button
        variant="link"
        isInline
        isDisabled={matching.isRunning}
        onClick={() => void matching.collect()}
        {...(selection.size > 0 && selection.size < total ? {} : { className: "tp-unseen" })}
      >
        {`Select all ${total.toLocaleString("en")} matching`}
      </Button>
      {children}
    </div>
  );
}
