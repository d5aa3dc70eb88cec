import type { Turn } from "../data/use-resend-wait.js";
import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";

/** Said to everybody who asked for a code, so that no caller learns who gets one. @param turn what the server answered. */
export function CodeSent({ turn: { sent } }: { readonly turn: Turn }) {
  return (
    <Alert
      isInline
      isLiveRegion
      variant="info"
      component="p"
      title={
        sent
          ? "If your token uses codes by message, or a phone that asks, look at the phone or the messages now. Then type the code."
          : "No new code was sent, and no phone was asked. If you got a code or a request a short time ago, use it. Otherwise wait until you can ask again."
      }
    />
  );
}
