import { CheckField } from "../fields/check-field.js";
import { CheckGroup } from "../fields/check-group.js";
import { CodeField } from "../fields/code-field.js";
import { CopyButton } from "../fields/copy-button.js";
import type { FieldProps } from "../fields/field.js";
import { FileField } from "../fields/file-field.js";
import { MomentField } from "../fields/moment-field.js";
import { PasswordField } from "../fields/password-field.js";
import { PasswordStrength } from "../fields/password-strength.js";
import { RadioField } from "../fields/radio-field.js";
import { SecretToScan } from "../fields/secret-to-scan.js";
import { SelectField } from "../fields/select-field.js";
import { TextAreaField } from "../fields/text-area-field.js";
import { TextField } from "../fields/text-field.js";
import { Kept } from "./kept.js";
import { LONG, LONG_SENTENCE, nothing, type Specimen } from "./specimen.js";

const OPTIONS = [
  { value: "VPN", label: "VPN" },
  { value: "LONG", label: LONG },
  { value: "OFF", label: "Cannot be chosen", isDisabled: true },
];

/** The fields that are labelled and have a text below. */
const FIELDS: readonly (readonly [
  name: string,
  show: (field: FieldProps) => React.ReactNode,
  value: string,
])[] = [
  ["TextField", (field) => <TextField {...field} />, "Anna"],
  ["TextAreaField", (field) => <TextAreaField {...field} />, "10.0.0.0/8\n2001:db8::/32"],
  ["PasswordField", (field) => <PasswordField {...field} autoComplete="off" />, "brass anchor violet"],
  ["CodeField", (field) => <CodeField {...field} />, "123456"],
  ["MomentField", (field) => <MomentField {...field} />, "2026-11-25T12:00"],
  ["SelectField", (field) => <SelectField {...field} options={OPTIONS} />, "VPN"],
];

const STATES: readonly (readonly [state: string, more: Partial<FieldProps>])[] = [
  ["empty", { value: "" }],
  ["filled, required", { isRequired: true }],
  ["with a hint", { hint: LONG_SENTENCE }],
  ["refused", { problem: LONG_SENTENCE }],
];

const labelled = FIELDS.flatMap(([name, show, value]) =>
  STATES.map(([state, more], n): Specimen => {
    const id = `${name}-${n}`;
    const label = n === 2 ? `${name}: ${LONG}` : name;
    return {
      of: [name, "Field", "FieldHelp"],
      state,
      shown: (
        <Kept first={more.value ?? value}>
          {(kept, onChange) => show({ id, label, onChange, ...more, value: kept })}
        </Kept>
      ),
    };
  }),
);

const radios = [
  { value: "A", label: "With a description", description: LONG_SENTENCE },
  { value: "B", label: LONG },
  { value: "C", label: "Cannot be chosen", description: "The policy does not allow it.", isDisabled: true },
];

/** A picture with four modules: what a QR code is for a browser. */
const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==";

const all: readonly Specimen[] = [
  ...labelled,
  {
    of: ["CheckField"],
    state: "with a description",
    shown: (
      <Kept first={true}>
        {(isChecked, onChange) => (
          <CheckField
            id="check"
            label={`Keep ${LONG}`}
            description={LONG_SENTENCE}
            isChecked={isChecked}
            onChange={onChange}
          />
        )}
      </Kept>
    ),
  },
  ...[undefined, LONG_SENTENCE].map((problem, n): Specimen => ({
    of: ["CheckGroup"],
    state: problem === undefined ? "some are chosen" : "refused",
    shown: (
      <Kept<readonly string[]> first={["A"]}>
        {(values, onChange) => (
          <CheckGroup
            id={`group-${n}`}
            label="What users may do"
            values={values}
            options={radios}
            problem={problem}
            onChange={onChange}
          />
        )}
      </Kept>
    ),
  })),
  ...[undefined, LONG_SENTENCE].map((problem, n): Specimen => ({
    of: ["RadioField"],
    state: problem === undefined ? "one is chosen" : "refused",
    shown: (
      <Kept<string | undefined> first={problem === undefined ? "A" : undefined}>
        {(value, onChange) => (
          <RadioField
            id={`radio-${n}`}
            label="Which one"
            value={value}
            options={radios}
            problem={problem}
            onChange={onChange}
          />
        )}
      </Kept>
    ),
  })),
  {
    of: ["FileField"],
    state: "no file",
    shown: <FileField id="file-none" label="A file" hint="CSV or PSKC" file={undefined} onChange={nothing} />,
  },
  {
    of: ["FileField"],
    state: "refused",
    shown: (
      <FileField
        id="file-refused"
        label="A file"
        problem={LONG_SENTENCE}
        file={new File(["1"], `${LONG}.csv`)}
        onChange={nothing}
      />
    ),
  },
  {
    of: ["FileField"],
    state: "while it is read",
    shown: (
      <FileField
        id="file-off"
        label="A file"
        isDisabled
        file={new File(["1"], "box.csv")}
        onChange={nothing}
      />
    ),
  },
  { of: ["CopyButton"], state: "not used yet", shown: <CopyButton text="K4V6" /> },
  {
    of: ["PasswordStrength"],
    state: "too short",
    shown: <PasswordStrength password="brass" isRefused={false} />,
  },
  {
    of: ["PasswordStrength"],
    state: "long enough",
    shown: <PasswordStrength password="brass anchor violet ladder" isRefused={false} />,
  },
  {
    of: ["PasswordStrength"],
    state: "refused",
    shown: <PasswordStrength password="brass anchor violet ladder" isRefused />,
  },
  {
    of: ["SecretToScan"],
    state: "shown once",
    shown: (
      <SecretToScan
        secretBase32="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        otpauthUri="otpauth://totp/Northwind:anna?secret=GEZDGNBVGY3TQOJQ"
        qrPngDataUri={PICTURE}
      />
    ),
  },
];

export const fields = all.map((specimen) => ({ ...specimen, isInForm: true }));
