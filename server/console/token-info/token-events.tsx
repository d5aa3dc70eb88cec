import { useCallback } from "react";
import type { EventSearch } from "../events/event-search.js";
import { EventsCard } from "../events/events-card.js";
import { TOKEN_EVENT_KINDS } from "./token-event-kinds.js";
import { tokenInfoRoute } from "./token-info-route.js";

/** The events of a token. */
export function TokenEvents({ tokenId }: { readonly tokenId: string }) {
  const search = tokenInfoRoute.useSearch();
  const navigate = tokenInfoRoute.useNavigate();
  const keep = useCallback(
    (change: (before: EventSearch) => EventSearch, replace: boolean) =>
      void navigate({ search: change, replace, resetScroll: false }),
    [navigate],
  );
  return (
    <EventsCard
      title="Token Events"
      subject={{ token: { id: tokenId } }}
      kinds={TOKEN_EVENT_KINDS}
      search={search}
      onSearch={keep}
    />
  );
}
