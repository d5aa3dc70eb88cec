import { getModel } from "@tokenplane/rules/models";
import { DialogButton } from "../parts/dialog-button.js";
import { Fact } from "../parts/facts.js";
import { useMayUse } from "../shell/viewer.js";
import { LengthDialog } from "./length-dialog.js";
import type { TokenInfo } from "./token-info.js";

/** How long the one-time passwords of a token are. */
export function LengthFact({ token, digits }: { readonly token: TokenInfo; readonly digits: number }) {
  const mayUse = useMayUse();
  const isOcra = token.oath?.algorithm === "OCRA";
  const { digitsChange } = getModel(token.model);
  const canChange = digitsChange === "ANY_TIME" && !isOcra;
  const fixed = isOcra
    ? " (fixed by the suite)"
    : digitsChange === "WITH_NEW_SECRET"
      ? " (changes with a new secret: Reissue)"
      : " (fixed by the model)";
  return (
    <Fact
      name="OTP length"
      actions={
        canChange && mayUse("tokenUpdate") ? (
          <DialogButton variant="link" isInline label="Change the length">
            {(close) => <LengthDialog token={token} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {digits} digits{canChange ? "" : fixed}
    </Fact>
  );
}
