import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { EventsDocument } from "../generated/documents.js";
import { Busy } from "../lists/busy.js";
import { ChangePill } from "../lists/change-pill.js";
import { countText } from "../lists/count-text.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { ReadProblem } from "../lists/read-problem.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { useSteadyRows } from "../lists/steady-rows.js";
import { InfoCard } from "../parts/info-card.js";
import { useNow } from "../times/now.js";
import { EventFilters, type EventChange } from "./event-filters.js";
import {
  getEventFilter,
  readEventSearch,
  type EventKinds,
  type EventSearch,
  type EventSubject,
} from "./event-search.js";
import { EventTable } from "./event-table.js";

/** How many events came since a page was shown. */
function addedTo(
  { rows }: { readonly rows: readonly { readonly row: { readonly id: string } }[] },
  current: readonly { readonly id: string }[],
): number {
  const shown = new Set(rows.map(({ row }) => row.id));
  return current.filter(({ id }) => !shown.has(id)).length;
}

/** The events of an object, newest first. New events wait behind a button, so that no row moves while somebody reads or clicks. */
export function EventsCard({
  title,
  subject,
  kinds,
  search,
  onSearch,
}: {
  readonly title: string;
  readonly subject: EventSubject;
  readonly kinds: EventKinds;
  readonly search: EventSearch;
  /** Keeps another search in the page's address. @param replaces whether going back passes over the search before. */
  readonly onSearch: (change: (before: EventSearch) => EventSearch, replaces: boolean) => void;
}) {
  const now = useNow();
  const answer = useQuery(
    query(EventsDocument, { filter: getEventFilter(subject, kinds, search, now), ...pageArguments(search) }),
  );
  const { data, isPlaceholderData } = answer;
  const current = data?.events ?? undefined;
  const { steady, isOld, refresh } = useSteadyRows(
    JSON.stringify({ subject, search }),
    isPlaceholderData ? undefined : current,
  );
  const added = steady === undefined || isPlaceholderData ? 0 : addedTo(steady, current?.nodes ?? []);
  const failure = getFailure(answer);
  const change = useCallback(
    (changed: EventChange) =>
      onSearch((before) => readEventSearch(kinds, { ...withoutPlace(before), ...changed }), true),
    [kinds, onSearch],
  );
  const go = (place: Place) => onSearch((before) => ({ ...withoutPlace(before), ...place }), false);
  return (
    <InfoCard
      title={title}
      actions={
        <ChangePill changes={added} label={`${countText(added, "new event")}: show`} onRefresh={refresh} />
      }
    >
      <EventFilters kinds={kinds} search={search} onChange={change} />
      {failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : steady === undefined ? (
        <Spinner aria-label="Loading the events" />
      ) : (
        <Busy isBusy={isOld} label="Loading the events">
          <SearchStopped pageInfo={steady.pageInfo} isBackward={search.before !== undefined} onGo={go} />
          <EventTable
            title={title}
            events={{ nodes: steady.rows.map(({ row }) => row), pageInfo: steady.pageInfo }}
            place={search}
            onGo={go}
          />
        </Busy>
      )}
    </InfoCard>
  );
}
