import { useCallback } from "react";
import type { EventSearch } from "../events/event-search.js";
import { EventsCard } from "../events/events-card.js";
import { USER_EVENT_KINDS } from "./user-event-kinds.js";
import { userInfoRoute } from "./user-info-route.js";

/** The events of a user. */
export function UserEvents({ userId }: { readonly userId: string }) {
  const search = userInfoRoute.useSearch();
  const navigate = userInfoRoute.useNavigate();
  const keep = useCallback(
    (change: (before: EventSearch) => EventSearch, replace: boolean) =>
      void navigate({ search: change, replace, resetScroll: false }),
    [navigate],
  );
  return (
    <EventsCard
      title="User Events"
      subject={{ user: { id: userId } }}
      kinds={USER_EVENT_KINDS}
      search={search}
      onSearch={keep}
    />
  );
}
