import { getModel } from "@tokenplane/rules/models";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";
import { CheckDialog } from "./check-dialog.js";
import { DeleteDialog } from "./delete-dialog.js";
import { ReissueDialog } from "./reissue-dialog.js";
import { SynchronizeDialog } from "./synchronize-dialog.js";
import { canSynchronize, getCodeSource, type TokenInfo } from "./token-info.js";

/** The buttons at the top of a token's page. */
export function TokenActions({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const mayReissue =
    mayUse("tokenReissue") && (getModel(token.model).secret === "GIVEN" || mayUse("tokenEnrolmentStart"));
  const mayAsk = getCodeSource(token) === "DEVICE" || mayUse("challengeCreate");
  return (
    <div className="tp-row" role="group" aria-label="Actions">
      {mayUse("tokenCheckOtp") && mayAsk ? (
        <DialogButton variant="secondary" label="Check OTP">
          {(close) => <CheckDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null}
      {mayUse("tokenSynchronize") && canSynchronize(token) && mayAsk ? (
        <DialogButton variant="secondary" label="Synchronize">
          {(close) => <SynchronizeDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null}
      {mayReissue ? (
        <DialogButton variant="secondary" label="Reissue">
          {(close) => <ReissueDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null}
      {mayUse("tokenDelete") ? (
        <DialogButton variant="danger" label="Delete" className="tp-last">
          {(close) => <DeleteDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null}
    </div>
  );
}
