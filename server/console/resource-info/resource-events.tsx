import { useCallback } from "react";
import type { EventSearch } from "../events/event-search.js";
import { EventsCard } from "../events/events-card.js";
import { RESOURCE_EVENT_KINDS } from "./resource-event-kinds.js";
import { resourceInfoRoute } from "./resource-info-route.js";

/** The events of a resource. */
export function ResourceEvents({ resourceId }: { readonly resourceId: string }) {
  const { tab: _tab, ...search } = resourceInfoRoute.useSearch();
  const navigate = resourceInfoRoute.useNavigate();
  const keep = useCallback(
    (change: (before: EventSearch) => EventSearch, replace: boolean) =>
      void navigate({
        search: ({ tab, ...before }) => ({ ...(tab === undefined ? {} : { tab }), ...change(before) }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <EventsCard
      title="Resource Events"
      subject={{ resource: { id: resourceId } }}
      kinds={RESOURCE_EVENT_KINDS}
      search={search}
      onSearch={keep}
    />
  );
}
