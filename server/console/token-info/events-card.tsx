import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { query } from "../data/queries.js";
import { TokenEventsDocument, type TokenEventsQuery } from "../generated/documents.js";
import { pageArguments, withoutPlace, type Place } from "../lists/paging.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { InfoCard } from "../parts/info-card.js";
import { useNow } from "../times/now.js";
import { EventFilters, type EventChange } from "./event-filters.js";
import { eventFilterOf, readEventSearch } from "./event-search.js";
import { EventTable } from "./event-table.js";
import { tokenInfoRoute } from "./token-info-route.js";

/** What happened to a token, newest first. New events appear by themselves, unless that is paused. */
export function EventsCard({ tokenId }: { readonly tokenId: string }) {
  const search = tokenInfoRoute.useSearch();
  const navigate = tokenInfoRoute.useNavigate();
  const now = useNow();
  const { data, error } = useQuery(
    query(TokenEventsDocument, { filter: eventFilterOf(tokenId, search, now), ...pageArguments(search) }),
  );
  const view = JSON.stringify(search);
  const [paused, setPaused] = useState<{ readonly view: string; readonly data: TokenEventsQuery }>();
  if (error !== null && data === undefined) throw error;
  // Another view shows what there is now.
  const isPaused = paused?.view === view;
  const events = (isPaused ? paused.data : data)?.events;
  const change = useCallback(
    (changed: EventChange) =>
      void navigate({
        search: (before) => readEventSearch({ ...withoutPlace(before), ...changed }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const go = (place: Place) =>
    void navigate({ search: { ...withoutPlace(search), ...place }, resetScroll: false });
  return (
    <InfoCard
      title="Token Events"
      actions={
        <Button
          variant="secondary"
          size="sm"
          aria-pressed={isPaused}
          isDisabled={data === undefined}
          onClick={() => setPaused(isPaused || data === undefined ? undefined : { view, data })}
        >
          {isPaused ? "Resume" : "Pause"}
        </Button>
      }
    >
      <EventFilters search={search} onChange={change} />
      {events == null ? (
        <Spinner aria-label="Loading the events" />
      ) : (
        <>
          <SearchStopped pageInfo={events.pageInfo} isBackward={search.before !== undefined} onGo={go} />
          <EventTable events={events} place={search} onGo={go} />
        </>
      )}
    </InfoCard>
  );
}
