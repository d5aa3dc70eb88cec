import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { useCallback, useState } from "react";
import { UsersDocument, type UserRowFragment } from "../generated/documents.js";
import { EmptyList } from "../lists/empty-list.js";
import { ListBody } from "../lists/list-body.js";
import { ListTitle } from "../lists/list-title.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { withRows, type Selection } from "../lists/selection.js";
import { useList } from "../lists/use-list.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { UserDialog } from "./user-dialog.js";
import { UserFilters, type UserFilterChange } from "./user-filters.js";
import { isUserSearch, readUserSearch, userFilter } from "./user-search.js";
import { selectedUser, UserSelection } from "./user-selection.js";
import { UserTable } from "./user-table.js";
import { usersRoute } from "./users-route.js";

/** The list of users. */
export function UsersPage() {
  const search = usersRoute.useSearch();
  const navigate = usersRoute.useNavigate();
  const mayUse = useMayUse();
  const maySelect = mayUse("invitationsCreate");
  useKeptFocus();
  const [selection, setSelection] = useState<Selection<string>>(new Map());
  const { descending = false } = search;
  const withInvitations = mayUse("invitations");
  const filter = userFilter(search, withInvitations);
  const page = useList(
    UsersDocument,
    {
      ...pageArguments(search),
      filter,
      orderBy: { field: "LOGIN", descending },
      withInvitations,
    },
    ({ users }) => users,
  );
  const change = useCallback(
    (changed: UserFilterChange) =>
      void navigate({
        search: (before) => readUserSearch({ ...withoutPlace(before), ...changed }),
        replace: true,
      }),
    [navigate],
  );
  const go = (place: Place) => void navigate({ search: { ...withoutPlace(search), ...place } });
  const select = (chosen: readonly UserRowFragment[], isSelected: boolean) =>
    setSelection(withRows(selection, chosen.map(selectedUser), isSelected));
  return (
    <>
      <ListTitle
        title="Users"
        create={
          mayUse("userCreate")
            ? { label: "Create user", dialog: (onClose) => <UserDialog onClose={onClose} /> }
            : undefined
        }
        onClosed={page.refresh}
      />
      <PageSection>
        <UserFilters search={search} onChange={change} />
        {maySelect ? (
          <UserSelection
            selection={selection}
            onSelect={setSelection}
            onDone={page.refresh}
            filter={filter}
            total={page.list?.totalCount ?? 0}
          />
        ) : null}
        <ListBody
          one="user"
          page={page}
          place={search}
          onGo={go}
          table={(rows) => (
            <UserTable
              rows={rows}
              selection={maySelect ? selection : undefined}
              onSelect={select}
              isDescending={descending}
              onSort={(isDescending) =>
                void navigate({
                  search: readUserSearch({ ...withoutPlace(search), descending: isDescending }),
                })
              }
            />
          )}
          empty={
            isUserSearch(search) ? (
              <EmptyList
                title="No user matches."
                action={{ label: "Clear filters", run: () => void navigate({ search: {} }) }}
              />
            ) : (
              <EmptyList title="No users yet." action={undefined} />
            )
          }
        />
      </PageSection>
    </>
  );
}
