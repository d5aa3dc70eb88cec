import { DialogButton } from "../shell/dialog-button.js";
import { Fact } from "../shell/facts.js";
import { useMayUse } from "../shell/viewer.js";
import { LengthDialog } from "./length-dialog.js";
import type { ModelTraits, TokenInfo } from "./token-info.js";

/** How long the one-time passwords of a token are. */
export function LengthFact({
  token,
  traits,
  digits,
}: {
  readonly token: TokenInfo;
  readonly traits: ModelTraits;
  readonly digits: number;
}) {
  const mayUse = useMayUse();
  const isOcra = token.oath?.algorithm === "OCRA";
  const canChange = traits.kind === "UNIVERSAL" && !isOcra;
  const fixed = isOcra
    ? " (fixed by the suite)"
    : traits.reissueAsksFor.includes("digits")
      ? " (changes with a new secret: Reissue)"
      : " (fixed by the model)";
  return (
    <Fact
      name="OTP length"
      actions={
        canChange && mayUse("tokenUpdate") ? (
          <DialogButton variant="link" isInline label="Change the length">
            {(close) => <LengthDialog token={token} traits={traits} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {digits} digits{canChange ? "" : fixed}
    </Fact>
  );
}
