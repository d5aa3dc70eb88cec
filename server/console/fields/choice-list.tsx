import { FormGroup } from "@patternfly/react-core/dist/esm/components/Form";
import { Radio } from "@patternfly/react-core/dist/esm/components/Radio";

/** One of the values that can be chosen. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it means, in a sentence. */
  readonly description?: string;
}

/** Some values, all of them in sight, one of which is chosen. @param value undefined while none is. */
export function ChoiceList<Value extends string>({
  id,
  label,
  value,
  choices,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: Value | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <FormGroup role="radiogroup" label={label} fieldId={id} isStack>
      {choices.map((choice) => (
        <Radio
          key={choice.value}
          id={`${id}-${choice.value}`}
          name={id}
          label={choice.label}
          isChecked={choice.value === value}
          onChange={() => onChoose(choice.value)}
          {...(choice.description === undefined ? {} : { description: choice.description })}
        />
      ))}
    </FormGroup>
  );
}
