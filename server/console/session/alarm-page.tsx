import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { messageOf } from "../data/request-error.js";
import { Fact, Facts } from "../parts/facts.js";
import { utcText } from "../times/format.js";
import { type Alarm, alarmQuery, changeText, effectTexts, raiseAlarm } from "./alarm.js";
import { SessionCard } from "./session-card.js";
import { useAttempt } from "../data/use-attempt.js";

/** What happened, where and when. */
function WhatHappened({ alarm }: { readonly alarm: Alarm }) {
  const { account, resource, token, login, changedAt } = alarm;
  return (
    <div className="tp-session-facts">
      <Facts label="What happened">
        <Fact name="What">{changeText(alarm)}</Fact>
        <Fact name="Where">
          <span className="tp-long">
            {resource} ({account})
          </span>
        </Fact>
        {token === "" ? null : (
          <Fact name="Token">
            <span className="tp-long">{token}</span>
          </Fact>
        )}
        <Fact name="Login">
          <span className="tp-long">{login}</span>
        </Fact>
        <Fact name="When">{utcText(changedAt)}</Fact>
      </Facts>
    </div>
  );
}

/** What was done, and what the person does next. */
function Raised({ alarm }: { readonly alarm: Alarm }) {
  const { raisedAt, isRepeated } = alarm;
  return (
    <>
      {isRepeated && raisedAt !== null ? (
        <Content component="p">
          This was said before, at {utcText(raisedAt)}. Nothing more was changed now.
        </Content>
      ) : null}
      <Content component="h2">What was done</Content>
      <Content component="ul">
        {effectTexts(alarm).map((text) => (
          <Content component="li" key={text}>
            {text}
          </Content>
        ))}
      </Content>
      <Content component="h2">What to do next</Content>
      <Content component="ol">
        <Content component="li">Talk to your helpdesk or administrator now, and say what happened.</Content>
        <Content component="li">
          If you got other mails about changes that were not yours, open the link in each of them.
        </Content>
        <Content component="li">
          Tell nobody your password or a code, and open no link that you did not ask for.
        </Content>
        <Content component="li">If you use the same password elsewhere, change it there.</Content>
      </Content>
    </>
  );
}

function OpenedLink({ token }: { readonly token: string }) {
  const { data, error } = useQuery(alarmQuery(token));
  const [raised, setRaised] = useState<Alarm>();
  const { isRunning, make, problem } = useAttempt();
  if (error !== null) return <SessionCard title="This link does not work" problem={messageOf(error)} />;
  const alarm = raised ?? data;
  if (alarm === undefined) return null;
  if (alarm.raisedAt !== null) {
    return (
      <SessionCard title="All your sessions were ended">
        <WhatHappened alarm={alarm} />
        <Raised alarm={alarm} />
      </SessionCard>
    );
  }
  return (
    <SessionCard title="Was this you?" problem={problem?.message}>
      <WhatHappened alarm={alarm} />
      <Content component="p">
        If this was you, close this page: nothing changes. If it was not, press the button. All your sessions
        end, and a token or a password that was changed is blocked.
      </Content>
      <Button
        variant="danger"
        isBlock
        isLoading={isRunning}
        isDisabled={isRunning}
        onClick={() => make(async () => setRaised(await raiseAlarm(token)))}
      >
        This was not me
      </Button>
    </SessionCard>
  );
}

/** Where the link in a notice leads. Opening it changes nothing: only the button does. */
export function AlarmPage() {
  const { hash: token } = useLocation();
  // Another link in the same tab is another page.
  return <OpenedLink key={token} token={token} />;
}
