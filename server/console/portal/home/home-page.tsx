import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useRef, useState } from "react";
import { guards } from "../../data/guards.js";
import { hasCode, getMessage } from "../../data/request-error.js";
import { inSession } from "../../data/send.js";
import { useAskAgain } from "../../data/use-ask-again.js";
import { InfoCard } from "../../parts/info-card.js";
import { PageTitle } from "../../parts/page-title.js";
import { useReturnFocus } from "../../parts/return-focus.js";
import { useToasts } from "../../parts/toasts.js";
import { useNow } from "../../times/now.js";
import { isProven, isProvenForRecoveryCode, mayBeOutdated, useMe, works, type MyToken } from "../me.js";
import { Notice } from "../notice.js";
import { go } from "../place.js";
import { getActions, mayEnrol, mayTake, needsCode, type TokenAction } from "./actions-of.js";
import { HomeDialog, type OpenDialog } from "./home-dialog.js";
import { PersonCard } from "./person-card.js";
import { TokenCard } from "./token-card.js";
import { useTexts } from "../language.js";

/** The tokens of the person, and what may be done here. */
export function HomePage() {
  const { home: texts } = useTexts();
  const me = useMe();
  const now = useNow();
  const toasts = useToasts();
  useAskAgain(mayBeOutdated(me, now));
  // It stays open when its button goes, as when the policy was narrowed meanwhile: then it says why nothing was done.
  const [dialog, setDialog] = useState<OpenDialog>();
  const opener = useRef<HTMLElement>(null);
  useReturnFocus(dialog !== undefined, opener);
  /** Asks who sits there. @returns false also when it was not found out, which is said. */
  const isConfirmed = () =>
    inSession(() => guards().confirmIdentity()).catch((problem: unknown) => {
      // The sign-in says that the session has ended.
      if (!hasCode(problem, "UNAUTHENTICATED")) toasts.say({ title: getMessage(problem), variant: "danger" });
      return false;
    });
  const begin = async (asksForCode: boolean, next: () => void, isKnown = isProven(me, Date.now())) => {
    const { activeElement } = document;
    opener.current = activeElement instanceof HTMLElement ? activeElement : null;
    if (asksForCode && !isKnown && !(await isConfirmed())) return;
    next();
  };
  const act = (token: MyToken, action: TokenAction) => {
    const connects = action === "GO_ON" || action === "START_AGAIN" || action === "REISSUE";
    return begin(needsCode(action), () =>
      connects ? go({ page: "CONNECT", token: token.id }) : setDialog({ kind: action, token }),
    );
  };
  // One that waits or is over says on its card how to continue.
  const hasPending = me.tokens.some(({ status, enabled }) => status !== "ACTIVE" && enabled);
  const enrols = mayEnrol(me, now) && !hasPending;
  const takes = mayTake(me, now);
  return (
    <>
      <PageTitle title={texts.title} />
      {me.resourceEnabled ? null : <Notice kind="warning">{texts.closed(me.resourceName)}</Notice>}
      {me.recovering ? (
        <Notice kind="info">{texts.recovering}</Notice>
      ) : me.level < 2 && me.connectedAt === null && me.tokens.some(works) ? (
        <Notice kind="info">{texts.levelOne}</Notice>
      ) : null}
      {me.tokens.map((token) => (
        <TokenCard
          key={token.id}
          token={token}
          resource={me.resourceName}
          actions={getActions(token, me, now)}
          onAction={(action) => void act(token, action)}
        />
      ))}
      {me.tokens.length === 0 ? (
        <InfoCard title={texts.none}>
          <p>{texts.noneBody(me.resourceName)}</p>
          {enrols || takes ? null : <p>{texts.mayNotConnect}</p>}
        </InfoCard>
      ) : null}
      {enrols || takes ? (
        <div className="tp-row">
          {enrols ? (
            <Button onClick={() => go({ page: "CONNECT", token: null })}>{texts.connect}</Button>
          ) : null}
          {takes ? (
            <Button
              variant={enrols ? "secondary" : "primary"}
              onClick={() => void begin(false, () => setDialog({ kind: "TAKE" }))}
            >
              {texts.take}
            </Button>
          ) : null}
        </div>
      ) : null}
      <PersonCard
        me={me}
        now={now}
        onNames={() => void begin(true, () => setDialog({ kind: "NAMES", me }))}
        onContact={(contact, isWaiting) =>
          void begin(!isWaiting, () => setDialog({ kind: "CONTACT", contact }))
        }
        onRecoveryCode={() =>
          void begin(
            true,
            () => setDialog({ kind: "RECOVERY_CODE", me }),
            isProvenForRecoveryCode(me, Date.now()),
          )
        }
        onPassword={() => void begin(true, () => setDialog({ kind: "PASSWORD", me }))}
      />
      {dialog === undefined ? null : (
        <HomeDialog dialog={dialog} resource={me.resourceName} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
