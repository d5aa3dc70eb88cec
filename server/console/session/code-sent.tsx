import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";

/** Said to everybody who asked for a code, so that nobody learns who gets one. */
export function CodeSent() {
  return (
    <Alert
      isInline
      isLiveRegion
      variant="info"
      component="p"
      title="If your token gets codes by message, or asks on a phone, look there now. Type the code."
    />
  );
}
