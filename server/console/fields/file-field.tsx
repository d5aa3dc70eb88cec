import { FileUpload } from "@patternfly/react-core/dist/esm/components/FileUpload";
import { Field } from "./field.js";

/** A field for a file, which can be dropped or chosen. */
export function FileField({
  id,
  label,
  hint,
  problem,
  file,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly file: File | undefined;
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
        validated={problem === undefined ? "default" : "error"}
        onFileInputChange={(_event, chosen) => onChange(chosen)}
        onClearClick={() => onChange(undefined)}
      />
    </Field>
  );
}
