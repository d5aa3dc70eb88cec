import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { useMutationOf } from "../data/use-mutation-of.js";
import { ResourceEnabledDocument, type ResourceRowFragment } from "../generated/documents.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { useToasts } from "../shell/toasts.js";
import { useMayUse } from "../shell/viewer.js";

function lockText({ failedAttemptsBeforeLock, lockMinutes }: ResourceRowFragment): string {
  const time = lockMinutes === 0 ? "until somebody unlocks it" : `for ${lockMinutes} min`;
  return `After ${failedAttemptsBeforeLock} wrong codes, ${time}`;
}

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
  const toasts = useToasts();
  const update = useMutationOf(ResourceEnabledDocument);
  async function setEnabled(resource: ResourceRowFragment, enabled: boolean): Promise<void> {
    const outcome = await update.run({ resource: { id: resource.id }, enabled });
    if (outcome.kind === "REFUSED") toasts.say({ title: outcome.refusal.message, variant: "danger" });
    if (outcome.kind !== "DONE") return;
    toasts.say(
      enabled
        ? { title: `People may sign in at ${resource.name}.`, variant: "success" }
        : {
            title: `Nobody may sign in at ${resource.name}.`,
            variant: "success",
            action: { label: "Undo", run: () => void setEnabled(resource, true) },
          },
    );
  }
  return (
    <Table aria-label="Resources" variant="compact">
      <Thead>
        <Tr>
          <Th
            modifier="nowrap"
            sort={{
              sortBy: { index: 0, direction: isDescending ? "desc" : "asc" },
              columnIndex: 0,
              onSort: (_event: unknown, _index: number, direction: "asc" | "desc") =>
                onSort(direction === "desc"),
            }}
          >
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
                {resource.name}
                {resource.builtIn ? <Label>Built in</Label> : null}
                {isGone ? <Label>No longer in this list</Label> : null}
              </span>
            </Td>
            <Td dataLabel="Tokens">{resource.assignments.totalCount}</Td>
            <Td dataLabel="A token is locked">{lockText(resource)}</Td>
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
