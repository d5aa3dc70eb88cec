import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { PlusIcon } from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { query } from "../data/queries.js";
import { UsersDocument } from "../generated/documents.js";
import { ChangePill } from "../lists/change-pill.js";
import { EmptyList } from "../lists/empty-list.js";
import { NamedFilters } from "../lists/named-filters.js";
import { isNarrowed, namedFilter, readNamedSearch, type NamedSearch } from "../lists/named-search.js";
import { Pager } from "../lists/pager.js";
import { pageArguments, withoutPlace } from "../lists/paging.js";
import { useSteadyRows } from "../lists/steady-rows.js";
import { PageTitle } from "../shell/page-title.js";
import { useReturnFocus } from "../shell/return-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { UserDialog } from "./user-dialog.js";
import { UserTable } from "./user-table.js";
import { usersRoute } from "./users-route.js";

/** The list of users. */
export function UsersPage() {
  const search = usersRoute.useSearch();
  const navigate = usersRoute.useNavigate();
  const mayUse = useMayUse();
  const [isCreating, setCreating] = useState(false);
  const createButton = useRef<HTMLButtonElement>(null);
  useReturnFocus(isCreating, createButton);
  const { descending = false } = search;
  const variables = {
    ...pageArguments(search),
    filter: namedFilter(search),
    orderBy: { field: "LOGIN", descending },
  } as const;
  const { data, error, isPlaceholderData } = useQuery(query(UsersDocument, variables));
  if (error !== null && data === undefined) throw error;
  const users = data?.users;
  const { rows, changes, refresh } = useSteadyRows(
    JSON.stringify(variables),
    isPlaceholderData ? undefined : users?.nodes,
  );
  const change = useCallback(
    (changed: (before: NamedSearch) => NamedSearch) => void navigate({ search: changed, replace: true }),
    [navigate],
  );
  const { after: _after, before: _before, size: _size, ...unplaced } = search;
  return (
    <>
      <PageSection>
        <div className="tp-row tp-between">
          <PageTitle title="Users" />
          {mayUse("userCreate") ? (
            <Button
              ref={createButton}
              icon={<PlusIcon />}
              aria-keyshortcuts="c"
              onClick={() => setCreating(true)}
            >
              Create user
            </Button>
          ) : null}
        </div>
      </PageSection>
      <PageSection>
        <NamedFilters label="Search login, name, e-mail address, phone" search={search} onChange={change} />
        {rows === undefined || users == null ? (
          <Spinner aria-label="Loading the users" />
        ) : rows.length === 0 ? (
          <EmptyList
            title={isNarrowed(search) ? "No user matches." : "No users yet."}
            action={
              isNarrowed(search)
                ? { label: "Clear filters", run: () => void navigate({ search: {} }) }
                : undefined
            }
          />
        ) : (
          <>
            <UserTable
              rows={rows}
              isDescending={descending}
              onSort={(isDescending) =>
                void navigate({
                  search: readNamedSearch({ ...withoutPlace(search), descending: isDescending }),
                })
              }
            />
            <div className="tp-row tp-foot">
              <span>
                {users.totalCount === 1 ? "1 user" : `${users.totalCount.toLocaleString("en")} users`}
              </span>
              <ChangePill changes={changes} onRefresh={refresh} />
              <Pager
                pageInfo={users.pageInfo}
                place={search}
                onGo={(place) => void navigate({ search: { ...unplaced, ...place } })}
              />
            </div>
          </>
        )}
      </PageSection>
      {isCreating ? (
        <UserDialog
          onClose={() => {
            setCreating(false);
            refresh();
          }}
        />
      ) : null}
    </>
  );
}
