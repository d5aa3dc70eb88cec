import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { waitText } from "../times/wait-text.js";
import { type Turn, useResendWait } from "../data/use-resend-wait.js";

/** Has a code sent, or the phone asked. While the server would send none, it says how long to wait. */
export function SendCodeButton({
  variant,
  turn,
  isDisabled,
  onAsk,
}: {
  readonly variant: "link" | "secondary";
  /** The server's last answer; undefined before. */
  readonly turn: Turn | undefined;
  readonly isDisabled: boolean;
  readonly onAsk: () => void;
}) {
  const secondsLeft = useResendWait(turn);
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
        ? `Send or ask again in ${waitText(secondsLeft)}`
        : turn === undefined
          ? "Send me a code, or ask my phone"
          : "Send or ask again"}
    </Button>
  );
}
