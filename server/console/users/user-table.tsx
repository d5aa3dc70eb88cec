import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import type { UserRowFragment } from "../generated/documents.js";
import { InvitedWhen } from "../invitations/invited-when.js";
import { columnSort } from "../lists/column-sort.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { LockedLabel } from "../lists/locked-label.js";
import { SelectPage, SelectRow } from "../lists/select-cells.js";
import type { Selection } from "../lists/selection.js";
import { useMayUse } from "../shell/viewer.js";
import { useUserEnabled } from "./use-user-enabled.js";
import { fullName } from "./user-name.js";

/** The rows of the list of users. */
export function UserTable({
  rows,
  isDescending,
  onSort,
  selection,
  onSelect,
}: {
  readonly rows: readonly { readonly row: UserRowFragment; readonly isGone: boolean }[];
  readonly isDescending: boolean;
  readonly onSort: (isDescending: boolean) => void;
  /** Undefined for those who can do nothing with a selection. */
  readonly selection: Selection<string> | undefined;
  readonly onSelect: (users: readonly UserRowFragment[], isSelected: boolean) => void;
}) {
  const mayUse = useMayUse();
  const setEnabled = useUserEnabled();
  const seesInvitations = mayUse("invitations");
  return (
    <Table aria-label="Users" variant="compact">
      <Thead>
        <Tr>
          {selection === undefined ? null : (
            <SelectPage
              rows={rows.flatMap(({ row, isGone }) => (isGone ? [] : row))}
              selection={selection}
              onSelect={onSelect}
            />
          )}
          <Th modifier="nowrap" sort={columnSort(0, 0, isDescending, onSort)}>
            Login
          </Th>
          <Th>Name</Th>
          <Th>E-mail address</Th>
          <Th modifier="nowrap">Tokens</Th>
          <Th modifier="nowrap">Resources</Th>
          {seesInvitations ? <Th modifier="nowrap">Invited</Th> : null}
          <Th modifier="nowrap">Active</Th>
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: user, isGone }) => (
          <Tr key={user.id} {...(isGone ? { className: "tp-gone" } : {})}>
            {selection === undefined ? null : (
              <SelectRow
                row={user}
                name={user.login}
                isGone={isGone}
                selection={selection}
                onSelect={onSelect}
              />
            )}
            <Td dataLabel="Login">
              <span className="tp-row">
                <Link to="/users/$id" params={{ id: user.id }}>
                  {user.login}
                </Link>
                {isGone ? <Label>No longer in this list</Label> : null}
                <LockedLabel locks={isGone ? [] : user.locked.nodes.map(({ lock }) => lock)} />
              </span>
            </Td>
            <Td dataLabel="Name">{fullName(user) || "–"}</Td>
            <Td dataLabel="E-mail address" modifier="breakWord">
              {user.email ?? "–"}
            </Td>
            <Td dataLabel="Tokens">{user.tokens.totalCount}</Td>
            <Td dataLabel="Resources">{user.assignments.totalCount}</Td>
            {seesInvitations ? (
              <Td dataLabel="Invited">
                {isGone || user.lastInvitation == null ? (
                  "–"
                ) : (
                  <InvitedWhen invitation={user.lastInvitation} />
                )}
              </Td>
            ) : null}
            <Td dataLabel="Active">
              <EnabledSwitch
                id={user.id}
                name={user.login}
                isEnabled={user.enabled}
                isGone={isGone}
                mayChange={mayUse("userUpdate")}
                onChange={(enabled) => void setEnabled(user, enabled)}
              />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
