import { Button, type ButtonProps } from "@patternfly/react-core/dist/esm/components/Button";
import { useWords } from "../words/shared-words.js";

/** A button that shows that what it began still runs, and cannot be pressed meanwhile. */
export interface ProgressButtonProps extends Omit<
  ButtonProps,
  "ref" | "isLoading" | "spinnerAriaLabel" | "spinnerAriaLabelledBy" | "spinnerAriaValueText"
> {
  readonly isRunning: boolean;
}

/** Says that it runs in the language of the page: PatternFly says it in English. */
export function ProgressButton({ isRunning, isDisabled = false, ...rest }: ProgressButtonProps) {
  const { running } = useWords();
  return (
    <Button
      {...rest}
      isLoading={isRunning}
      isDisabled={isRunning || isDisabled}
      spinnerAriaLabel={running}
      spinnerAriaValueText={running}
    />
  );
}
