import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { MODELS, modelsWhere } from "@tokenplane/rules/models";
import { CheckGroup } from "../fields/check-group.js";
import { RadioField } from "../fields/radio-field.js";
import { TextAreaField } from "../fields/text-area-field.js";
import { TextField } from "../fields/text-field.js";
import type { TokenModel } from "../generated/documents.js";
import { InfoCard } from "../parts/info-card.js";
import { modelDescription } from "../tokens/model-description.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import type { PolicyDraft, PolicyField } from "./self-service-draft.js";
import { ACTION_OPTIONS, FIRST_TOKEN_OPTIONS, SIGN_IN_OPTIONS } from "./self-service-words.js";

const isAlone = (model: TokenModel) => MODELS[model].enrols;

/** Models that a person can connect without anybody's help. */
const ALONE_OPTIONS = modelsWhere(({ enrols }) => enrols).map((model) => ({
  value: model,
  label: MODEL_NAMES[model],
  description: modelDescription(model),
}));

const OTHER_OPTIONS = modelsWhere(({ enrols }) => !enrols).map((model) => ({
  value: model,
  label: MODEL_NAMES[model],
}));

/** The id of a field in the page. */
export const fieldId = (field: PolicyField) => `portal-${field}`;

/** The fields of a self-service policy. */
export function SelfServiceFields({
  draft,
  isOpen,
  getProblem,
  onChange,
}: {
  readonly draft: PolicyDraft;
  /** Whether people know the address already. */
  readonly isOpen: boolean;
  readonly getProblem: (field: PolicyField) => string | undefined;
  readonly onChange: (draft: PolicyDraft) => void;
}) {
  const change = (part: Partial<PolicyDraft>) => onChange({ ...draft, ...part });
  const field = (name: PolicyField) => ({ id: fieldId(name), problem: getProblem(name) });
  return (
    <>
      <InfoCard title="General">
        <div className="tp-fields">
          <div>
            <TextField
              {...field("address")}
              label="Address"
              isRequired
              hint={`3 to 40 lowercase letters, digits and hyphens.${isOpen ? " After a change, the old address no longer works." : ""}`}
              value={draft.address}
              onChange={(address) => change({ address })}
            />
            <Content component="p">
              Users open the portal at{" "}
              <code className="tp-long">
                {globalThis.location.origin}/s/{draft.address}
              </code>
            </Content>
          </div>
          <CheckGroup
            {...field("signIn")}
            label="Ways to sign in"
            isRequired
            hint="How people begin to sign in. People who have a token also give a code of it."
            values={draft.signIn}
            options={SIGN_IN_OPTIONS}
            onChange={(signIn) => change({ signIn })}
          />
          <TextAreaField
            {...field("allowedAddresses")}
            label="Addresses from which it may be used"
            hint="One on each line, as in 10.0.0.0/8. Without one, the portal may be used from every address."
            value={draft.allowedAddresses}
            onChange={(allowedAddresses) => change({ allowedAddresses })}
          />
        </div>
      </InfoCard>
      <InfoCard title="Allowed Actions">
        <CheckGroup
          {...field("actions")}
          label="What users may do by themselves"
          hint="If you choose nothing, users can only see their tokens."
          values={draft.actions}
          options={ACTION_OPTIONS}
          onChange={(actions) => change({ actions })}
        />
      </InfoCard>
      <InfoCard title="Token Enrolment">
        <div className="tp-fields">
          <CheckGroup
            {...field("models")}
            label="Models that a person can connect alone"
            hint="The user confirms each with a first code. Users may also give them a new secret, and take unused ones."
            values={draft.models}
            options={ALONE_OPTIONS}
            onChange={(chosen) =>
              change({ models: [...chosen, ...draft.models.filter((model) => !isAlone(model))] })
            }
          />
          <CheckGroup
            id="portal-others"
            label="Other models"
            hint="Users cannot connect them alone, but they may take one that is not assigned."
            values={draft.models}
            options={OTHER_OPTIONS}
            onChange={(chosen) => change({ models: [...draft.models.filter(isAlone), ...chosen] })}
          />
          <RadioField
            {...field("firstEnrolment")}
            label="How a person connects the first token"
            hint="For another token, the person needs a code of a token that still works, or an invitation."
            value={draft.firstEnrolment}
            options={FIRST_TOKEN_OPTIONS}
            onChange={(firstEnrolment) => change({ firstEnrolment })}
          />
          <TextField
            {...field("firstEnrolmentDays")}
            label="Days in which the password or the code by e-mail is enough"
            isRequired
            hint="1 to 365, counted from when the user was created. An invitation has its own time limit. With fewer days, there are fewer forgotten users whom somebody else can take over."
            value={draft.firstEnrolmentDays}
            onChange={(firstEnrolmentDays) => change({ firstEnrolmentDays })}
          />
        </div>
      </InfoCard>
    </>
  );
}
