import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import type { TokenRowFragment } from "../generated/documents.js";
import { columnSort } from "../lists/column-sort.js";
import { LockedLabel } from "../lists/locked-label.js";
import { SelectPage, SelectRow } from "../lists/select-cells.js";
import type { Selection } from "../lists/selection.js";
import { Ago } from "../times/ago.js";
import { nameAndLogin } from "../users/user-name.js";
import { ActiveCell } from "./active-cell.js";
import { MODEL_NAMES } from "./model-names.js";
import { ORDERS, type TokenSearch } from "./token-search.js";

/** The facts that are known of a selected token. */
export interface SelectedToken {
  readonly name: string;
  readonly isAssigned: boolean;
}

/** The facts that a selection keeps of a token. */
export function selectedToken({
  id,
  name,
  user,
}: Pick<TokenRowFragment, "id" | "name"> & { readonly user: object | null }): [string, SelectedToken] {
  return [id, { name, isAssigned: user !== null }];
}

export interface TokenTableProps {
  readonly rows: readonly { readonly row: TokenRowFragment; readonly isGone: boolean }[];
  readonly search: TokenSearch;
  readonly onSort: (order: TokenSearch["order"], isDescending: boolean) => void;
  /** Undefined for those who can do nothing with a selection. */
  readonly selection: Selection<SelectedToken> | undefined;
  readonly onSelect: (tokens: readonly TokenRowFragment[], isSelected: boolean) => void;
}

/** The rows of the list of tokens. */
export function TokenTable({ rows, search, onSort, selection, onSelect }: TokenTableProps) {
  const sortable = (order: (typeof ORDERS)[number]) => ({
    sort: columnSort(
      ORDERS.indexOf(order),
      search.order === undefined ? undefined : ORDERS.indexOf(search.order),
      search.descending === true,
      (isDescending) => onSort(order, isDescending),
    ),
  });
  const here = rows.flatMap(({ row, isGone }) => (isGone ? [] : row));
  return (
    <Table aria-label="Tokens" variant="compact">
      <Thead>
        <Tr>
          {selection === undefined ? null : (
            <SelectPage rows={here} selection={selection} onSelect={onSelect} />
          )}
          <Th modifier="nowrap" {...sortable("NAME")}>
            Name
          </Th>
          <Th modifier="nowrap">Serial number</Th>
          <Th>Model</Th>
          <Th>User</Th>
          <Th modifier="nowrap" {...sortable("LAST_USED_AT")}>
            Last used
          </Th>
          <Th>Active</Th>
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: token, isGone }) => (
          <Tr key={token.id} {...(isGone ? { className: "tp-gone" } : {})}>
            {selection === undefined ? null : (
              <SelectRow
                row={token}
                name={token.name}
                isGone={isGone}
                selection={selection}
                onSelect={onSelect}
              />
            )}
            <Td dataLabel="Name">
              <span className="tp-row">
                <Link to="/tokens/$id" params={{ id: token.id }}>
                  {token.name}
                </Link>
                {isGone ? <Label>No longer in this list</Label> : null}
                {token.status === "PENDING" ? <Label status="info">Pending</Label> : null}
                <LockedLabel locks={isGone ? [] : [token.lock]} />
              </span>
            </Td>
            <Td dataLabel="Serial number">{token.serialNumber ?? "–"}</Td>
            <Td dataLabel="Model">{MODEL_NAMES[token.model]}</Td>
            <Td dataLabel="User">{token.user === null ? "Unassigned" : nameAndLogin(token.user)}</Td>
            <Td dataLabel="Last used">
              {token.lastUsedAt === null ? "Never" : <Ago at={token.lastUsedAt} />}
            </Td>
            <Td dataLabel="Active">
              <ActiveCell token={token} isGone={isGone} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
