import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useIsFetching } from "@tanstack/react-query";
import { useState } from "react";
import { isProvenForRecoveryCode, useMe } from "../me.js";
import { PageCard } from "../page-card.js";
import { goNow } from "../place.js";
import { RecoveryCodeShown } from "../recovery-code-shown.js";
import type { Begun } from "./begun.js";
import { RecoveryOffer } from "./recovery-offer.js";
import { useTexts } from "../language.js";

// Back must not lead to what was shown once.
const toTokens = () => goNow({ page: "HOME" }, { replace: true });

/** The last step: the token works. A person without a recovery code can make one, and keep it, before they continue. */
export function DoneStep({ token }: Pick<Begun, "token">) {
  const { connect: texts, dialogs } = useTexts();
  const me = useMe();
  const isAsking = useIsFetching() > 0;
  // The permissions after the first code are known with the next answer. An offer that was shown then stays.
  const [isOffered, setOffered] = useState<boolean>();
  if (isOffered === undefined && !isAsking) {
    setOffered(
      me.actions.includes("RECOVERY_CODE") &&
        me.recoveryCodeCreatedAt === null &&
        isProvenForRecoveryCode(me, Date.now()),
    );
  }
  const [code, setCode] = useState<string>();
  const [isKept, setKept] = useState(false);
  if (code !== undefined) {
    return (
      <PageCard title={dialogs.recoveryCode.shownTitle}>
        <RecoveryCodeShown code={code} isKept={isKept} onKept={setKept} />
        <div className="tp-portal-buttons tp-no-print">
          <Button isBlock isDisabled={!isKept} onClick={toTokens}>
            {dialogs.recoveryCode.close}
          </Button>
        </div>
      </PageCard>
    );
  }
  return (
    <PageCard title={texts.doneTitle}>
      <p>
        {token.status === "ACTIVE"
          ? (token.sentElsewhere ? texts.doneMoveBody : texts.doneReissueBody)(token.name)
          : texts.doneBody(token.name, me.resourceName)}
      </p>
      {isOffered === undefined ? null : isOffered ? (
        <RecoveryOffer onMade={setCode} onSkip={toTokens} />
      ) : (
        <div>
          <Button onClick={toTokens}>{texts.back}</Button>
        </div>
      )}
    </PageCard>
  );
}
