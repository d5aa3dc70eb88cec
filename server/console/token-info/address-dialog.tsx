import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TextField } from "../fields/text-field.js";
import { TokenUpdateDocument, type DeliveryKind } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import type { TokenDialogProps } from "./token-info.js";

/** The field of the API for each way of sending. */
export const ADDRESSES = {
  SMS: {
    field: "phoneNumber",
    label: "Phone number",
    noun: "number",
    hint: "As in +4915112345678.",
    type: "tel",
  },
  EMAIL: { field: "address", label: "E-mail address", noun: "address", hint: undefined, type: "email" },
  BOT: { field: "chatId", label: "Chat", noun: "chat", hint: "As the messenger names it.", type: "text" },
} as const satisfies Record<DeliveryKind, object>;

/** Sends a token's codes somewhere else. */
export function AddressDialog({ token, kind, onClose }: TokenDialogProps & { readonly kind: DeliveryKind }) {
  const { field, label, noun, hint, type } = ADDRESSES[kind];
  const [address, setAddress] = useState("");
  const toasts = useToasts();
  const update = useAction(TokenUpdateDocument, ({ enrolment }) => {
    if (enrolment !== null)
      toasts.say({ title: `A code is sent to the new ${noun}. Enter it to confirm.`, variant: "info" });
    onClose();
  });
  return (
    <FormDialog
      title={`Change the ${noun} of ${token.name}`}
      action={`Change the ${noun}`}
      isRunning={update.isRunning}
      isDisabled={address.trim() === ""}
      problem={refusalAbove(update.refusal, [field])}
      onSubmit={() => void update.run({ token: { id: token.id }, [field]: address.trim() })}
      onClose={onClose}
    >
      {token.status === "ACTIVE" ? (
        <Content component="p">
          A code is sent there. Until it is confirmed, codes are sent as before.
        </Content>
      ) : null}
      <TextField
        id="address"
        label={label}
        type={type}
        value={address}
        onChange={setAddress}
        problem={refusalAt(update.refusal, field)}
        hint={hint}
        isRequired
      />
    </FormDialog>
  );
}
