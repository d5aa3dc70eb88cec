import { getModel, type Model } from "@tokenplane/rules/models";
import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { RadioField, type RadioOption } from "../fields/radio-field.js";
import { TokenReissueDocument, type ShownEnrolmentFragment } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { newSecretInput, NO_SECRET, NewSecretFields, SECRET_FIELDS } from "./new-secret-fields.js";
import { getCodeSource, type TokenDialogProps } from "./token-info.js";

type Old = "KEEP" | "LOST";

/** The choices for the old secret: a device that is programmed loses it at once in any case. */
function getChoices(isSent: boolean, { enrols }: Model): readonly RadioOption<Old>[] {
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
  onShown,
  onClose,
}: TokenDialogProps & {
  readonly onShown: (enrolment: ShownEnrolmentFragment) => void;
}) {
  const [old, setOld] = useState<Old>("KEEP");
  const [secret, setSecret] = useState(NO_SECRET);
  const toasts = useToasts();
  const model = getModel(token.model);
  const isSent = getCodeSource(token) === "SENT";
  const reissue = useAction(TokenReissueDocument, ({ enrolment }) => {
    if (enrolment !== null) {
      onShown(enrolment);
      return;
    }
    toasts.say(
      isSent
        ? {
            title: `${token.name} stopped working, but no code could be sent. Its events show the reason.`,
            variant: "danger",
          }
        : { title: `${token.name} has a new secret.`, variant: "success" },
    );
    onClose();
  });
  return (
    <FormDialog
      title={isSent ? "Confirm the address again?" : "Issue a new secret?"}
      action="Reissue"
      variant="warning"
      isRunning={reissue.isRunning}
      isDisabled={model.secret === "GIVEN" && secret.secret.trim() === ""}
      problem={refusalAbove(reissue.refusal, SECRET_FIELDS)}
      onSubmit={() =>
        void reissue.run({
          token: { id: token.id },
          lost: old === "LOST",
          ...newSecretInput(secret, token),
        })
      }
      onClose={onClose}
    >
      <RadioField
        id="old-secret"
        label={`${isSent ? "The address" : "The old secret"} of ${token.name}`}
        value={old}
        options={getChoices(isSent, model)}
        onChange={setOld}
      />
      <NewSecretFields token={token} secret={secret} refusal={reissue.refusal} onChange={setSecret} />
    </FormDialog>
  );
}
