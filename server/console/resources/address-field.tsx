import { TextAreaField } from "../fields/text-area-field.js";

/** The id of the field. */
export const ADDRESS_FIELD = "resource-addresses";

/** The field for the addresses from which people may sign in at a resource. */
export function AddressField({
  value,
  problem,
  onChange,
}: {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  return (
    <TextAreaField
      id={ADDRESS_FIELD}
      label="Allowed addresses"
      hint="One on each line, as in 10.0.0.0/8. Without one, people can sign in from every address."
      value={value}
      problem={problem}
      onChange={onChange}
    />
  );
}
