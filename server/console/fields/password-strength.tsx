import { HelperText, HelperTextItem } from "@patternfly/react-core/dist/esm/components/HelperText";
import { useWords } from "../words/shared-words.js";
import { missingIn } from "./password-rules.js";

/** Whether a new password is long enough, and what makes a good one. */
export function PasswordStrength({
  password,
  isRefused,
}: {
  readonly password: string;
  /** The server refused it: that it is long enough makes it no good one. */
  readonly isRefused: boolean;
}) {
  const { password: says, statuses } = useWords();
  const missing = missingIn(password);
  return (
    <HelperText isLiveRegion>
      {isRefused && missing === undefined ? null : (
        <HelperTextItem
          {...(missing === undefined
            ? { variant: "success", screenReaderText: statuses.success }
            : { variant: "indeterminate", screenReaderText: "" })}
        >
          {missing ?? says.longEnough}
        </HelperTextItem>
      )}
      <HelperTextItem>{says.good}</HelperTextItem>
    </HelperText>
  );
}
