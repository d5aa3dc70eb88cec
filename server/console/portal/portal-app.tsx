import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { setGuards } from "../data/guards.js";
import { announceEnd, onEndElsewhere } from "../data/last-use.js";
import { hasCode, getMessage } from "../data/request-error.js";
import { useKeptFocus } from "../parts/kept-focus.js";
import { LonePage } from "./page-card.js";
import { goNow, usePlace } from "./place.js";
import { type EndReason, isSignedInNow, usePortalState } from "./portal-state.js";
import type { FirstPage } from "./sign-in/proof-page.js";
import { SignInPage } from "./sign-in/sign-in-page.js";
import { useTexts } from "./language.js";

// A user who only signs in does not wait for the pages that come after it.
const InvitationPage = lazy(() =>
  import("./invitation/invitation-page.js").then((room) => ({ default: room.InvitationPage })),
);
const SignedIn = lazy(() => import("./signed-in.js").then((room) => ({ default: room.SignedIn })));

/** The portal of a resource: the sign-in, or what comes after it. */
export function PortalApp() {
  const { common } = useTexts();
  const place = usePlace();
  const { state, error, load, noteEnd } = usePortalState();
  const [notice, setNotice] = useState<EndReason>();
  /** Where somebody is on the way to who just signed in. */
  const [entering, setEntering] = useState<FirstPage>();
  useKeptFocus();
  /** Leads to the sign-in. @param why the person is there again; undefined when they know it. */
  const end = useCallback(
    (why: EndReason | undefined) => {
      setNotice(why);
      noteEnd();
      goNow({ page: "HOME" }, { replace: true });
      // The portal may be closed by now.
      void load();
    },
    [load, noteEnd],
  );
  const endEverywhere = useCallback(
    (why: EndReason | undefined) => {
      announceEnd();
      end(why);
    },
    [end],
  );
  const isSignedIn = state !== undefined && state.level > 0;
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const ended = () => end("ended");
    const nothing = () => {};
    setGuards({ sessionEnded: ended, isSignedIn: isSignedInNow });
    onEndElsewhere(ended);
    return () => {
      setGuards({ sessionEnded: nothing });
      onEndElsewhere(nothing);
    };
  }, [isSignedIn, end]);
  /** Shows what the new session is for. */
  const enter = async (page: FirstPage) => {
    setNotice(undefined);
    // The session before, which another tab may still show, gave way to this one.
    announceEnd();
    setEntering(page);
    // The server knows the session; what the page needs of it is asked for again by a button.
    const entered = await load();
    if (entered === undefined) return;
    setEntering(undefined);
    // The sign-in was granted, and the browser did not keep its cookie.
    if (entered.level === 0) setNotice("noCookie");
    goNow(page === "HOME" ? { page } : { page, token: null }, { replace: true });
  };
  const isClosed = hasCode(error, "NOT_FOUND", "FORBIDDEN");
  // A link may be of a portal that has another address by now.
  const isLink = place.page === "INVITATION";
  if (error !== undefined && (entering !== undefined || (isClosed ? !isLink : state === undefined))) {
    return (
      <LonePage title={isClosed ? common.noPortal : common.notShown} problem={getMessage(error)}>
        {hasCode(error, "NOT_FOUND") ? null : (
          <div>
            <Button onClick={() => void (entering === undefined ? load() : enter(entering))}>
              {common.tryAgain}
            </Button>
          </div>
        )}
      </LonePage>
    );
  }
  if (isLink) {
    return (
      <Suspense fallback={null}>
        <InvitationPage state={state} onSignedIn={(page) => void enter(page)} />
      </Suspense>
    );
  }
  if (state === undefined) return null;
  if (!isSignedIn)
    return <SignInPage state={state} notice={notice} onSignedIn={(page) => void enter(page)} />;
  return (
    <Suspense fallback={null}>
      <SignedIn state={state} onEnd={endEverywhere} />
    </Suspense>
  );
}
