import { useState } from "react";
import { ChoiceList, type Choice } from "../fields/choice-list.js";
import { TokenReissueDocument, type ShownEnrolmentFragment } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { useToasts } from "../shell/toasts.js";
import { refusalAbove } from "./refusal-text.js";
import { newSecretInput, NO_SECRET, NewSecretFields, SECRET_FIELDS } from "./new-secret-fields.js";
import { codeSourceOf, type ModelTraits, type TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";

type Old = "KEEP" | "LOST";

/** What happens to the old secret: a device that is programmed loses it at once in any case. */
function choicesOf(isSent: boolean, { enrols }: ModelTraits): readonly Choice<Old>[] {
  return [
    enrols
      ? {
          value: "KEEP",
          label: "Keep the old one until the new one is confirmed",
          description: "The person can sign in meanwhile.",
        }
      : { value: "KEEP", label: "The device is replaced", description: "The new secret is in use at once." },
    {
      value: "LOST",
      label: isSent ? "The address is lost: stop it now" : "The device is lost: stop it now",
      description: enrols
        ? "Nobody can sign in until the new one is confirmed."
        : "The old codes are refused at once.",
    },
  ];
}

/** Asks how a token gets its new secret. @param onShown what is shown once. */
export function ReissueForm({
  token,
  traits,
  onShown,
  onClose,
}: TokenDialogProps & {
  readonly traits: ModelTraits;
  readonly onShown: (enrolment: ShownEnrolmentFragment) => void;
}) {
  const [old, setOld] = useState<Old>("KEEP");
  const [secret, setSecret] = useState(NO_SECRET);
  const toasts = useToasts();
  const reissue = useAction(TokenReissueDocument, ({ enrolment }) => {
    if (enrolment !== null) {
      onShown(enrolment);
      return;
    }
    toasts.say({ title: `${token.name} has a new secret.`, variant: "success" });
    onClose();
  });
  const asksFor = traits.reissueAsksFor;
  const isSent = codeSourceOf(token) === "SENT";
  return (
    <FormDialog
      title={isSent ? "Confirm the address again?" : "Issue a new secret?"}
      action="Reissue"
      variant="warning"
      isRunning={reissue.isRunning}
      isDisabled={asksFor.includes("secret") && secret.secret.trim() === ""}
      problem={refusalAbove(reissue.refusal, SECRET_FIELDS)}
      onSubmit={() =>
        void reissue.run({
          token: { id: token.id },
          lost: old === "LOST",
          ...newSecretInput(secret, token, traits),
        })
      }
      onClose={onClose}
    >
      <ChoiceList
        id="old-secret"
        label={`${isSent ? "The address" : "The old secret"} of ${token.name}`}
        value={old}
        choices={choicesOf(isSent, traits)}
        onChoose={setOld}
      />
      <NewSecretFields
        token={token}
        traits={traits}
        secret={secret}
        refusal={reissue.refusal}
        onChange={setSecret}
      />
    </FormDialog>
  );
}
