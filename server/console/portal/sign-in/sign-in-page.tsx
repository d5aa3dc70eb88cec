import { lazy, Suspense, useEffect, useState } from "react";
import { Notice } from "../notice.js";
import { LonePage } from "../page-card.js";
import type { EndReason, PortalState } from "../portal-state.js";
import type { FirstPage } from "./proof-page.js";
import { askForMail, type MailedSignIn, StartForm } from "./start-form.js";
import { useTexts } from "../language.js";

const loadProofPage = () => import("./proof-page.js").then((room) => ({ default: room.ProofPage }));
const ProofPage = lazy(loadProofPage);
const loadMailedCodeForm = () =>
  import("./mailed-code-form.js").then((room) => ({ default: room.MailedCodeForm }));
const MailedCodeForm = lazy(loadMailedCodeForm);

/** How far a sign-in is. */
type Step =
  | { readonly name: "START" }
  | { readonly name: "MAILED" }
  | { readonly name: "CODE"; readonly attempt: string };

/** First login and password, or a mailed code; then a code of the token. */
export function SignInPage({
  state,
  notice,
  onSignedIn,
}: {
  readonly state: PortalState;
  /** Why the person is here again. */
  readonly notice: EndReason | undefined;
  readonly onSignedIn: (page: FirstPage) => void;
}) {
  const { signIn: texts, session } = useTexts();
  const [step, setStep] = useState<Step>({ name: "START" });
  const [login, setLogin] = useState("");
  const [mailed, setMailed] = useState<MailedSignIn>();
  // They come while somebody types.
  useEffect(() => {
    loadProofPage().catch(() => {});
    if (state.byMailCode) loadMailedCodeForm().catch(() => {});
  }, [state.byMailCode]);
  const startAgain = () => setStep({ name: "START" });
  const goOn = (attempt: string) => setStep({ name: "CODE", attempt });
  if (step.name === "CODE") {
    return (
      <Suspense fallback={null}>
        <ProofPage state={state} attempt={step.attempt} onSignedIn={onSignedIn} onAgain={startAgain} />
      </Suspense>
    );
  }
  return (
    <LonePage
      title={step.name === "START" ? texts.title : texts.mailTitle}
      brand={`${state.account} · ${state.resource}`}
    >
      {navigator.cookieEnabled ? null : <Notice kind="warning">{texts.noCookies}</Notice>}
      {notice === undefined || step.name !== "START" ? null : <Notice kind="info">{session[notice]}</Notice>}
      {step.name === "START" || mailed === undefined ? (
        <StartForm
          state={state}
          mailed={mailed}
          typed={login}
          onTyped={setLogin}
          onPassword={goOn}
          onMailed={(begun) => {
            setMailed(begun);
            setStep({ name: "MAILED" });
          }}
        />
      ) : (
        <Suspense fallback={null}>
          <MailedCodeForm
            mailed={mailed}
            onResend={async () => setMailed(await askForMail(mailed.login, mailed))}
            onProven={goOn}
            onAgain={startAgain}
          />
        </Suspense>
      )}
    </LonePage>
  );
}
