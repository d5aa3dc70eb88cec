import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Card, CardBody, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import { Label, type LabelProps } from "@patternfly/react-core/dist/esm/components/Label";
import { Fact, Facts } from "../../parts/facts.js";
import { Ago } from "../../times/ago.js";
import type { MyToken } from "../me.js";
import type { TokenAction } from "./actions-of.js";
import { getLocale, useLanguage, useTexts } from "../language.js";
import type { Texts } from "../texts/en.js";

/** How a token is. */
type TokenState =
  "WORKS" | "WAITS" | "NOT_CONNECTED" | "LOCKED" | "SUSPENDED" | "OFF" | "NOT_YET_VALID" | "VALIDITY_ENDED";

function getState(token: MyToken): TokenState {
  const { status, enabled, locked, requestsSuspendedUntil, enrolment, validity } = token;
  if (!enabled) return "OFF";
  if (validity !== "VALID") return validity;
  if (status !== "ACTIVE") return enrolment === null ? "NOT_CONNECTED" : "WAITS";
  if (locked) return "LOCKED";
  return requestsSuspendedUntil === null ? "WORKS" : "SUSPENDED";
}

const STATUS: Readonly<Record<TokenState, NonNullable<LabelProps["status"]>>> = {
  WORKS: "success",
  WAITS: "warning",
  NOT_CONNECTED: "warning",
  LOCKED: "danger",
  SUSPENDED: "warning",
  OFF: "danger",
  NOT_YET_VALID: "warning",
  VALIDITY_ENDED: "danger",
};

/** Why a token does not work, and what to do; where it works, what it is for. */
function Hint({
  token,
  state,
  resource,
}: {
  readonly token: MyToken;
  readonly state: TokenState;
  readonly resource: string;
}) {
  const { home: texts } = useTexts();
  const locale = getLocale(useLanguage());
  const when = (at: string | null) =>
    new Date(at ?? "").toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
  switch (state) {
    case "WORKS":
      return <p>{texts.signsIn(resource)}</p>;
    case "NOT_YET_VALID":
      return <p>{texts.notYet(when(token.validFrom))}</p>;
    case "VALIDITY_ENDED":
      return <p>{texts.ended(when(token.validUntil))}</p>;
    case "SUSPENDED":
      return <p>{texts.suspended(when(token.requestsSuspendedUntil))}</p>;
    case "WAITS":
    case "NOT_CONNECTED":
    case "LOCKED":
    case "OFF":
      return <p>{texts.stateHints[state]}</p>;
  }
}

function getLabel(texts: Texts["home"], action: TokenAction, token: MyToken): string {
  if (action === "REISSUE" && token.sentElsewhere) return texts.sendHere;
  if (action === "PIN_SET" && token.pinPosition !== null) return texts.changePin;
  return texts.actions[action];
}

/** One token: how it is, in words, and what may be done with it. */
export function TokenCard({
  token,
  resource,
  actions,
  onAction,
}: {
  readonly token: MyToken;
  readonly resource: string;
  readonly actions: readonly TokenAction[];
  readonly onAction: (action: TokenAction) => void;
}) {
  const { home: texts, models } = useTexts();
  const state = getState(token);
  const { name, model, serialNumber, sentTo, pinPosition, lastUsedAt } = token;
  const { facts } = texts;
  return (
    <Card component="section" aria-label={name}>
      <CardTitle component="h2" className="tp-long">
        {name}
      </CardTitle>
      <CardBody className="tp-portal-stack">
        <div>
          <Label status={STATUS[state]} variant="outline">
            {texts.states[state]}
          </Label>
        </div>
        <Hint token={token} state={state} resource={resource} />
        {state === "NOT_CONNECTED" && actions.length === 0 ? <p>{texts.askForLink}</p> : null}
        {state === "WORKS" && token.enrolment !== null ? <p>{texts.waitsBeside}</p> : null}
        {state === "WORKS" && token.sentElsewhere ? <p>{texts.sentElsewhere}</p> : null}
        <Facts label={name}>
          <Fact name={facts.kind}>{models[model]}</Fact>
          {serialNumber === null ? null : <Fact name={facts.serialNumber}>{serialNumber}</Fact>}
          {sentTo === null ? null : <Fact name={facts.sentTo}>{sentTo}</Fact>}
          {pinPosition === null ? null : <Fact name={facts.pin}>{texts.pins[pinPosition]}</Fact>}
          <Fact name={facts.lastUsed}>{lastUsedAt === null ? facts.never : <Ago at={lastUsedAt} />}</Fact>
        </Facts>
        {actions.length === 0 ? null : (
          <div className="tp-row">
            {actions.map((action) => (
              <Button
                key={action}
                variant={action === "GO_ON" || action === "START_AGAIN" ? "primary" : "secondary"}
                isDanger={action === "REPORT_LOST"}
                onClick={() => onAction(action)}
              >
                {getLabel(texts, action, token)}
              </Button>
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
