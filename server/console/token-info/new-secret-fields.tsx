import { getModel, reissueAsksFor } from "@tokenplane/rules/models";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { CheckField } from "../fields/check-field.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import type { SecretEncoding, TokenReissueInput } from "../generated/documents.js";
import { SECRET_ENCODINGS, SHORT_SECRETS } from "../tokens/secret-encodings.js";
import { hasCounter, type TokenInfo } from "./token-info.js";

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

/** The fields that a token's model asks for; a counter only where codes depend on one. */
function getFields(token: TokenInfo) {
  const asked = reissueAsksFor(getModel(token.model));
  return {
    secret: asked.includes("secret"),
    counter: hasCounter(token) && asked.includes("counter"),
    digits: asked.includes("digits"),
  };
}

/** The fields that the API takes for a token: only those that its model asks for. */
export function newSecretInput(
  { secret, encoding, acceptsShort, counter, digits }: NewSecret,
  token: TokenInfo,
): Partial<TokenReissueInput> {
  const fields = getFields(token);
  return {
    ...(fields.secret
      ? { secret: secret.trim(), secretEncoding: encoding, acceptShortSecrets: acceptsShort }
      : {}),
    ...(fields.counter && counter.trim() !== "" ? { counter: Number(counter) } : {}),
    ...(fields.digits && digits !== "" ? { digits: Number(digits) } : {}),
  };
}

/** The fields for a new secret that a token's model asks for; none where the server makes it. */
export function NewSecretFields({
  token,
  secret,
  refusal,
  onChange,
}: {
  readonly token: TokenInfo;
  readonly secret: NewSecret;
  readonly refusal: Refusal | undefined;
  readonly onChange: (secret: NewSecret) => void;
}) {
  const fields = getFields(token);
  return (
    <>
      {fields.secret ? (
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
                encoding: SECRET_ENCODINGS.find(({ value }) => value === changed)?.value ?? secret.encoding,
              })
            }
            options={SECRET_ENCODINGS}
          />
          <CheckField
            id="short-secret"
            label="Accept a short secret"
            description={SHORT_SECRETS}
            isChecked={secret.acceptsShort}
            onChange={(acceptsShort) => onChange({ ...secret, acceptsShort })}
          />
        </>
      ) : null}
      {fields.counter ? (
        <TextField
          id="counter"
          label="Counter of the next code"
          value={secret.counter}
          onChange={(changed) => onChange({ ...secret, counter: changed.replaceAll(/\D/g, "") })}
          problem={refusalAt(refusal, "counter")}
          hint="Empty for a new device: 0."
        />
      ) : null}
      {fields.digits ? (
        <SelectField
          id="digits"
          label="OTP length"
          value={secret.digits}
          onChange={(changed) => onChange({ ...secret, digits: changed })}
          problem={refusalAt(refusal, "digits")}
          options={[
            { value: "", label: `As before: ${token.oath?.digits ?? ""} digits` },
            ...getModel(token.model).digits.map((one) => ({ value: String(one), label: `${one} digits` })),
          ]}
        />
      ) : null}
    </>
  );
}
