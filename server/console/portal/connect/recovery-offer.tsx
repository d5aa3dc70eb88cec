import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { refusalAbove } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { MyRecoveryCodeCreateDocument } from "../../generated/documents.js";
import { ProgressButton } from "../../parts/progress-button.js";
import { useTexts } from "../language.js";
import { Notice } from "../notice.js";

/** Offers a recovery code right after a token was connected: later, few people think of it. @param onMade called with the code. */
export function RecoveryOffer({
  onMade,
  onSkip,
}: {
  readonly onMade: (code: string) => void;
  readonly onSkip: () => void;
}) {
  const { connect: texts, dialogs } = useTexts();
  const { run, isRunning, refusal } = useAction(MyRecoveryCodeCreateDocument, ({ recoveryCode }) => {
    // The answer to a first request always has it.
    if (recoveryCode === null) onSkip();
    else onMade(recoveryCode);
  });
  const problem = refusalAbove(refusal);
  return (
    <>
      <Title headingLevel="h2" size="md">
        {texts.recoveryTitle}
      </Title>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      <p>{dialogs.recoveryCode.body}</p>
      <p>{texts.recoveryLater}</p>
      <div className="tp-portal-buttons">
        <ProgressButton isBlock isRunning={isRunning} onClick={() => void run({})}>
          {dialogs.recoveryCode.action}
        </ProgressButton>
        <Button variant="link" isBlock isDisabled={isRunning} onClick={onSkip}>
          {texts.back}
        </Button>
      </div>
    </>
  );
}
