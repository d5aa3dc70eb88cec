import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { FormGroup } from "@patternfly/react-core/dist/esm/components/Form";
import { describedBy, FieldHelp, type FieldProps } from "./field.js";
import type { RadioOption } from "./radio-field.js";

/** A field of which any values can be chosen, all of which are seen. */
export function CheckGroup<Value extends string>({
  id,
  label,
  values,
  options,
  hint,
  problem,
  isRequired = false,
  onChange,
}: Pick<FieldProps, "id" | "label" | "hint" | "problem" | "isRequired"> & {
  /** The chosen ones. */
  readonly values: readonly Value[];
  readonly options: readonly RadioOption<Value>[];
  /** @param values in the order of the options. */
  readonly onChange: (values: readonly Value[]) => void;
}) {
  const choose = (value: Value, isChosen: boolean) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((one) => (one === value ? isChosen : values.includes(one))),
    );
  return (
    <FormGroup
      role="group"
      label={label}
      fieldId={id}
      isRequired={isRequired}
      className="tp-radios"
      isStack
      {...describedBy({ id, hint, problem })}
    >
      <FieldHelp id={id} hint={hint} problem={problem} />
      {options.map(({ value, label: text, description }) => (
        <Checkbox
          key={value}
          id={`${id}-${value}`}
          label={text}
          description={description}
          isChecked={values.includes(value)}
          onChange={(_event, isChosen) => choose(value, isChosen)}
        />
      ))}
    </FormGroup>
  );
}
