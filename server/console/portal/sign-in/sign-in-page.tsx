import { useState } from "react";
import { Notice } from "../notice.js";
import { LonePage } from "../page-card.js";
import type { EndReason, PortalState } from "../portal-state.js";
import { MailedCodeForm } from "./mailed-code-form.js";
import { type FirstPage, ProofPage } from "./proof-page.js";
import { type MailedSignIn, StartForm } from "./start-form.js";
import { useTexts } from "../language.js";

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
  const [mailed, setMailed] = useState<MailedSignIn>();
  const startAgain = () => setStep({ name: "START" });
  const goOn = (attempt: string) => setStep({ name: "CODE", attempt });
  if (step.name === "CODE") {
    return <ProofPage state={state} attempt={step.attempt} onSignedIn={onSignedIn} onAgain={startAgain} />;
  }
  return (
    <LonePage
      title={step.name === "START" ? texts.title : texts.mailTitle}
      brand={`${state.account} · ${state.resource}`}
    >
      {notice === undefined || step.name !== "START" ? null : <Notice kind="info">{session[notice]}</Notice>}
      {step.name === "START" || mailed === undefined ? (
        <StartForm
          state={state}
          mailed={mailed}
          onPassword={goOn}
          onMailed={(begun) => {
            setMailed(begun);
            setStep({ name: "MAILED" });
          }}
        />
      ) : (
        <MailedCodeForm mailed={mailed} onMailed={setMailed} onProven={goOn} onAgain={startAgain} />
      )}
    </LonePage>
  );
}
