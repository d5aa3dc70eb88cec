import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useCallback, useEffect, useState } from "react";
import type { MyEnrolmentFieldsFragment } from "../../generated/documents.js";
import { forgetFirstCodes } from "../device/kept-answer.js";
import { mayEnrol } from "../home/actions-of.js";
import { useMe, type MyToken } from "../me.js";
import { useTexts } from "../language.js";
import { keepAsksFirst } from "../asks-first.js";
import { mustAsk } from "../models.js";
import { PageCard } from "../page-card.js";
import { goNow } from "../place.js";
import type { Begun } from "./begun.js";
import { ChooseStep } from "./choose-step.js";
import { ConfirmStep } from "./confirm-step.js";
import { DoneStep } from "./done-step.js";
import { ReissueStep } from "./reissue-step.js";

/** Connects a new token, or another phone: choose, scan, type the first code. @param token of the address. */
export function ConnectPage({ token: tokenId }: { readonly token: string | null }) {
  const me = useMe();
  const [started, setStarted] = useState<Begun>();
  const [isDone, setDone] = useState(false);
  // A permission that is removed while the page is open is noticed when the request is refused.
  const [mayBegin] = useState(() => mayEnrol(me, Date.now()));
  const begin = (token: MyToken, enrolment: MyEnrolmentFieldsFragment | null) => {
    setStarted({ token, enrolment: enrolment ?? undefined });
    goNow({ page: "CONNECT", token: token.id }, { replace: true });
  };
  const connects = started?.token.model;
  const finish = useCallback(() => {
    forgetFirstCodes();
    setDone(true);
    if (connects !== undefined) keepAsksFirst(mustAsk(connects));
  }, [connects]);
  const named = me.tokens.find(({ id }) => id === tokenId);
  const isStarted = started !== undefined && started.token.id === tokenId;
  // The enrolment continues here, also when it is over meanwhile.
  if (!isStarted && named?.enrolment != null) setStarted({ token: named, enrolment: undefined });
  if (isStarted) {
    return isDone ? (
      <DoneStep token={started.token} />
    ) : (
      <ConfirmStep begun={started} onBegun={begin} onConfirmed={finish} />
    );
  }
  if (named?.status === "ACTIVE") return <ReissueStep token={named} onBegun={begin} />;
  if (mayBegin) return <ChooseStep before={named} onBegun={begin} />;
  const hasWorking = me.tokens.some(({ status, enabled }) => status === "ACTIVE" && enabled);
  // A person who used a recovery code has lost the token that works.
  return hasWorking && !me.recovering ? <WorksAlready /> : <ToHome />;
}

/** Leads to the page of the tokens, which says what can be done instead of connecting one. */
function ToHome() {
  useEffect(() => goNow({ page: "HOME" }, { replace: true }), []);
  return null;
}

/** Says that a token works already: a person who comes from the page of a phone did not see the page of the tokens. */
function WorksAlready() {
  const { connect: texts } = useTexts();
  return (
    <PageCard title={texts.chooseTitle}>
      <p>{texts.worksAlready}</p>
      <div>
        <Button onClick={() => goNow({ page: "HOME" }, { replace: true })}>{texts.back}</Button>
      </div>
    </PageCard>
  );
}
