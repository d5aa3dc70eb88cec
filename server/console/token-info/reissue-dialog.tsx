import { useState } from "react";
import type { ShownEnrolmentFragment } from "../generated/documents.js";
import { EnrolmentDialog } from "./enrolment-dialog.js";
import { ReissueForm } from "./reissue-form.js";
import { SecretOnceDialog } from "./secret-once-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

/** Gives a token a new secret, and shows it where the server made it. */
export function ReissueDialog({ token, onClose }: TokenDialogProps) {
  const [shown, setShown] = useState<ShownEnrolmentFragment>();
  if (shown === undefined) return <ReissueForm token={token} onShown={setShown} onClose={onClose} />;
  return shown.expiresAt === null ? (
    <SecretOnceDialog token={token} enrolment={shown} onClose={onClose} />
  ) : (
    <EnrolmentDialog token={token} begun={shown} onClose={onClose} />
  );
}
