import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { useMutationOf } from "../data/use-mutation-of.js";
import { UserEnabledDocument, type UserRowFragment } from "../generated/documents.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { useToasts } from "../shell/toasts.js";
import { useMayUse } from "../shell/viewer.js";

/** The rows of the list of users. */
export function UserTable({
  rows,
  isDescending,
  onSort,
}: {
  readonly rows: readonly { readonly row: UserRowFragment; readonly isGone: boolean }[];
  readonly isDescending: boolean;
  readonly onSort: (isDescending: boolean) => void;
}) {
  const mayUse = useMayUse();
  const toasts = useToasts();
  const update = useMutationOf(UserEnabledDocument);
  async function setEnabled(user: UserRowFragment, enabled: boolean): Promise<void> {
    const outcome = await update.run({ user: { id: user.id }, enabled });
    if (outcome.kind === "REFUSED") toasts.say({ title: outcome.refusal.message, variant: "danger" });
    if (outcome.kind !== "DONE") return;
    toasts.say(
      enabled
        ? { title: `${user.login} may sign in.`, variant: "success" }
        : {
            title: `${user.login} may no longer sign in anywhere.`,
            variant: "success",
            action: { label: "Undo", run: () => void setEnabled(user, true) },
          },
    );
  }
  return (
    <Table aria-label="Users" variant="compact">
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
            Login
          </Th>
          <Th>Name</Th>
          <Th>E-mail address</Th>
          <Th>Tokens</Th>
          <Th>Resources</Th>
          <Th>Active</Th>
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: user, isGone }) => (
          <Tr key={user.id} {...(isGone ? { className: "tp-gone" } : {})}>
            <Td dataLabel="Login">
              <span className="tp-row">
                {user.login}
                {isGone ? <Label>No longer in this list</Label> : null}
                {user.locked.totalCount > 0 ? <Label status="danger">Locked</Label> : null}
              </span>
            </Td>
            <Td dataLabel="Name">
              {[user.firstName, user.lastName].filter((part) => part !== null).join(" ") || "–"}
            </Td>
            <Td dataLabel="E-mail address" modifier="breakWord">
              {user.email ?? "–"}
            </Td>
            <Td dataLabel="Tokens">{user.tokens.totalCount}</Td>
            <Td dataLabel="Resources">{user.assignments.totalCount}</Td>
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
