import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useState } from "react";
import { PasswordField } from "../fields/password-field.js";
import type { Asked } from "./asked.js";
import { TEXTS } from "./texts.js";
import { useResendWait } from "./use-wait.js";

/** Has a code sent, or the phone or the device asked. */
export function AskForCode({
  asked,
  asksForPin,
  isDisabled,
  onAsk,
}: {
  /** What was asked last. */
  readonly asked: Asked | undefined;
  readonly asksForPin: boolean;
  readonly isDisabled: boolean;
  /** Called with the PIN, or with an empty text. */
  readonly onAsk: (pin: string) => void;
}) {
  const [pin, setPin] = useState("");
  const secondsLeft = useResendWait(asked);
  const isWaiting = secondsLeft > 0;
  return (
    <>
      {asksForPin ? (
        <PasswordField
          id="sending-pin"
          label={TEXTS.pin}
          value={pin}
          onChange={setPin}
          hint={TEXTS.pinHint}
          autoComplete="off"
          isRequired={false}
        />
      ) : null}
      <div>
        <Button
          variant="link"
          isInline
          // Unlike a disabled button, it keeps the focus while it waits.
          isAriaDisabled={isDisabled || isWaiting}
          onClick={() => (isDisabled || isWaiting ? undefined : onAsk(pin))}
        >
          {isWaiting ? TEXTS.askAgainIn(secondsLeft) : asked === undefined ? TEXTS.ask : TEXTS.askAgain}
        </Button>
      </div>
    </>
  );
}
