import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";

/** A setting that is on or off. */
export function CheckField({
  id,
  label,
  description,
  isChecked,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}) {
  return (
    <Checkbox
      id={id}
      label={label}
      description={description}
      isChecked={isChecked}
      onChange={(_event, changed) => onChange(changed)}
    />
  );
}
