import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useState } from "react";
import { PasswordField } from "../fields/password-field.js";
import type { Asked } from "./asked.js";
import { useResendWait } from "../data/use-resend-wait.js";
import { useTexts } from "./language.js";

/** Has a code sent, or the phone or the device asked. */
export function AskForCode({
  asked,
  asksForPin,
  isFirst,
  isDisabled,
  onAsk,
}: {
  /** The last question. */
  readonly asked: Asked | undefined;
  readonly asksForPin: boolean;
  /** It is the first step, as long as nothing was asked: there is no code before. */
  readonly isFirst: boolean;
  readonly isDisabled: boolean;
  /** Called with the PIN, or with an empty text. */
  readonly onAsk: (pin: string) => void;
}) {
  const { common } = useTexts();
  const [pin, setPin] = useState("");
  const secondsLeft = useResendWait(asked);
  const isWaiting = secondsLeft > 0;
  const isPrimary = isFirst && asked === undefined;
  return (
    <>
      {asksForPin ? (
        <PasswordField
          id="sending-pin"
          label={common.pin}
          value={pin}
          onChange={setPin}
          hint={common.pinHint}
          autoComplete="off"
          isRequired={false}
        />
      ) : null}
      <div>
        <Button
          variant={isPrimary ? "primary" : "secondary"}
          isBlock
          // Unlike a disabled button, it keeps the focus while it waits.
          isAriaDisabled={isDisabled || isWaiting}
          onClick={() => (isDisabled || isWaiting ? undefined : onAsk(pin))}
        >
          {isWaiting ? common.askAgainIn(secondsLeft) : asked === undefined ? common.ask : common.askAgain}
        </Button>
      </div>
    </>
  );
}
