import { FormSelect, FormSelectOption } from "@patternfly/react-core/dist/esm/components/FormSelect";
import { describedBy, Field, type FieldProps } from "./field.js";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean;
}

/** A field with some values to choose from. */
export function SelectField({ options, ...field }: FieldProps & { readonly options: readonly Option[] }) {
  const { id, value, onChange, problem } = field;
  return (
    <Field {...field}>
      <FormSelect
        id={id}
        value={value}
        onChange={(_event, changed) => onChange(changed)}
        validated={problem === undefined ? "default" : "error"}
        {...describedBy(field)}
      >
        {options.map(({ value: of, label, isDisabled = false }) => (
          <FormSelectOption key={of} value={of} label={label} isDisabled={isDisabled} />
        ))}
      </FormSelect>
    </Field>
  );
}
