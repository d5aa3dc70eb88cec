import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { RadioField } from "../../fields/radio-field.js";
import { TextField } from "../../fields/text-field.js";
import { MyTokenEnrolDocument, type TokenModel } from "../../generated/documents.js";
import { useMe, type Me, type MyToken } from "../me.js";
import { SOURCES } from "../models.js";
import { Notice } from "../notice.js";
import { PageCard } from "../page-card.js";
import { go } from "../place.js";
import type { OnBegun } from "./begun.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** The models that a person connects without help, the usual ones first. */
const OFFERED = [
  "GOOGLE_AUTHENTICATOR",
  "PROTECTIMUS_SMART",
  "PUSH",
  "SMS",
  "EMAIL",
  "BOT",
] as const satisfies readonly TokenModel[];

/** Whether the account knows where the codes of a model would go. */
function isReachable(model: TokenModel, { phoneNumber, email }: Me): boolean {
  const source = SOURCES[model];
  return source === "SMS" ? phoneNumber !== null : source === "EMAIL" ? email !== null : true;
}

/** The first step: which kind of token, and what it is called. @param before a token that was begun and never confirmed. */
export function ChooseStep({
  before,
  onBegun,
}: {
  readonly before: MyToken | undefined;
  readonly onBegun: OnBegun;
}) {
  const { connect: texts } = useTexts();
  const me = useMe();
  // As it was when the page opened: what is narrowed meanwhile is said when it is refused.
  const [offered] = useState(() => OFFERED.filter((value) => me.models.includes(value)));
  const options = offered
    .filter((value) => isReachable(value, me))
    .map((value) => ({ value, ...texts.offers[value] }));
  const missing = offered.filter((value) => !isReachable(value, me));
  const known = options.find(({ value }) => value === before?.model);
  const [model, setModel] = useState(known?.value ?? (options.length === 1 ? options[0]?.value : undefined));
  const [typed, setTyped] = useState(known === undefined ? undefined : before?.name);
  const chosen = options.find(({ value }) => value === model);
  const name = typed ?? chosen?.name ?? "";
  const { run, isRunning, refusal } = useAction(MyTokenEnrolDocument, ({ token, enrolment }) =>
    onBegun(token, enrolment),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (model !== undefined) void run({ model, name });
  };
  const problem = refusalAbove(refusal, ["name"]);
  return (
    <PageCard title={texts.chooseTitle}>
      <Form onSubmit={submit} noValidate>
        {me.recovering ? <Notice kind="info">{texts.replaces}</Notice> : null}
        {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
        {options.length > 1 ? (
          <RadioField id="model" label={texts.kind} value={model} options={options} onChange={setModel} />
        ) : chosen === undefined ? null : (
          <p>{chosen.description}</p>
        )}
        {missing.map((value) => (
          <p key={value}>{value === "SMS" ? texts.noPhone : texts.noEmail}</p>
        ))}
        {chosen === undefined ? null : (
          <TextField
            id="name"
            label={texts.name}
            value={name}
            onChange={setTyped}
            problem={refusalAt(refusal, "name")}
            hint={texts.nameHint}
            isRequired
          />
        )}
        <div className="tp-portal-buttons">
          <ProgressButton
            type="submit"
            isBlock
            isRunning={isRunning}
            isDisabled={chosen === undefined || name.trim() === ""}
          >
            {texts.next}
          </ProgressButton>
          <Button variant="link" isBlock onClick={() => go({ page: "HOME" })}>
            {texts.back}
          </Button>
        </div>
      </Form>
    </PageCard>
  );
}
