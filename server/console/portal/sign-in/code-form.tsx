import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { hasCode } from "../../data/request-error.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { CodeField } from "../../fields/code-field.js";
import { AskForCode } from "../ask-for-code.js";
import { AskedText } from "../asked-text.js";
import { askedIn, isAnsweredOnPhone, type Asked } from "../asked.js";
import { asksFirst, keepAsksFirst } from "../asks-first.js";
import { Notice } from "../notice.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** The last step of the sign-in: a code of the token, or none. */
export function CodeForm({
  attempt,
  asksForPin,
  asksForCode,
  onLost,
  onSignedIn,
  onAgain,
}: {
  readonly attempt: string;
  readonly asksForPin: boolean;
  /** No user continues without any code. */
  readonly asksForCode: boolean;
  /** Called by who lost the token, and has a recovery code; undefined where none lets in. */
  readonly onLost: (() => void) | undefined;
  readonly onSignedIn: () => void;
  readonly onAgain: () => void;
}) {
  const { common, signIn: texts } = useTexts();
  const [passcode, setPasscode] = useState("");
  const [asked, setAsked] = useState<Asked>();
  const [isAskedEnough, setAskedEnough] = useState(false);
  const [isFirst] = useState(asksFirst);
  const { isRunning, make, problem, problemText } = useAttempt();
  const isOver = hasCode(problem, "ATTEMPT_EXPIRED");
  const needsNoCode = isAnsweredOnPhone(asked);
  const isTooEarly = needsNoCode && hasCode(problem, "SIGN_IN_REFUSED") && problem.reason === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      await request("POST", "/portal/sign-in/answer", { attempt, passcode }).finally(() => setPasscode(""));
      keepAsksFirst(asked !== undefined);
      onSignedIn();
    });
  };
  const ask = (pin: string) =>
    make(async () => {
      const answer = await request("POST", "/portal/sign-in/challenge", { attempt, pin }).catch(
        (thrown: unknown) => {
          if (!hasCode(thrown, "ATTEMPT_EXPIRED")) throw thrown;
          // Codes that were sent are taken all the same.
          setAskedEnough(true);
          throw new Error(texts.noMoreCodes);
        },
      );
      setAsked(askedIn(answer));
    });
  const enter = () =>
    make(async () => {
      await request("POST", "/portal/sign-in/without-code", { attempt });
      onSignedIn();
    });
  const asking = (
    <AskForCode
      asked={asked}
      asksForPin={asksForPin}
      isFirst={isFirst}
      isDisabled={isRunning || isOver || isAskedEnough}
      onAsk={ask}
    />
  );
  return (
    <Form onSubmit={submit} noValidate>
      {problemText === undefined ? null : (
        <Notice kind="danger">{isTooEarly ? common.notApproved : problemText}</Notice>
      )}
      <div role="status">{asked === undefined ? null : <AskedText asked={asked} isKnown={false} />}</div>
      {isFirst ? asking : null}
      <CodeField
        id="passcode"
        label={common.code}
        value={passcode}
        onChange={setPasscode}
        hint={needsNoCode ? common.noCodeHint : common.codeHint}
        isRequired={!needsNoCode}
      />
      {isFirst ? null : asking}
      <div className="tp-portal-buttons">
        <ProgressButton
          type="submit"
          variant={isFirst && asked === undefined && passcode === "" ? "secondary" : "primary"}
          isBlock
          isRunning={isRunning}
          isDisabled={isOver || (passcode === "" && !needsNoCode)}
        >
          {texts.signIn}
        </ProgressButton>
        {onLost === undefined ? null : (
          <Button variant="secondary" isBlock isDisabled={isRunning || isOver} onClick={onLost}>
            {texts.lost}
          </Button>
        )}
        {asksForCode ? null : (
          <Button variant="secondary" isBlock isDisabled={isRunning || isOver} onClick={enter}>
            {texts.without}
          </Button>
        )}
        <Button variant="link" isBlock onClick={onAgain}>
          {common.startAgain}
        </Button>
      </div>
    </Form>
  );
}
