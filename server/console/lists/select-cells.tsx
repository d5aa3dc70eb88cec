import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { Td, Th } from "@patternfly/react-table/dist/esm/components/Table";
import type { Selection } from "./selection.js";

/** The head of the column by which rows are selected: all of the page at once. */
export function SelectPage<Row extends { readonly id: string }>({
  rows,
  selection,
  onSelect,
}: {
  /** Without those that are no longer in the list. */
  readonly rows: readonly Row[];
  readonly selection: Selection<unknown>;
  readonly onSelect: (rows: readonly Row[], isSelected: boolean) => void;
}) {
  return (
    <Th className="tp-check">
      <Checkbox
        id="select-page"
        aria-label="Select all on this page"
        isChecked={rows.length > 0 && rows.every(({ id }) => selection.has(id))}
        onChange={(_event, isSelected) => onSelect(rows, isSelected)}
      />
    </Th>
  );
}

/** The cell by which a row is selected. @param name what the row is read out as. */
export function SelectRow<Row extends { readonly id: string }>({
  row,
  name,
  isGone,
  selection,
  onSelect,
}: {
  readonly row: Row;
  readonly name: string;
  readonly isGone: boolean;
  readonly selection: Selection<unknown>;
  readonly onSelect: (rows: readonly Row[], isSelected: boolean) => void;
}) {
  return (
    <Td dataLabel="Selected" className="tp-check">
      <Checkbox
        id={`select-${row.id}`}
        aria-label={`Select ${name}`}
        isChecked={selection.has(row.id)}
        isDisabled={isGone}
        onChange={(_event, isSelected) => onSelect([row], isSelected)}
      />
    </Td>
  );
}
