import { HelperText, HelperTextItem } from "@patternfly/react-core/dist/esm/components/HelperText";
import { missingIn } from "./password-rules.js";

/** Whether a new password is long enough, and what makes a good one. */
export function PasswordStrength({ password }: { readonly password: string }) {
  const missing = missingIn(password);
  return (
    <HelperText isLiveRegion>
      <HelperTextItem variant={missing === undefined ? "success" : "indeterminate"}>
        {missing ?? "Long enough"}
      </HelperTextItem>
      <HelperTextItem>Several words that have nothing to do with each other are a good one.</HelperTextItem>
    </HelperText>
  );
}
