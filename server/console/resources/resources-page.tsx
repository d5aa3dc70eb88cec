import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { PlusIcon } from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { useCallback } from "react";
import { ResourcesDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { EmptyList, EmptyPage } from "../lists/empty-list.js";
import { ListFoot } from "../lists/list-foot.js";
import { NamedFilters } from "../lists/named-filters.js";
import { isNarrowed, namedFilter, readNamedSearch, type NamedSearch } from "../lists/named-search.js";
import { isFirstPage, pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { useList } from "../lists/use-list.js";
import { DialogButton } from "../shell/dialog-button.js";
import { useKeptFocus } from "../shell/kept-focus.js";
import { PageTitle } from "../shell/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { ResourceDialog } from "./resource-dialog.js";
import { ResourceTable } from "./resource-table.js";
import { resourcesRoute } from "./resources-route.js";

/** The list of resources. */
export function ResourcesPage() {
  const search = resourcesRoute.useSearch();
  const navigate = resourcesRoute.useNavigate();
  const mayUse = useMayUse();
  useKeptFocus();
  const { descending = false } = search;
  const { list, rows, changes, refresh } = useList(
    ResourcesDocument,
    {
      ...pageArguments(search),
      filter: namedFilter(search),
      orderBy: { field: "NAME", descending },
    },
    ({ resources }) => resources,
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
          <PageTitle title="Resources" />
          {mayUse("resourceCreate") ? (
            <DialogButton icon={<PlusIcon />} aria-keyshortcuts="c" label="Create resource">
              {(close) => (
                <ResourceDialog
                  onClose={() => {
                    close();
                    refresh();
                  }}
                />
              )}
            </DialogButton>
          ) : null}
        </div>
      </PageSection>
      <PageSection>
        <NamedFilters label="Search name" search={search} onChange={change} />
        {list === null ? null : (
          <SearchStopped pageInfo={list.pageInfo} isBackward={search.before !== undefined} onGo={go} />
        )}
        {rows === undefined || list === null ? (
          <Spinner aria-label="Loading the resources" />
        ) : rows.length > 0 ? (
          <>
            <ResourceTable
              rows={rows}
              isDescending={descending}
              onSort={(isDescending) =>
                void navigate({
                  search: readNamedSearch({ ...withoutPlace(search), descending: isDescending }),
                })
              }
            />
            <ListFoot
              count={countText(list.totalCount, "resource")}
              changes={changes}
              onRefresh={refresh}
              pageInfo={list.pageInfo}
              place={search}
              onGo={go}
            />
          </>
        ) : list.pageInfo.searchStopped ? null : !isFirstPage(search) ? (
          <EmptyPage many="resources" onFirst={() => go({})} />
        ) : isNarrowed(search) ? (
          <EmptyList
            title="No resource matches."
            action={{ label: "Clear filters", run: () => void navigate({ search: {} }) }}
          />
        ) : (
          <EmptyList title="Nothing to sign in to yet." action={undefined} />
        )}
      </PageSection>
    </>
  );
}
