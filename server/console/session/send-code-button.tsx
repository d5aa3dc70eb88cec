import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useResendWait } from "../parts/use-resend-wait.js";

/** Has a code sent, or the phone asked. While the server would send none, it says how long to wait. */
export function SendCodeButton({
  variant,
  timesAsked,
  isDisabled,
  onAsk,
}: {
  readonly variant: "link" | "secondary";
  /** How often one was asked for on this page. */
  readonly timesAsked: number;
  readonly isDisabled: boolean;
  readonly onAsk: () => void;
}) {
  // The page never shows whether a code was sent. So it always waits as long as after a code, which is the longer wait.
  const secondsLeft = useResendWait(timesAsked === 0 ? undefined : timesAsked, true);
  const isWaiting = secondsLeft > 0;
  return (
    <Button
      variant={variant}
      isInline={variant === "link"}
      // Unlike a disabled button, it keeps the focus while it waits.
      isAriaDisabled={isDisabled || isWaiting}
      onClick={() => (isDisabled || isWaiting ? undefined : onAsk())}
    >
      {isWaiting
        ? `Send or ask again in ${secondsLeft} s`
        : timesAsked === 0
          ? "Send me a code, or ask my phone"
          : "Send or ask again"}
    </Button>
  );
}
