import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { PlusIcon } from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { useCallback } from "react";
import { UsersDocument } from "../generated/documents.js";
import { EmptyList } from "../lists/empty-list.js";
import { ListBody } from "../lists/list-body.js";
import { NamedFilters } from "../lists/named-filters.js";
import { isNarrowed, namedFilter, readNamedSearch, type NamedSearch } from "../lists/named-search.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { useList } from "../lists/use-list.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { UserDialog } from "./user-dialog.js";
import { UserTable } from "./user-table.js";
import { usersRoute } from "./users-route.js";

/** The list of users. */
export function UsersPage() {
  const search = usersRoute.useSearch();
  const navigate = usersRoute.useNavigate();
  const mayUse = useMayUse();
  useKeptFocus();
  const { descending = false } = search;
  const page = useList(
    UsersDocument,
    {
      ...pageArguments(search),
      filter: namedFilter(search),
      orderBy: { field: "LOGIN", descending },
    },
    ({ users }) => users,
  );
  const change = useCallback(
    (changed: (before: NamedSearch) => NamedSearch) => void navigate({ search: changed, replace: true }),
    [navigate],
  );
  const go = (place: Place) => void navigate({ search: { ...withoutPlace(search), ...place } });
  return (
    <>
      <PageSection>
        <div className="tp-row tp-between">
          <PageTitle title="Users" />
          {mayUse("userCreate") ? (
            <DialogButton icon={<PlusIcon />} aria-keyshortcuts="c" label="Create user">
              {(close) => (
                <UserDialog
                  onClose={() => {
                    close();
                    page.refresh();
                  }}
                />
              )}
            </DialogButton>
          ) : null}
        </div>
      </PageSection>
      <PageSection>
        <NamedFilters label="Search login, name, e-mail address, phone" search={search} onChange={change} />
        <ListBody
          one="user"
          page={page}
          place={search}
          onGo={go}
          table={(rows) => (
            <UserTable
              rows={rows}
              isDescending={descending}
              onSort={(isDescending) =>
                void navigate({
                  search: readNamedSearch({ ...withoutPlace(search), descending: isDescending }),
                })
              }
            />
          )}
          empty={
            isNarrowed(search) ? (
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
