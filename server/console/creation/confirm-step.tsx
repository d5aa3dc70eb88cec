import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuery } from "@tanstack/react-query";
import { MODELS, type Model, type ModelName } from "@tokenplane/rules/models";
import { useState } from "react";
import { query } from "../data/queries.js";
import { refusalAbove, refusalAt, type Refusal } from "../data/refusal.js";
import { useAskAgain } from "../data/use-ask-again.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { CodeField } from "../fields/code-field.js";
import {
  NewTokenStateDocument,
  TokenEnrolmentConfirmDocument,
  TokenEnrolmentStartDocument,
  type ShownEnrolmentFragment,
} from "../generated/documents.js";
import { leftText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { EnrolmentSecret, isShown } from "../token-info/enrolment-secret.js";
import { SecretQuestion } from "./secret-question.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";
import { ProgressButton } from "../parts/progress-button.js";

/** The labels of this step, by where the first code comes from. */
function getWords(model: ModelName) {
  const { sentBy }: Model = MODELS[model];
  if (sentBy !== undefined) {
    return { title: "Confirm the code that is sent", code: "Code that was sent", again: "Send a new code" };
  }
  return model === "PUSH"
    ? {
        title: "Scan and confirm",
        code: "Code that the phone shows",
        again: "Start again with a new QR code",
      }
    : { title: "Scan and confirm", code: "Code that the app shows", again: "Start again with a new key" };
}

/**
 * Why an enrolment is over, as far as it is known: somebody else may have cancelled it.
 * @param wasWrong whether the last code was wrong. @param left until its end by the clock of this computer, in milliseconds.
 */
function endText(wasWrong: boolean, left: number): string {
  if (wasWrong && left > 0) return "That was the last attempt.";
  return !wasWrong && left <= 0 ? "The enrolment has expired." : "The enrolment is over.";
}

/** The fifth step of tokens that a first code confirms. */
export function ConfirmStep({
  token,
  model,
  enrolment,
  onEnrolment,
  onConfirmed,
  onLater,
}: {
  readonly token: { readonly id: string; readonly name: string };
  readonly model: ModelName;
  readonly enrolment: ShownEnrolmentFragment;
  readonly onEnrolment: (enrolment: ShownEnrolmentFragment) => void;
  readonly onConfirmed: () => void;
  readonly onLater: () => void;
}) {
  const confirm = useMutationOf(TokenEnrolmentConfirmDocument);
  const again = useMutationOf(TokenEnrolmentStartDocument);
  const { data } = useQuery(query(NewTokenStateDocument, { token: token.id }));
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal>();
  const [againRefusal, setAgainRefusal] = useState<Refusal>();
  const now = useNow();
  const words = getWords(model);
  const state = data?.token ?? { status: "PENDING", delivery: null, enrolment };
  // An enrolment that is over has no state.
  const attemptsLeft = state.enrolment?.attemptsLeft ?? 0;
  const expiresAt = state.enrolment?.expiresAt ?? enrolment.expiresAt;
  const left = expiresAt === null ? 0 : Date.parse(expiresAt) - now;
  const isConfirmed = state.status === "ACTIVE";
  const isOver = !isConfirmed && attemptsLeft === 0;
  useAskAgain(!isConfirmed && !isOver && left <= 0);
  const sentTo = enrolment.sentTo ?? (enrolment.startLink === null ? null : (state.delivery?.sentTo ?? null));
  const isVisible = isShown(enrolment);
  const complete = async () => {
    if (isConfirmed) {
      onConfirmed();
      return;
    }
    setAgainRefusal(undefined);
    const outcome = await confirm.run({ token: { id: token.id }, otp: code });
    setRefusal(outcome.kind === "REFUSED" ? outcome.refusal : undefined);
    if (outcome.kind === "REFUSED") setCode("");
    if (outcome.kind === "DONE") onConfirmed();
  };
  const startAgain = async () => {
    const outcome = await again.run({ token: { id: token.id } });
    setRefusal(undefined);
    setAgainRefusal(outcome.kind === "REFUSED" ? outcome.refusal : undefined);
    setCode("");
    if (outcome.kind === "DONE") onEnrolment(outcome.payload.enrolment);
  };
  // That it is over is said below.
  const problem = againRefusal?.message ?? (isOver ? undefined : refusalAbove(refusal, ["otp"]));
  return (
    <>
      <StepForm
        next={isConfirmed ? "Next" : "Complete"}
        isRunning={confirm.isRunning || again.isRunning}
        isDisabled={!isConfirmed && (code === "" || isOver)}
        problem={problem}
        onNext={() => void complete()}
        others={
          <>
            {isConfirmed ? null : (
              <ProgressButton
                variant={isOver ? "primary" : "secondary"}
                isRunning={again.isRunning}
                isDisabled={confirm.isRunning}
                onClick={() => void startAgain()}
              >
                {words.again}
              </ProgressButton>
            )}
            <Button variant="link" onClick={onLater}>
              Confirm later
            </Button>
          </>
        }
      >
        <StepTitle title={words.title} />
        {isConfirmed ? (
          <Alert isInline variant="success" title={`${token.name} is confirmed.`} component="p" />
        ) : isOver ? (
          <Alert
            isInline
            isLiveRegion
            variant="warning"
            title={`${endText(refusal?.code === "WRONG_CODE", left)} Start again.`}
            component="p"
          />
        ) : (
          <>
            {isVisible ? (
              <EnrolmentSecret enrolment={{ ...enrolment, sentTo }} />
            ) : (
              <Alert
                isInline
                variant="warning"
                title="The QR code is shown only once. Start again to see a new one."
                component="p"
              />
            )}
            <CodeField
              id="code"
              label={words.code}
              value={code}
              onChange={setCode}
              problem={refusalAt(refusal, "otp")}
            />
            <p>
              {attemptsLeft === 1 ? "1 attempt left" : `${attemptsLeft} attempts left`}
              {left > 0 ? ` · ${leftText(left)} left` : ""}
            </p>
          </>
        )}
      </StepForm>
      <SecretQuestion isNeeded={isVisible && !isConfirmed && !isOver} />
    </>
  );
}
