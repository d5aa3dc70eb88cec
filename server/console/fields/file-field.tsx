import { FileUpload } from "@patternfly/react-core/dist/esm/components/FileUpload";
import { Field } from "./field.js";

/** A field for a file, which can be dropped or chosen. */
export function FileField({
  id,
  label,
  hint,
  problem,
  file,
  isDisabled = false,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly file: File | undefined;
  readonly isDisabled?: boolean;
  readonly onChange: (file: File | undefined) => void;
}) {
  return (
    <Field id={`${id}-filename`} label={label} hint={hint} problem={problem} isRequired>
      <FileUpload
        id={id}
        filename={file?.name ?? ""}
        filenamePlaceholder="Drop a file here, or choose one"
        filenameAriaLabel={label}
        browseButtonText="Choose file"
        hideDefaultPreview
        isDisabled={isDisabled}
        validated={problem === undefined ? "default" : "error"}
        onFileInputChange={(_event, chosen) => {
          // A file can be dropped there all the same. Elsewhere the browser would open it.
          if (!isDisabled) onChange(chosen);
        }}
        onClearClick={() => onChange(undefined)}
      />
    </Field>
  );
}
