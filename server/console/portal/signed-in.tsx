import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { withBackground } from "../data/background.js";
import { front, setFront } from "../data/front.js";
import { createQueryClient } from "../data/queries.js";
import { hasCode, getMessage } from "../data/request-error.js";
import { request } from "../data/request.js";
import { watchUse } from "../data/watch-use.js";
import { createToastList } from "../parts/toast-list.js";
import { ToastArea, useToasts } from "../parts/toasts.js";
import { ConfirmCode } from "./confirm-code.js";
import { ConnectPage } from "./connect/connect-page.js";
import { HomePage } from "./home/home-page.js";
import { asOfDevice, MeContext, meQuery } from "./me.js";
import { useKeptLanguage } from "./use-kept-language.js";
import { PageCard } from "./page-card.js";
import { leave, usePlace } from "./place.js";
import type { EndReason, PortalState } from "./portal-state.js";
import { SessionWatch } from "./session-watch.js";
import { useTexts } from "./language.js";

// Before somebody is signed in, the pages ask for nothing by themselves.
setFront(withBackground(front(), watchUse(globalThis)));

interface SignedInProps {
  readonly state: PortalState;
  /** Called with what is said at the sign-in. */
  readonly onEnd: (why: EndReason | undefined) => void;
}

/** Everything of a session: what was shown in it is forgotten with it. */
export function SignedIn(props: SignedInProps) {
  const [queries] = useState(createQueryClient);
  const [toasts] = useState(createToastList);
  return (
    <QueryClientProvider client={queries}>
      <ToastArea toasts={toasts}>
        <Session {...props} />
      </ToastArea>
    </QueryClientProvider>
  );
}

/** The frame of every page of a person who is signed in. */
function Session({ state, onEnd }: SignedInProps) {
  const { common } = useTexts();
  const place = usePlace();
  const { data, dataUpdatedAt, error, refetch } = useQuery(meQuery);
  const toasts = useToasts();
  const signOut = useCallback(
    async (why: EndReason | undefined) => {
      try {
        await request("DELETE", "/portal/session");
      } catch (problem) {
        if (!hasCode(problem, "UNAUTHENTICATED")) {
          toasts.say({ title: getMessage(problem), variant: "danger" });
          // A person who is away leaves nothing on the screen.
          if (why === undefined) return;
        }
      }
      onEnd(why);
    },
    [onEnd, toasts],
  );
  const onOver = useCallback((why: EndReason) => void signOut(why), [signOut]);
  const said = data?.me;
  useKeptLanguage(said ?? undefined);
  const me = useMemo(() => said && asOfDevice(said, dataUpdatedAt), [said, dataUpdatedAt]);
  return (
    <div className="tp-portal-page">
      <header className="tp-portal-head">
        <p className="tp-portal-brand">{`${state.account} · ${state.resource}`}</p>
        <Button variant="link" onClick={() => leave(() => void signOut(undefined))}>
          {common.signOut}
        </Button>
      </header>
      <main className="tp-portal">
        {me != null ? (
          <MeContext value={me}>
            {place.page === "CONNECT" ? <ConnectPage token={place.token} /> : <HomePage />}
          </MeContext>
        ) : error === null ? null : (
          <PageCard title={common.notShown} problem={getMessage(error)}>
            <div>
              <Button onClick={() => void refetch()}>{common.tryAgain}</Button>
            </div>
          </PageCard>
        )}
      </main>
      {me == null ? null : (
        <MeContext value={me}>
          <ConfirmCode asksForPin={state.pinBeforeSending} />
          <SessionWatch onOver={onOver} onSignOut={() => void signOut(undefined)} />
        </MeContext>
      )}
    </div>
  );
}
