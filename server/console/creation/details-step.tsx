import type { ModelName } from "@tokenplane/rules/models";
import { useState } from "react";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { DetailField } from "./detail-field.js";
import { getFields, type FieldName, type Values } from "./field-names.js";
import { getProblems, type Problems } from "./problems.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";

/** The third step: exactly the fields of the model. */
export function DetailsStep({
  model,
  values,
  refused,
  onChange,
  onNext,
  onBack,
}: {
  readonly model: ModelName;
  readonly values: Values;
  /** The server's refusals of fields, until the fields are changed. */
  readonly refused: Problems;
  readonly onChange: (name: FieldName, value: string) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  const [isChecked, setChecked] = useState(false);
  const problems = getProblems(model, values);
  const next = () => {
    setChecked(true);
    const first = getFields(model, values).find((name) => problems[name] !== undefined);
    if (first === undefined) onNext();
    else document.getElementById(`token-${first}`)?.focus();
  };
  return (
    <StepForm next="Next" onNext={next} onBack={onBack}>
      <StepTitle title={`${MODEL_NAMES[model]}: details`} />
      {getFields(model, values).map((name) => (
        <DetailField
          key={name}
          name={name}
          model={model}
          values={values}
          problem={(isChecked ? problems[name] : undefined) ?? refused[name]}
          onChange={onChange}
        />
      ))}
    </StepForm>
  );
}
