import { FormGroup, FormHelperText } from "@patternfly/react-core/dist/esm/components/Form";
import { HelperText, HelperTextItem } from "@patternfly/react-core/dist/esm/components/HelperText";
import type { ReactNode } from "react";
import { useWords } from "../words/shared-words.js";

/** The props that every field of a form has. */
export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The help text to read before typing. */
  readonly hint?: string | undefined;
  /** The problem of the value. */
  readonly problem?: string | undefined;
  readonly isRequired?: boolean;
}

/** The id of the text below a field, for `aria-describedby`. */
const getHelp = (id: string) => `${id}-help`;

/** The ARIA description of a field, for its input. */
export function describedBy({ id, hint, problem }: Pick<FieldProps, "id" | "hint" | "problem">) {
  return hint === undefined && problem === undefined ? {} : { "aria-describedby": getHelp(id) };
}

/** The problem of a field, or else its hint; nothing when there is neither. */
export function FieldHelp({ id, hint, problem }: Pick<FieldProps, "id" | "hint" | "problem">) {
  const { statuses } = useWords();
  const text = problem ?? hint;
  return text === undefined ? null : (
    <FormHelperText>
      <HelperText id={getHelp(id)} isLiveRegion>
        <HelperTextItem
          variant={problem === undefined ? "default" : "error"}
          screenReaderText={statuses.error}
        >
          {text}
        </HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}

/** The label of a field, and below it what is wrong, or else what to know. */
export function Field({
  id,
  label,
  hint,
  problem,
  isRequired = false,
  children,
}: Pick<FieldProps, "id" | "label" | "hint" | "problem" | "isRequired"> & { readonly children: ReactNode }) {
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      {children}
      <FieldHelp id={id} hint={hint} problem={problem} />
    </FormGroup>
  );
}
