import { TextInput } from "@patternfly/react-core/dist/esm/components/TextInput";
import { describedBy, Field, type FieldProps } from "./field.js";

/** A field for one line of text. */
export function TextField({
  type = "text",
  autoComplete = "off",
  ...field
}: FieldProps & { readonly type?: "text" | "email" | "tel"; readonly autoComplete?: string }) {
  const { id, value, onChange, problem, isRequired = false } = field;
  return (
    <Field {...field}>
      <TextInput
        id={id}
        type={type}
        value={value}
        isRequired={isRequired}
        autoComplete={autoComplete}
        onChange={(_event, changed) => onChange(changed)}
        validated={problem === undefined ? "default" : "error"}
        {...describedBy(field)}
      />
    </Field>
  );
}
