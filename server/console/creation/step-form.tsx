import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import type { ReactNode } from "react";
import { ProgressButton } from "../parts/progress-button.js";

/** A step of the wizard with its buttons. @param problem what is wrong and is about no field. */
export function StepForm({
  next,
  isRunning = false,
  isDisabled = false,
  problem,
  onNext,
  onBack,
  others,
  children,
}: {
  readonly next: string;
  readonly isRunning?: boolean;
  readonly isDisabled?: boolean;
  readonly problem?: string | undefined;
  readonly onNext: () => void;
  readonly onBack?: (() => void) | undefined;
  /** More buttons. */
  readonly others?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Form
      noValidate
      className="tp-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning && !isDisabled) onNext();
      }}
    >
      {problem === undefined ? null : (
        <Alert isInline isLiveRegion variant="danger" title={problem} component="p" />
      )}
      {children}
      <ActionGroup>
        <ProgressButton type="submit" isRunning={isRunning} isDisabled={isDisabled}>
          {next}
        </ProgressButton>
        {onBack === undefined ? null : (
          <Button variant="secondary" isDisabled={isRunning} onClick={onBack}>
            Back
          </Button>
        )}
        {others}
      </ActionGroup>
    </Form>
  );
}
