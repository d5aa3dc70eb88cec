import { TextArea } from "@patternfly/react-core/dist/esm/components/TextArea";
import { describedBy, Field, type FieldProps } from "./field.js";

/** A field for several lines of text. */
export function TextAreaField(field: FieldProps) {
  const { id, value, onChange, problem } = field;
  return (
    <Field {...field}>
      <TextArea
        id={id}
        value={value}
        spellCheck={false}
        resizeOrientation="vertical"
        onChange={(_event, changed) => onChange(changed)}
        validated={problem === undefined ? "default" : "error"}
        {...describedBy(field)}
      />
    </Field>
  );
}
