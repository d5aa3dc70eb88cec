import { FormSelect, FormSelectOption } from "@patternfly/react-core/dist/esm/components/FormSelect";

/** A filter with some values. @param value undefined for none of them. */
export function FilterSelect<Value extends string>({
  label,
  all,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  /** The text while no value is chosen, as in "All models". */
  readonly all: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value | undefined) => void;
}) {
  return (
    <FormSelect
      className="tp-filter"
      aria-label={label}
      value={value ?? ""}
      onChange={(_event, changed) => onChoose(options.find((option) => option.value === changed)?.value)}
    >
      <FormSelectOption value="" label={all} />
      {options.map((option) => (
        <FormSelectOption key={option.value} value={option.value} label={option.label} />
      ))}
    </FormSelect>
  );
}
