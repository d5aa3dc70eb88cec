import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import type { SecretEncoding, TokenReissueInput } from "../generated/documents.js";
import type { ModelTraits, TokenInfo } from "./token-info.js";

/** The new secret of a token, as fields have it. */
export interface NewSecret {
  readonly secret: string;
  readonly encoding: SecretEncoding;
  readonly acceptsShort: boolean;
  readonly counter: string;
  /** Empty: as before. */
  readonly digits: string;
}

export const NO_SECRET: NewSecret = {
  secret: "",
  encoding: "HEX",
  acceptsShort: false,
  counter: "",
  digits: "",
};

export const SECRET_FIELDS = ["secret", "counter", "digits"] as const;

const ENCODINGS = [
  { value: "HEX", label: "Hexadecimal" },
  { value: "BASE32", label: "Base32" },
  { value: "BASE64", label: "Base64" },
] as const satisfies readonly { readonly value: SecretEncoding; readonly label: string }[];

/** Whether a counter of the new device is asked for. */
const hasCounter = ({ oath }: TokenInfo, { reissueAsksFor }: ModelTraits) =>
  oath?.algorithm === "HOTP" && reissueAsksFor.includes("counter");

/** What of the fields the API takes for a token: just what its model asks for. */
export function newSecretInput(
  { secret, encoding, acceptsShort, counter, digits }: NewSecret,
  token: TokenInfo,
  traits: ModelTraits,
): Partial<TokenReissueInput> {
  const asksFor = traits.reissueAsksFor;
  return {
    ...(asksFor.includes("secret")
      ? { secret: secret.trim(), secretEncoding: encoding, acceptShortSecrets: acceptsShort }
      : {}),
    ...(hasCounter(token, traits) && counter.trim() !== "" ? { counter: Number(counter) } : {}),
    ...(asksFor.includes("digits") && digits !== "" ? { digits: Number(digits) } : {}),
  };
}

/** The fields for a new secret that a token's model asks for; none where the server makes it. */
export function NewSecretFields({
  token,
  traits,
  secret,
  refusal,
  onChange,
}: {
  readonly token: TokenInfo;
  readonly traits: ModelTraits;
  readonly secret: NewSecret;
  readonly refusal: Refusal | undefined;
  readonly onChange: (secret: NewSecret) => void;
}) {
  const asksFor = traits.reissueAsksFor;
  return (
    <>
      {asksFor.includes("secret") ? (
        <>
          <TextField
            id="secret"
            label="Secret of the new device"
            value={secret.secret}
            onChange={(changed) => onChange({ ...secret, secret: changed })}
            problem={refusalAt(refusal, "secret")}
            hint="From its vendor. It is stored encrypted, and never shown."
            isRequired
          />
          <SelectField
            id="encoding"
            label="How the secret is written"
            value={secret.encoding}
            onChange={(changed) =>
              onChange({
                ...secret,
                encoding: ENCODINGS.find(({ value }) => value === changed)?.value ?? secret.encoding,
              })
            }
            options={ENCODINGS}
          />
          <Checkbox
            id="short-secret"
            label="Accept a secret of 10 to 15 bytes"
            description="Many older devices have one. It is weaker than RFC 4226 requires."
            isChecked={secret.acceptsShort}
            onChange={(_event, isChecked) => onChange({ ...secret, acceptsShort: isChecked })}
          />
        </>
      ) : null}
      {hasCounter(token, traits) ? (
        <TextField
          id="counter"
          label="Counter of the next code"
          value={secret.counter}
          onChange={(changed) => onChange({ ...secret, counter: changed.replaceAll(/\D/g, "") })}
          problem={refusalAt(refusal, "counter")}
          hint="Empty for a new device: 0."
        />
      ) : null}
      {asksFor.includes("digits") ? (
        <SelectField
          id="digits"
          label="OTP length"
          value={secret.digits}
          onChange={(changed) => onChange({ ...secret, digits: changed })}
          problem={refusalAt(refusal, "digits")}
          options={[
            { value: "", label: `As before: ${token.oath?.digits ?? ""} digits` },
            ...traits.digits.map((one) => ({ value: String(one), label: `${one} digits` })),
          ]}
        />
      ) : null}
    </>
  );
}
