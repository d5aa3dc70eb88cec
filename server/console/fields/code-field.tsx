import { TextInput } from "@patternfly/react-core/dist/esm/components/TextInput";
import { describedBy, Field, type FieldProps } from "./field.js";

/** A field for a one-time password. It may be pasted, and browsers may fill it in. */
export function CodeField(field: FieldProps) {
  const { id, value, onChange, problem, isRequired = true } = field;
  return (
    <Field {...field} isRequired={isRequired}>
      <TextInput
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        value={value}
        isRequired={isRequired}
        onChange={(_event, changed) => onChange(changed.replaceAll(/\s/g, ""))}
        validated={problem === undefined ? "default" : "error"}
        {...describedBy(field)}
      />
    </Field>
  );
}
