import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { hasCode } from "../data/request-error.js";
import { Fact, Facts } from "../parts/facts.js";
import { LanguageChoice } from "../portal/language-choice.js";
import { useTexts } from "../portal/language.js";
import { utcText } from "../times/format.js";
import { useAlarmTexts } from "./alarm-language.js";
import { type Alarm, alarmQuery, changeText, effectTexts, problemText, raiseAlarm } from "./alarm.js";
import { useLinkSecret } from "./link-secret.js";
import { SessionCard } from "./session-card.js";
import { useAttempt } from "../data/use-attempt.js";
import { ProgressButton } from "../parts/progress-button.js";

/** The event of an alarm, with its place and time. */
function WhatHappened({ alarm }: { readonly alarm: Alarm }) {
  const texts = useAlarmTexts();
  const { facts, happened } = texts;
  const { home } = useTexts();
  const { account, resource, token, login, changedAt } = alarm;
  return (
    <div className="tp-session-facts">
      <Facts label={happened}>
        <Fact name={facts.what}>{changeText(alarm, texts)}</Fact>
        <Fact name={facts.where}>
          <span className="tp-long">
            {resource} ({account})
          </span>
        </Fact>
        {token === "" ? null : (
          <Fact name={facts.token}>
            <span className="tp-long">{token}</span>
          </Fact>
        )}
        <Fact name={home.login}>
          <span className="tp-long">{login}</span>
        </Fact>
        <Fact name={facts.when}>{utcText(changedAt)}</Fact>
      </Facts>
    </div>
  );
}

/** The effects of an alarm that was raised, and the next steps of the person. */
function Raised({ alarm }: { readonly alarm: Alarm }) {
  const texts = useAlarmTexts();
  const { done, next, repeated, steps } = texts;
  const { raisedAt, isRepeated } = alarm;
  return (
    <>
      {isRepeated && raisedAt !== null ? (
        <Content component="p">{repeated(utcText(raisedAt))}</Content>
      ) : null}
      <Content component="h2">{done}</Content>
      <Content component="ul">
        {effectTexts(alarm, texts).map((text) => (
          <Content component="li" key={text}>
            {text}
          </Content>
        ))}
      </Content>
      <Content component="h2">{next}</Content>
      <Content component="ol">
        <Content component="li">{steps.TALK}</Content>
        <Content component="li">{steps.OTHER_MAILS}</Content>
        <Content component="li">{steps.SECRETS}</Content>
        <Content component="li">{steps.PASSWORD}</Content>
      </Content>
    </>
  );
}

function OpenedLink({ token }: { readonly token: string }) {
  const { data, error, isFetching, refetch } = useQuery(alarmQuery(token));
  const [raised, setRaised] = useState<Alarm>();
  const { isRunning, make, problem } = useAttempt();
  const texts = useAlarmTexts();
  const { common, invitation } = useTexts();
  if (error !== null) {
    const isDead = hasCode(error, "NOT_FOUND");
    return (
      <SessionCard title={isDead ? invitation.dead : common.notShown} problem={problemText(error, texts)}>
        {isDead ? null : (
          <ProgressButton isBlock isRunning={isFetching} onClick={() => void refetch()}>
            {common.tryAgain}
          </ProgressButton>
        )}
      </SessionCard>
    );
  }
  const alarm = raised ?? data;
  if (alarm === undefined) return null;
  if (alarm.raisedAt !== null) {
    return (
      <SessionCard title={texts.raisedTitle}>
        <WhatHappened alarm={alarm} />
        <Raised alarm={alarm} />
      </SessionCard>
    );
  }
  return (
    <SessionCard
      title={texts.title}
      problem={problem === undefined ? undefined : problemText(problem, texts)}
    >
      <WhatHappened alarm={alarm} />
      <Content component="p">{texts.lead}</Content>
      <ProgressButton
        variant="danger"
        isBlock
        isRunning={isRunning}
        onClick={() => make(async () => setRaised(await raiseAlarm(token)))}
      >
        {texts.notMe}
      </ProgressButton>
    </SessionCard>
  );
}

/** Where the link in a notice leads. Opening it changes nothing: only the button does. */
export function AlarmPage() {
  const token = useLinkSecret("/alarm");
  // Another link in the same tab is another page.
  return (
    <div className="tp-session-page">
      <OpenedLink key={token} token={token} />
      <LanguageChoice />
    </div>
  );
}
