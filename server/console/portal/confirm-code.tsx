import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { getText } from "../data/property.js";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";
import { changeSession } from "../data/session-change.js";
import { useAttempt } from "../data/use-attempt.js";
import { type Confirmation, useConfirmation } from "../data/use-confirmation.js";
import { CodeField } from "../fields/code-field.js";
import { FormDialog } from "../parts/form-dialog.js";
import { AskForCode } from "./ask-for-code.js";
import { AskedText } from "./asked-text.js";
import { askedIn, isAnsweredOnPhone, type Asked } from "./asked.js";
import { useMe, works } from "./me.js";
import { mustAsk } from "./models.js";
import { useTexts } from "./language.js";

/** Asks for a code of the token, before something that only the person themselves may do. */
export function ConfirmCode({ asksForPin }: { readonly asksForPin: boolean }) {
  const { isOpen, end, ask } = useConfirmation();
  const queries = useQueryClient();
  const confirmed = async () => {
    // The session may do more now.
    await queries.invalidateQueries();
    end(true);
  };
  return isOpen ? (
    <ConfirmCodeDialog
      asksForPin={asksForPin}
      send={ask}
      onConfirmed={confirmed}
      onClose={() => end(false)}
    />
  ) : null;
}

/** The question, and the id of the challenge. */
interface AskedAgain {
  readonly asked: Asked;
  readonly challenge: string;
}

function ConfirmCodeDialog({
  asksForPin,
  send,
  onConfirmed,
  onClose,
}: {
  readonly asksForPin: boolean;
  readonly send: Confirmation["ask"];
  readonly onConfirmed: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const { confirm: texts, common } = useTexts();
  const [passcode, setPasscode] = useState("");
  const [again, setAgain] = useState<AskedAgain>();
  const { isRunning, make, problem, problemText } = useAttempt();
  const token = useMe().tokens.find(works);
  const needsNoCode = isAnsweredOnPhone(again?.asked);
  const isWrong = hasCode(problem, "SIGN_IN_REFUSED") && problem.reason === "";
  const confirm = () =>
    make(async () => {
      await send(() =>
        changeSession(() =>
          request("POST", "/portal/sign-in/again", { passcode, challenge: again?.challenge }),
        ),
      ).finally(() => setPasscode(""));
      await onConfirmed();
    });
  const ask = (pin: string) =>
    make(async () => {
      const answer = await send(() =>
        request("POST", "/portal/sign-in/again/challenge", { pin, challenge: again?.challenge }),
      );
      setAgain({ asked: askedIn(answer), challenge: getText(answer, "challenge") });
    });
  return (
    <FormDialog
      title={texts.title}
      description={texts.description}
      action={texts.action}
      cancel={texts.cancel}
      // The server's sentence is about a sign-in.
      problem={isWrong ? (needsNoCode ? common.notApproved : texts.wrong) : problemText}
      isRunning={isRunning}
      closesWhileRunning
      isDisabled={passcode === "" && !needsNoCode}
      onSubmit={confirm}
      onClose={onClose}
    >
      <div role="status">{again === undefined ? null : <AskedText asked={again.asked} isKnown />}</div>
      {token === undefined || !mustAsk(token.model) ? null : (
        <AskForCode
          asked={again?.asked}
          asksForPin={asksForPin && token.pinPosition !== null}
          isFirst
          isDisabled={isRunning}
          onAsk={ask}
        />
      )}
      <CodeField
        id="confirm-passcode"
        label={common.code}
        value={passcode}
        onChange={setPasscode}
        hint={needsNoCode ? common.noCodeHint : common.codeHint}
        isRequired={!needsNoCode}
      />
    </FormDialog>
  );
}
