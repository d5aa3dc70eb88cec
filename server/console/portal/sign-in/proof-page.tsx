import { useState } from "react";
import { LonePage } from "../page-card.js";
import type { PortalState } from "../portal-state.js";
import { CodeForm } from "./code-form.js";
import { RecoveryForm } from "./recovery-form.js";
import { useTexts } from "../language.js";

/** The first page after the sign-in: with a recovery code, another token is connected. */
export type FirstPage = "HOME" | "CONNECT";

/** The second half of a sign-in: a code of the token, or the recovery code of who lost it. */
export function ProofPage({
  state: { account, resource, pinBeforeSending, byRecoveryCode },
  attempt,
  asksForCode = false,
  onSignedIn,
  onAgain,
}: {
  readonly state: PortalState;
  readonly attempt: string;
  /** No user continues without any code. */
  readonly asksForCode?: boolean;
  readonly onSignedIn: (page: FirstPage) => void;
  readonly onAgain: () => void;
}) {
  const { signIn: texts } = useTexts();
  const [isLost, setLost] = useState(false);
  return (
    <LonePage title={isLost ? texts.recoveryTitle : texts.codeTitle} brand={`${account} · ${resource}`}>
      {isLost ? (
        <RecoveryForm
          attempt={attempt}
          onSignedIn={() => onSignedIn("CONNECT")}
          onBack={() => setLost(false)}
          onAgain={onAgain}
        />
      ) : (
        <CodeForm
          attempt={attempt}
          asksForPin={pinBeforeSending}
          asksForCode={asksForCode}
          onLost={byRecoveryCode ? () => setLost(true) : undefined}
          onSignedIn={() => onSignedIn("HOME")}
          onAgain={onAgain}
        />
      )}
    </LonePage>
  );
}
