import { Alert, AlertActionLink } from "@patternfly/react-core/dist/esm/components/Alert";
import type { SearchedPageFragment } from "../generated/documents.js";
import type { Place } from "./paging.js";

/**
 * Says that a search has looked at a part of the list only, and continues when the person asks for it.
 * Nothing for a search that is complete.
 */
export function SearchStopped({
  pageInfo: { searchStopped, startCursor, endCursor },
  isBackward,
  onGo,
}: {
  readonly pageInfo: SearchedPageFragment;
  readonly isBackward: boolean;
  readonly onGo: (place: Place) => void;
}) {
  if (!searchStopped) return null;
  const goOn = () => {
    if (isBackward && startCursor !== null) onGo({ before: startCursor });
    if (!isBackward && endCursor !== null) onGo({ after: endCursor });
  };
  return (
    <Alert
      isInline
      isLiveRegion
      variant="info"
      component="p"
      title="The search covered only a part of the list, because the list is long."
      actionLinks={<AlertActionLink onClick={goOn}>Go on</AlertActionLink>}
    />
  );
}
