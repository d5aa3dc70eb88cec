import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { useCallback, useState } from "react";
import { TokensDocument, type TokenRowFragment } from "../generated/documents.js";
import { ListBody } from "../lists/list-body.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { withRows, type Selection } from "../lists/selection.js";
import { useList } from "../lists/use-list.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { CreateMenu } from "./create-menu.js";
import { NoTokens } from "./no-tokens.js";
import { selectionAfter } from "./selection-after.js";
import { SelectionBar } from "./selection-bar.js";
import { TokenFilters, type FilterChange } from "./token-filters.js";
import { getFilter, isFiltered, getOrder, readTokenSearch, type TokenSearch } from "./token-search.js";
import { TokenTable, selectedToken, type SelectedToken } from "./token-table.js";
import { tokensRoute } from "./tokens-route.js";

/** The list of tokens. */
export function TokensPage() {
  const search = tokensRoute.useSearch();
  const navigate = tokensRoute.useNavigate();
  const mayUse = useMayUse();
  const maySelect = mayUse("tokensEnable") || mayUse("tokensDisable");
  useKeptFocus();
  const [selection, setSelection] = useState<Selection<SelectedToken>>(new Map());
  const filter = getFilter(search);
  const page = useList(
    TokensDocument,
    { ...pageArguments(search), filter, orderBy: getOrder(search) },
    ({ tokens }) => tokens,
  );
  const change = useCallback(
    (changed: FilterChange) =>
      void navigate({
        search: (before) => readTokenSearch({ ...withoutPlace(before), ...changed }),
        replace: true,
      }),
    [navigate],
  );
  const show = (next: TokenSearch) => void navigate({ search: next });
  const go = (place: Place) => show({ ...withoutPlace(search), ...place });
  const select = (chosen: readonly TokenRowFragment[], isSelected: boolean) =>
    setSelection(withRows(selection, chosen.map(selectedToken), isSelected));
  return (
    <>
      <PageSection>
        <div className="tp-row tp-between">
          <PageTitle title="Tokens" />
          <CreateMenu />
        </div>
      </PageSection>
      <PageSection>
        <TokenFilters search={search} onChange={change} />
        {maySelect ? (
          <SelectionBar
            selection={selection}
            onSelect={setSelection}
            onDone={(tried, outcome) => {
              setSelection((before) => selectionAfter(before, tried, outcome));
              page.refresh();
            }}
            filter={filter}
            total={page.list?.totalCount ?? 0}
          />
        ) : null}
        <ListBody
          one="token"
          page={page}
          place={search}
          onGo={go}
          table={(rows) => (
            <TokenTable
              rows={rows}
              search={search}
              selection={maySelect ? selection : undefined}
              onSelect={select}
              onSort={(order, isDescending) =>
                show(readTokenSearch({ ...withoutPlace(search), order, descending: isDescending }))
              }
            />
          )}
          empty={<NoTokens isFiltered={isFiltered(search)} onClear={() => show({})} />}
        />
      </PageSection>
    </>
  );
}
