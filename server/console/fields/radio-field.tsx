import { FormGroup } from "@patternfly/react-core/dist/esm/components/Form";
import { Radio } from "@patternfly/react-core/dist/esm/components/Radio";
import { describedBy, FieldHelp, type FieldProps } from "./field.js";

/** One of the values that can be chosen. */
export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The meaning of the choice, in a sentence. */
  readonly description?: string | undefined;
  /** It cannot be chosen; the description says why. */
  readonly isDisabled?: boolean;
}

/** A field with few values, all of which are seen. @param value undefined while none is chosen. */
export function RadioField<Value extends string>({
  id,
  label,
  value,
  options,
  hint,
  problem,
  onChange,
}: Pick<FieldProps, "id" | "label" | "hint" | "problem"> & {
  readonly value: Value | undefined;
  readonly options: readonly RadioOption<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <FormGroup
      role="radiogroup"
      label={label}
      fieldId={id}
      className="tp-radios"
      isStack
      {...describedBy({ id, hint, problem })}
    >
      <FieldHelp id={id} hint={hint} problem={problem} />
      {options.map((option) => (
        <Radio
          key={option.value}
          id={`${id}-${option.value}`}
          name={id}
          label={option.label}
          description={option.description}
          isDisabled={option.isDisabled === true}
          isChecked={option.value === value}
          onChange={() => onChange(option.value)}
        />
      ))}
    </FormGroup>
  );
}
