import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { query } from "../data/queries.js";
import { TokensDocument, type TokenRowFragment } from "../generated/documents.js";
import { ChangePill } from "../lists/change-pill.js";
import { Pager } from "../lists/pager.js";
import { pageArguments, withoutPlace } from "../lists/paging.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { useSteadyRows } from "../lists/steady-rows.js";
import { PageTitle } from "../shell/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { CreateMenu } from "./create-menu.js";
import { NoTokens } from "./no-tokens.js";
import { SelectionBar } from "./selection-bar.js";
import { TokenFilters, type FilterChange } from "./token-filters.js";
import { filterOf, isFiltered, orderOf, readTokenSearch, type TokenSearch } from "./token-search.js";
import { TokenTable, type Selection } from "./token-table.js";
import { tokensRoute } from "./tokens-route.js";

/** The list of tokens. */
export function TokensPage() {
  const search = tokensRoute.useSearch();
  const navigate = tokensRoute.useNavigate();
  const mayUse = useMayUse();
  const [selection, setSelection] = useState<Selection>(new Map());
  const variables = { ...pageArguments(search), filter: filterOf(search), orderBy: orderOf(search) };
  const { data, error, isPlaceholderData } = useQuery(query(TokensDocument, variables));
  if (error !== null && data === undefined) throw error;
  const tokens = data?.tokens;
  const { rows, changes, refresh } = useSteadyRows(
    JSON.stringify(variables),
    isPlaceholderData ? undefined : tokens?.nodes,
  );
  const change = useCallback(
    (changed: FilterChange) =>
      void navigate({
        search: (before) => readTokenSearch({ ...withoutPlace(before), ...changed }),
        replace: true,
      }),
    [navigate],
  );
  const go = (next: TokenSearch) => void navigate({ search: next });
  const select = (chosen: readonly TokenRowFragment[], isSelected: boolean) => {
    const next = new Map(selection);
    for (const { id, name, user } of chosen) {
      if (isSelected) next.set(id, { name, isAssigned: user !== null });
      else next.delete(id);
    }
    setSelection(next);
  };
  const { after: _after, before: _before, size: _size, ...unplaced } = search;
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
        <SelectionBar
          selection={selection}
          onSelect={setSelection}
          onDone={refresh}
          filter={variables.filter}
          total={tokens?.totalCount ?? 0}
        />
        {tokens?.pageInfo.searchStopped === true ? (
          <SearchStopped
            onGoOn={() => {
              const { startCursor, endCursor } = tokens.pageInfo;
              const cursor = search.before === undefined ? endCursor : startCursor;
              if (cursor !== null)
                go({
                  ...unplaced,
                  ...(search.before === undefined ? { after: cursor } : { before: cursor }),
                });
            }}
          />
        ) : null}
        {rows === undefined || tokens == null ? (
          <Spinner aria-label="Loading the tokens" />
        ) : rows.length === 0 && tokens.pageInfo.searchStopped ? null : rows.length === 0 ? (
          <NoTokens isFiltered={isFiltered(search)} onClear={() => go({})} />
        ) : (
          <>
            <TokenTable
              rows={rows}
              search={search}
              selection={mayUse("tokensEnable") || mayUse("tokensDisable") ? selection : undefined}
              onSelect={select}
              onSort={(order, isDescending) =>
                go(readTokenSearch({ ...withoutPlace(search), order, descending: isDescending }))
              }
            />
            <div className="tp-row tp-foot">
              <span>
                {tokens.totalCount === 1 ? "1 token" : `${tokens.totalCount.toLocaleString("en")} tokens`}
              </span>
              <ChangePill changes={changes} onRefresh={refresh} />
              <Pager
                pageInfo={tokens.pageInfo}
                place={search}
                onGo={(place) => go({ ...unplaced, ...place })}
              />
            </div>
          </>
        )}
      </PageSection>
    </>
  );
}
