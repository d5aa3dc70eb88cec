import { send } from "../data/send.js";
import { UserIdsDocument, type UserFilter } from "../generated/documents.js";
import { InviteManyDialog } from "../invitations/invite-many-dialog.js";
import { SelectedRows } from "../lists/selected-rows.js";
import type { Selection } from "../lists/selection.js";
import type { ReadMatching } from "../lists/use-all-matching.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";

/** The part of a user that a selection keeps: the login. */
export function selectedUser({
  id,
  login,
}: {
  readonly id: string;
  readonly login: string;
}): [string, string] {
  return [id, login];
}

/** Reads the users that a filter finds. */
function matchingUsers(filter: UserFilter): ReadMatching<string> {
  return async (page) => {
    const { users } = await send(UserIdsDocument, { ...page, filter });
    return { rows: (users?.nodes ?? []).map(selectedUser), pageInfo: users?.pageInfo };
  };
}

/** The actions for the selected users. */
export function UserSelection({
  selection,
  onSelect,
  onDone,
  filter,
  total,
}: {
  readonly selection: Selection<string>;
  readonly onSelect: (selection: Selection<string>) => void;
  /** Something was done with them. */
  readonly onDone: () => void;
  /** The filter of the list, and how many users it has on all pages. */
  readonly filter: UserFilter;
  readonly total: number;
}) {
  const mayUse = useMayUse();
  return (
    <SelectedRows
      label="Selected users"
      selection={selection}
      total={total}
      view={JSON.stringify(filter)}
      readMatching={matchingUsers(filter)}
      onSelect={onSelect}
    >
      {mayUse("invitationsCreate") ? (
        <DialogButton variant="secondary" label="Invite…">
          {(close) => (
            <InviteManyDialog
              selection={selection}
              onClose={close}
              onDone={(left) => {
                onSelect(left);
                onDone();
              }}
            />
          )}
        </DialogButton>
      ) : null}
    </SelectedRows>
  );
}
