import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useEffect, useState } from "react";
import type { FeedState } from "../data/follow-feed.js";
import { getMessage } from "../data/request-error.js";
import { isOfOldPages, useRefetchFailure } from "../data/use-refetch-failure.js";
import { useToasts } from "../parts/toasts.js";

/** Says once that the server was updated: pages of the version before can no longer ask for what they show. */
function useUpdateMessage(isUpdated: boolean): void {
  const toasts = useToasts();
  const [wasUpdated, setWasUpdated] = useState(false);
  if (isUpdated && !wasUpdated) setWasUpdated(true);
  useEffect(() => {
    if (!wasUpdated) return;
    toasts.say({
      title: "The server was updated. Reload the page to see the current data.",
      // It stays until it is closed.
      variant: "danger",
      action: { label: "Reload", run: () => globalThis.location.reload() },
    });
  }, [wasUpdated, toasts]);
}

/** Says whether what is shown is current. */
export function FeedLabel({ feed }: { readonly feed: FeedState }) {
  const failure = useRefetchFailure();
  useUpdateMessage(isOfOldPages(failure));
  if (feed === "RECONNECTING") {
    return (
      <Label variant="outline" status="warning">
        Reconnecting
      </Label>
    );
  }
  if (failure !== undefined) {
    return (
      <span title={getMessage(failure)}>
        <Label variant="outline" status="warning">
          Not current
        </Label>
      </span>
    );
  }
  return feed === "LIVE" ? (
    <Label variant="outline" status="success">
      Live
    </Label>
  ) : null;
}
