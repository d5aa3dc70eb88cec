import { ProgressStep, ProgressStepper } from "@patternfly/react-core/dist/esm/components/ProgressStepper";

export type StepName = "TYPE" | "MODEL" | "DETAILS" | "PIN" | "CONFIRM" | "ASSIGN";

/** Where in the wizard a person is. */
export function StepList({
  steps,
  current,
}: {
  readonly steps: readonly { readonly name: StepName; readonly label: string }[];
  readonly current: StepName;
}) {
  const at = steps.findIndex(({ name }) => name === current);
  return (
    <>
      <p className="tp-steps-short">
        Step {at + 1} of {steps.length}
      </p>
      <ProgressStepper aria-label="Steps" className="tp-steps">
        {steps.map(({ name, label }, index) => (
          <ProgressStep
            key={name}
            id={`step-${name}`}
            titleId={`step-${name}-title`}
            variant={index < at ? "success" : index === at ? "info" : "pending"}
            isCurrent={index === at}
            aria-label={`${label}, ${index < at ? "done" : index === at ? "current" : "to come"}`}
          >
            {label}
          </ProgressStep>
        ))}
      </ProgressStepper>
    </>
  );
}
