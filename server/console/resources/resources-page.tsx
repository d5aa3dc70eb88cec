import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { useCallback } from "react";
import { ResourcesDocument } from "../generated/documents.js";
import { EmptyList } from "../lists/empty-list.js";
import { ListBody } from "../lists/list-body.js";
import { ListTitle } from "../lists/list-title.js";
import { NamedFilters, type NamedChange } from "../lists/named-filters.js";
import { isNarrowed, namedFilter, readNamedSearch } from "../lists/named-search.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { useList } from "../lists/use-list.js";
import { useKeptFocus } from "../parts/kept-focus.js";
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
  const page = useList(
    ResourcesDocument,
    {
      ...pageArguments(search),
      filter: namedFilter(search),
      orderBy: { field: "NAME", descending },
    },
    ({ resources }) => resources,
  );
  const change = useCallback(
    (changed: NamedChange) =>
      void navigate({
        search: (before) => readNamedSearch({ ...withoutPlace(before), ...changed }),
        replace: true,
      }),
    [navigate],
  );
  const go = (place: Place) => void navigate({ search: { ...withoutPlace(search), ...place } });
  return (
    <>
      <ListTitle
        title="Resources"
        create={
          mayUse("resourceCreate")
            ? { label: "Create resource", dialog: (onClose) => <ResourceDialog onClose={onClose} /> }
            : undefined
        }
        onClosed={page.refresh}
      />
      <PageSection>
        <NamedFilters label="Search name" search={search} onChange={change} />
        <ListBody
          one="resource"
          page={page}
          place={search}
          onGo={go}
          table={(rows) => (
            <ResourceTable
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
                title="No resource matches."
                action={{ label: "Clear filters", run: () => void navigate({ search: {} }) }}
              />
            ) : (
              <EmptyList title="Nothing to sign in to yet." action={undefined} />
            )
          }
        />
      </PageSection>
    </>
  );
}
