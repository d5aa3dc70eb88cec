import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { pin as pinRule } from "@tokenplane/rules/pin";
import { useState } from "react";
import { PasswordField } from "../fields/password-field.js";
import { RadioField } from "../fields/radio-field.js";
import type { PinInput, PinPosition } from "../generated/documents.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";

/** A PIN as it was typed; without a position, there is none. */
export interface PinDraft {
  readonly position: PinPosition | "NONE";
  readonly value: string;
}

export const NO_PIN: PinDraft = { position: "NONE", value: "" };

/** A PIN as the API takes it. */
export function pinInput({ position, value }: PinDraft): { readonly pin?: PinInput } {
  return position === "NONE" ? {} : { pin: { position, value } };
}

const POSITIONS = [
  { value: "NONE", label: "No PIN" },
  {
    value: "BEFORE_OTP",
    label: "Before the OTP",
    description: "The person types the PIN and then the one-time password, without a space between.",
  },
  {
    value: "AFTER_OTP",
    label: "After the OTP",
    description: "The person types the one-time password and then the PIN, without a space between.",
  },
] as const;

/** The fourth step: a PIN, and then the token is created. */
export function PinStep({
  draft,
  isInSuite,
  problem,
  refusedPin,
  isRunning,
  onChange,
  onCreate,
  onBack,
}: {
  readonly draft: PinDraft;
  /** Whether the token's answers have a PIN in them already: then it takes no other. */
  readonly isInSuite: boolean;
  readonly problem: string | undefined;
  readonly refusedPin: string | undefined;
  readonly isRunning: boolean;
  readonly onChange: (draft: PinDraft) => void;
  readonly onCreate: () => void;
  readonly onBack: () => void;
}) {
  const [isChecked, setChecked] = useState(false);
  const fault = draft.position === "NONE" ? undefined : (pinRule(draft.value) ?? undefined);
  const create = () => {
    setChecked(true);
    if (fault === undefined) onCreate();
    else document.getElementById("pin-value")?.focus();
  };
  return (
    <StepForm next="Create token" isRunning={isRunning} problem={problem} onNext={create} onBack={onBack}>
      <StepTitle title="Use a PIN?" />
      {isInSuite ? (
        <Content component="p">
          The PIN of this token is part of its suite, so the token cannot have another PIN.
        </Content>
      ) : (
        <RadioField
          id="pin-position"
          label="Use PIN"
          value={draft.position}
          options={POSITIONS}
          onChange={(position) => onChange({ ...draft, position })}
        />
      )}
      {draft.position === "NONE" ? null : (
        <PasswordField
          id="pin-value"
          label="PIN"
          autoComplete="new-password"
          hint="4 to 12 digits."
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value })}
          problem={(isChecked ? fault : undefined) ?? refusedPin}
        />
      )}
    </StepForm>
  );
}
