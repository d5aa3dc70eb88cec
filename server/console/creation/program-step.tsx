import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import type { ShownEnrolmentFragment } from "../generated/documents.js";
import { EnrolmentSecret, isShown } from "../token-info/enrolment-secret.js";
import { SecretQuestion } from "./secret-question.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";

/** The fifth step of devices that are programmed with a secret of the server. */
export function ProgramStep({
  enrolment,
  onNext,
}: {
  readonly enrolment: ShownEnrolmentFragment;
  readonly onNext: () => void;
}) {
  const isVisible = isShown(enrolment);
  return (
    <>
      <StepForm next="The device is programmed" onNext={onNext}>
        <StepTitle title="Program the device" />
        {isVisible ? (
          <EnrolmentSecret enrolment={enrolment} isDevice />
        ) : (
          <Alert
            isInline
            variant="warning"
            title="The key is shown only once. Reissue the token to get a new one."
            component="p"
          />
        )}
      </StepForm>
      <SecretQuestion isNeeded={isVisible} />
    </>
  );
}
