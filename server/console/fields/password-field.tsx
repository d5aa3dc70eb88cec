import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { InputGroup, InputGroupItem } from "@patternfly/react-core/dist/esm/components/InputGroup";
import { TextInput } from "@patternfly/react-core/dist/esm/components/TextInput";
import { useState } from "react";
import { useWords } from "../words/shared-words.js";
import { describedBy, Field, type FieldProps } from "./field.js";

/** A field for a password, or a PIN, which can be shown. */
export function PasswordField({
  autoComplete,
  ...field
}: FieldProps & { readonly autoComplete: "current-password" | "new-password" | "off" }) {
  const { id, value, onChange, problem, label, isRequired = true } = field;
  const words = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <Field {...field} isRequired={isRequired}>
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id={id}
            type={isShown ? "text" : "password"}
            autoComplete={autoComplete}
            spellCheck={false}
            value={value}
            isRequired={isRequired}
            onChange={(_event, changed) => onChange(changed)}
            validated={problem === undefined ? "default" : "error"}
            {...describedBy(field)}
          />
        </InputGroupItem>
        <InputGroupItem>
          <Button
            variant="control"
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            aria-label={words.showField(label)}
          >
            {isShown ? words.hide : words.show}
          </Button>
        </InputGroupItem>
      </InputGroup>
    </Field>
  );
}
