import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";

/** Said to everybody who asked for a code, so that nobody learns who gets one. */
export function CodeSent() {
  return (
    <Alert
      isInline
      isLiveRegion
      variant="info"
      component="p"
      title="If your token uses codes by message, or a phone that asks, look at the phone or the messages now. Then type the code."
    />
  );
}
