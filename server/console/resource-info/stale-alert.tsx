import { Alert, AlertActionLink } from "@patternfly/react-core/dist/esm/components/Alert";

/**
 * Says that somebody else changed what a form saves as a whole. Nothing while there is no change.
 * @param onShow puts what is set now into the form.
 */
export function StaleAlert({ isStale, onShow }: { readonly isStale: boolean; readonly onShow: () => void }) {
  return isStale ? (
    <Alert
      isInline
      isLiveRegion
      variant="warning"
      component="p"
      title="Somebody else changed this meanwhile. If you save, your values replace theirs."
      actionLinks={<AlertActionLink onClick={onShow}>Show the current values</AlertActionLink>}
    />
  ) : null;
}
