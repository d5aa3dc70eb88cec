import { Alert, AlertActionLink } from "@patternfly/react-core/dist/esm/components/Alert";

/** Says that a search for frequent words has looked at a part of the list only, and goes on when the person asks for it. */
export function SearchStopped({ onGoOn }: { readonly onGoOn: () => void }) {
  return (
    <Alert
      isInline
      isLiveRegion
      variant="info"
      component="p"
      title="The search has looked at a part of the list only, because these words are frequent."
      actionLinks={<AlertActionLink onClick={onGoOn}>Go on</AlertActionLink>}
    />
  );
}
