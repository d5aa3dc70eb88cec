import { TextInput } from "@patternfly/react-core/dist/esm/components/TextInput";
import { describedBy, Field, type FieldProps } from "./field.js";

/** A field for a moment in local time, as `localText` writes it; empty for none. */
export function MomentField(field: FieldProps) {
  const { id, value, onChange, problem } = field;
  return (
    <Field {...field}>
      <TextInput
        id={id}
        type="datetime-local"
        max="9999-12-31T23:59"
        value={value}
        onChange={(_event, changed) => onChange(changed)}
        validated={problem === undefined ? "default" : "error"}
        {...describedBy(field)}
      />
    </Field>
  );
}
