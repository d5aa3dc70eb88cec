import { modelsWhere, type Model, type ModelName } from "@tokenplane/rules/models";
import { RadioField } from "../fields/radio-field.js";
import { modelDescription } from "../tokens/model-description.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";

export type Kind = Model["kind"];

const KINDS = [
  {
    value: "HARDWARE",
    label: "Hardware",
    description: "A device from Protectimus: a key fob or a card that shows codes or answers.",
  },
  {
    value: "SOFTWARE",
    label: "Software",
    description: "An authenticator app, a request on a phone, or codes by SMS, by e-mail or by a bot.",
  },
  {
    value: "UNIVERSAL",
    label: "Universal",
    description: "An OATH token from any vendor. You need its secret.",
  },
] as const satisfies readonly {
  readonly value: Kind;
  readonly label: string;
  readonly description: string;
}[];

/** The first step: what kind of token. */
export function TypeStep({
  kind,
  isFirstTime,
  onChange,
  onNext,
}: {
  readonly kind: Kind | undefined;
  /** Then the heading of the page has the focus. */
  readonly isFirstTime: boolean;
  readonly onChange: (kind: Kind) => void;
  readonly onNext: () => void;
}) {
  return (
    <StepForm next="Next" isDisabled={kind === undefined} onNext={onNext}>
      <StepTitle title="Which type of token?" takesFocus={!isFirstTime} />
      <RadioField id="type" label="Type" value={kind} options={KINDS} onChange={onChange} />
    </StepForm>
  );
}

/** The second step: which model of that kind. */
export function ModelStep({
  kind,
  model,
  onChange,
  onNext,
  onBack,
}: {
  readonly kind: Kind;
  readonly model: ModelName | undefined;
  readonly onChange: (model: ModelName) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  return (
    <StepForm next="Next" isDisabled={model === undefined} onNext={onNext} onBack={onBack}>
      <StepTitle title="Which model?" />
      <RadioField
        id="model"
        label="Model"
        value={model}
        onChange={onChange}
        options={modelsWhere((one) => one.kind === kind).map((one) => ({
          value: one,
          label: MODEL_NAMES[one],
          description: modelDescription(one),
        }))}
      />
    </StepForm>
  );
}
