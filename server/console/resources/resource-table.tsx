import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import type { ResourceRowFragment } from "../generated/documents.js";
import { columnSort } from "../lists/column-sort.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { useMayUse } from "../shell/viewer.js";
import { lockoutText } from "./lockout-text.js";
import { useResourceEnabled } from "./use-resource-enabled.js";

/** The rows of the list of resources. */
export function ResourceTable({
  rows,
  isDescending,
  onSort,
}: {
  readonly rows: readonly { readonly row: ResourceRowFragment; readonly isGone: boolean }[];
  readonly isDescending: boolean;
  readonly onSort: (isDescending: boolean) => void;
}) {
  const mayUse = useMayUse();
  const setEnabled = useResourceEnabled();
  return (
    <Table aria-label="Resources" variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap" sort={columnSort(0, 0, isDescending, onSort)}>
            Name
          </Th>
          <Th>Tokens</Th>
          <Th>A token is locked</Th>
          <Th modifier="nowrap">Allowed addresses</Th>
          <Th>Active</Th>
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: resource, isGone }) => (
          <Tr key={resource.id} {...(isGone ? { className: "tp-gone" } : {})}>
            <Td dataLabel="Name">
              <span className="tp-row">
                <Link to="/resources/$id" params={{ id: resource.id }}>
                  {resource.name}
                </Link>
                {resource.builtIn ? <Label>Built in</Label> : null}
                {isGone ? <Label>No longer in this list</Label> : null}
              </span>
            </Td>
            <Td dataLabel="Tokens">{resource.assignments.totalCount}</Td>
            <Td dataLabel="A token is locked">{lockoutText(resource)}</Td>
            <Td dataLabel="Allowed addresses">
              {resource.allowedAddresses.length === 0 ? "All" : resource.allowedAddresses.join(", ")}
            </Td>
            <Td dataLabel="Active">
              <EnabledSwitch
                id={resource.id}
                name={resource.name}
                isEnabled={resource.enabled}
                isGone={isGone}
                mayChange={mayUse("resourceUpdate") && !resource.builtIn}
                onChange={(enabled) => void setEnabled(resource, enabled)}
              />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
