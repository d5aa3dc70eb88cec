import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { query } from "../data/queries.js";
import { failureOf } from "../data/read-failure.js";
import { EventsDocument, type EventsQuery } from "../generated/documents.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { ReadProblem } from "../lists/read-problem.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { InfoCard } from "../parts/info-card.js";
import { useNow } from "../times/now.js";
import { EventFilters, type EventChange } from "./event-filters.js";
import {
  eventFilterOf,
  readEventSearch,
  type EventKinds,
  type EventSearch,
  type EventSubject,
} from "./event-search.js";
import { EventTable } from "./event-table.js";

/** What happened to something, newest first. New events appear by themselves, unless that is paused. */
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
    query(EventsDocument, { filter: eventFilterOf(subject, kinds, search, now), ...pageArguments(search) }),
  );
  const { data } = answer;
  const view = JSON.stringify(search);
  const [paused, setPaused] = useState<{ readonly view: string; readonly data: EventsQuery }>();
  // Another view shows what there is now.
  const isPaused = paused?.view === view;
  const events = (isPaused ? paused.data : data)?.events;
  const failure = isPaused ? undefined : failureOf(answer);
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
        <Button
          variant="secondary"
          size="sm"
          aria-pressed={isPaused}
          isDisabled={!isPaused && data === undefined}
          onClick={() => setPaused(isPaused || data === undefined ? undefined : { view, data })}
        >
          {isPaused ? "Resume" : "Pause"}
        </Button>
      }
    >
      <EventFilters kinds={kinds} search={search} onChange={change} />
      {failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : events == null ? (
        <Spinner aria-label="Loading the events" />
      ) : (
        <>
          <SearchStopped pageInfo={events.pageInfo} isBackward={search.before !== undefined} onGo={go} />
          <EventTable title={title} events={events} place={search} onGo={go} />
        </>
      )}
    </InfoCard>
  );
}
