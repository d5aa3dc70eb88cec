import { CopyButton } from "../fields/copy-button.js";
import type { ShownSelfServiceFragment } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { ACTION_OPTIONS, FIRST_TOKENS, SIGN_INS } from "./self-service-words.js";

/** A self-service policy that is set. */
export function SelfServiceFacts({ policy }: { readonly policy: ShownSelfServiceFragment }) {
  const { url, actions, models, firstEnrolment, firstEnrolmentDays, signIn, allowedAddresses } = policy;
  return (
    <>
      <InfoCard title="General">
        <Facts label="General">
          <Fact name="Portal">Open</Fact>
          <Fact name="Address" actions={<CopyButton text={url} />}>
            <code className="tp-long">{url}</code>
          </Fact>
          <Fact name="Ways to sign in">{signIn.map((way) => SIGN_INS[way].label).join(", ")}</Fact>
          <Fact name="May be used from">
            {allowedAddresses.length === 0 ? "Everywhere" : allowedAddresses.join(", ")}
          </Fact>
        </Facts>
      </InfoCard>
      <InfoCard title="Allowed Actions">
        <Facts label="Allowed Actions">
          {ACTION_OPTIONS.map(({ value, label }) => (
            <Fact key={value} name={label}>
              {actions.includes(value) ? "Allowed" : "Not allowed"}
            </Fact>
          ))}
        </Facts>
      </InfoCard>
      <InfoCard title="Token Enrolment">
        <Facts label="Token Enrolment">
          <Fact name="Models">
            {models.length === 0 ? "None" : models.map((model) => MODEL_NAMES[model]).join(", ")}
          </Fact>
          <Fact name="First token">{FIRST_TOKENS[firstEnrolment].label}</Fact>
          {firstEnrolment === "INVITATION" ? null : (
            <Fact name="Without an invitation">
              {countText(firstEnrolmentDays, "day")} after the user was created
            </Fact>
          )}
        </Facts>
      </InfoCard>
    </>
  );
}
