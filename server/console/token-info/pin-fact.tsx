import { DialogButton } from "../parts/dialog-button.js";
import { Fact } from "../parts/facts.js";
import { useMayUse } from "../shell/viewer.js";
import { PinDialog } from "./pin-dialog.js";
import { PinRemoveDialog } from "./pin-remove-dialog.js";
import { hasSuitePin, type TokenInfo } from "./token-info.js";

/** Whether a PIN is typed together with the one-time password. A device whose answers depend on a PIN has no second one. */
export function PinFact({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const { pin } = token;
  if (hasSuitePin(token)) return null;
  return (
    <Fact
      name="Use PIN"
      actions={
        <>
          {mayUse("tokenPinSet") ? (
            <DialogButton variant="link" isInline label={pin === null ? "Set a PIN" : "Change the PIN"}>
              {(close) => <PinDialog token={token} onClose={close} />}
            </DialogButton>
          ) : null}
          {pin !== null && mayUse("tokenPinRemove") ? (
            <DialogButton variant="link" isInline isDanger label="Remove the PIN">
              {(close) => <PinRemoveDialog token={token} onClose={close} />}
            </DialogButton>
          ) : null}
        </>
      }
    >
      {pin === null ? "Off" : pin.position === "BEFORE_OTP" ? "Before the OTP" : "After the OTP"}
    </Fact>
  );
}
