import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { lossesText } from "./losses-text.js";
import { personName, type TokenInfo } from "./token-info.js";

/** Says what is lost when a token goes from its user to another one. Nothing for a token without a user. */
export function MoveWarning({ token }: { readonly token: TokenInfo }) {
  const { holder } = token;
  if (holder === null) return null;
  return (
    <Alert isInline variant="warning" component="p" title={`The token is taken from ${personName(holder)}.`}>
      {lossesText(token)}
    </Alert>
  );
}
