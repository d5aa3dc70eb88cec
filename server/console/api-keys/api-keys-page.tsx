import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { ApiKeysDocument } from "../generated/documents.js";
import { EmptyList } from "../lists/empty-list.js";
import { FilterSelect } from "../lists/filter-select.js";
import { ListBody } from "../lists/list-body.js";
import { ListTitle } from "../lists/list-title.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { useList } from "../lists/use-list.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { ApiKeyTable } from "./api-key-table.js";
import { apiKeysRoute } from "./api-keys-route.js";
import { CreateKeyDialog } from "./create-key-dialog.js";
import { keyFilter, readKeySearch, STATE_NAMES, STATE_OPTIONS } from "./key-search.js";

/** The list of API keys. */
export function ApiKeysPage() {
  const search = apiKeysRoute.useSearch();
  const navigate = apiKeysRoute.useNavigate();
  const mayUse = useMayUse();
  useKeptFocus();
  const page = useList(
    ApiKeysDocument,
    { ...pageArguments(search), filter: keyFilter(search) },
    ({ apiKeys }) => apiKeys,
  );
  const go = (place: Place) => void navigate({ search: { ...withoutPlace(search), ...place } });
  return (
    <>
      <ListTitle
        title="API keys"
        create={
          mayUse("apiKeyCreate")
            ? { label: "Create API key", dialog: (onClose) => <CreateKeyDialog onClose={onClose} /> }
            : undefined
        }
        onClosed={page.refresh}
      />
      <PageSection>
        <Toolbar>
          <ToolbarContent>
            <ToolbarItem>
              <FilterSelect
                label="State"
                all={STATE_NAMES.VALID}
                value={search.state}
                options={STATE_OPTIONS}
                onChoose={(state) =>
                  void navigate({
                    search: (before) => readKeySearch({ ...withoutPlace(before), state }),
                    replace: true,
                  })
                }
              />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        <ListBody
          one="API key"
          page={page}
          place={search}
          onGo={go}
          table={(rows) => <ApiKeyTable rows={rows} onClosed={page.refresh} />}
          empty={
            search.state === undefined ? (
              <EmptyList title="No keys. Programs and Terraform sign in with one." action={undefined} />
            ) : (
              <EmptyList
                title="No key matches."
                action={{ label: "Show valid keys", run: () => void navigate({ search: {} }) }}
              />
            )
          }
        />
      </PageSection>
    </>
  );
}
