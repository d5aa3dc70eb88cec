import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { CodeField } from "../fields/code-field.js";
import { TokenSynchronizeDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { ChallengePart } from "./challenge-part.js";
import { getCodeSource, hasClock, type TokenDialogProps } from "./token-info.js";
import { useChallenge } from "./use-challenge.js";

/** How far a device was off, in words. */
function shiftText(shift: number, isTimed: boolean): string {
  if (shift === 0) return "it was right";
  const count = Math.abs(shift);
  const unit = isTimed ? (count === 1 ? "time step" : "time steps") : count === 1 ? "count" : "counts";
  return `it was ${count} ${unit} ${shift > 0 ? "ahead" : "behind"}`;
}

function useSynchronization({ token, onClose }: TokenDialogProps) {
  const toasts = useToasts();
  return useAction(TokenSynchronizeDocument, ({ shift }) => {
    toasts.say({
      title: `${token.name} is synchronized: ${shiftText(shift, hasClock(token))}.`,
      variant: "success",
    });
    onClose();
  });
}

/** Finds a device's clock or counter: by two codes, or by the answer to a question. */
export function SynchronizeDialog(props: TokenDialogProps) {
  return getCodeSource(props.token) === "QUESTION" ? (
    <ByAnswerDialog {...props} />
  ) : (
    <ByCodesDialog {...props} />
  );
}

function ByCodesDialog({ token, onClose }: TokenDialogProps) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const synchronization = useSynchronization({ token, onClose });
  return (
    <FormDialog
      title={`Synchronize ${token.name}`}
      action="Synchronize"
      isRunning={synchronization.isRunning}
      isDisabled={first === "" || second === ""}
      problem={refusalAbove(synchronization.refusal)}
      onSubmit={() => void synchronization.run({ token: { id: token.id }, otps: [first, second] })}
      onClose={onClose}
    >
      <Content component="p">
        Type two codes that the device showed one after the other
        {token.pin === null ? "" : ", without the PIN"}. Both are used up.
      </Content>
      <CodeField id="first-code" label="First code" value={first} onChange={setFirst} />
      <CodeField id="second-code" label="Next code" value={second} onChange={setSecond} />
    </FormDialog>
  );
}

function ByAnswerDialog({ token, onClose }: TokenDialogProps) {
  const [answer, setAnswer] = useState("");
  const getChallenge = useChallenge(token.id, "SYNCHRONIZE");
  const { challenge } = getChallenge;
  const synchronization = useSynchronization({ token, onClose });
  return (
    <FormDialog
      title={`Synchronize ${token.name}`}
      action="Synchronize"
      isRunning={synchronization.isRunning}
      isDisabled={answer === "" || challenge === undefined}
      problem={refusalAbove(synchronization.refusal ?? getChallenge.refusal, ["answer"])}
      onSubmit={() => {
        if (challenge !== undefined)
          void synchronization.run({ token: { id: token.id }, challenge: challenge.id, answer });
      }}
      onClose={onClose}
    >
      <ChallengePart source="QUESTION" getChallenge={getChallenge} />
      <CodeField
        id="answer"
        label="Answer of the device"
        value={answer}
        onChange={setAnswer}
        problem={refusalAt(synchronization.refusal, "answer")}
      />
    </FormDialog>
  );
}
