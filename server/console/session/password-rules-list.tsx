import { HelperText, HelperTextItem } from "@patternfly/react-core/dist/esm/components/HelperText";
import { PASSWORD_RULES } from "./password-rules.js";

/** The rules of a new password, and which of them it keeps. */
export function PasswordRules({ password, login }: { readonly password: string; readonly login: string }) {
  return (
    <HelperText component="ul" aria-label="Rules of the password">
      {PASSWORD_RULES.map(({ text, isKept }) => (
        <HelperTextItem
          key={text}
          component="li"
          variant={isKept(password, login) ? "success" : "indeterminate"}
          screenReaderText={isKept(password, login) ? "kept" : "missing"}
        >
          {text}
        </HelperTextItem>
      ))}
    </HelperText>
  );
}
