import { FormGroup, FormHelperText } from "@patternfly/react-core/dist/esm/components/Form";
import { HelperText, HelperTextItem } from "@patternfly/react-core/dist/esm/components/HelperText";
import type { ReactNode } from "react";
import { useWords } from "../words/shared-words.js";

/** What every field of a form has. */
export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What to know before typing. */
  readonly hint?: string | undefined;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly isRequired?: boolean;
}

/** The id of the text below a field, for `aria-describedby`. */
const getHelp = (id: string) => `${id}-help`;

/** What describes a field, for its input. */
export function describedBy({ id, hint, problem }: Pick<FieldProps, "id" | "hint" | "problem">) {
  return hint === undefined && problem === undefined ? {} : { "aria-describedby": getHelp(id) };
}

/** What is wrong with a field, or else what to know; nothing when there is neither. */
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
