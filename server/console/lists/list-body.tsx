import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import type { ReactNode } from "react";
import { Busy } from "./busy.js";
import { countText } from "./count-text.js";
import { EmptyPage } from "./empty-list.js";
import { ListFoot } from "./list-foot.js";
import { isFirstPage, type Place } from "./paging.js";
import { ReadProblem } from "./read-problem.js";
import { SearchStopped } from "./search-stopped.js";
import type { SteadyPage } from "./steady-page.js";
import type { ListPage } from "./use-list.js";

/** As in "at least 10,001 tokens": a search for frequent words counts only the first rows of a list. */
function atLeast({ totalCount }: { readonly totalCount: number }, shown: number, one: string): string {
  return `at least ${countText(Math.max(totalCount, shown), one)}`;
}

/** One page of a list: its table with the pages below it, or what is shown in the place of a table without rows. */
export function ListBody<Row>({
  one,
  page: { list, steady, isOld, failure, refresh },
  place,
  onGo,
  table,
  empty,
}: {
  /** The noun for a row, as in "user". */
  readonly one: string;
  readonly page: ListPage<Row>;
  readonly place: Place;
  readonly onGo: (place: Place) => void;
  readonly table: (rows: SteadyPage<Row>["rows"]) => ReactNode;
  /** In place of the first page without rows. */
  readonly empty: ReactNode;
}) {
  if (failure !== undefined) return <ReadProblem failure={failure} />;
  if (steady === undefined || list === null) return <Spinner aria-label={`Loading the ${one}s`} />;
  const { rows, pageInfo, changes } = steady;
  return (
    <Busy isBusy={isOld} label={`Loading the ${one}s`}>
      <SearchStopped pageInfo={pageInfo} isBackward={place.before !== undefined} onGo={onGo} />
      {rows.length > 0 ? (
        <>
          {table(rows)}
          <ListFoot
            count={list.totalCountIsExact ? countText(list.totalCount, one) : atLeast(list, rows.length, one)}
            changes={changes}
            onRefresh={refresh}
            pageInfo={pageInfo}
            place={place}
            onGo={onGo}
          />
        </>
      ) : pageInfo.searchStopped ? null : isFirstPage(place) ? (
        empty
      ) : (
        <EmptyPage many={`${one}s`} onFirst={() => onGo({})} />
      )}
    </Busy>
  );
}
