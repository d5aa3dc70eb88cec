import { Button, type ButtonProps } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuickAction } from "../data/use-action.js";
import { TokenUnlockDocument } from "../generated/documents.js";
import { useMayUse, useViewer } from "../shell/viewer.js";
import type { TokenInfo } from "./token-info.js";

/** The message after the token was unlocked. */
function getSentence({ name, lock, device }: TokenInfo): string {
  if (lock !== null) return `${name} is unlocked.`;
  return device !== null && device.requestsSuspendedUntil !== null
    ? `The phone of ${name} shows requests again.`
    : `The failures of ${name} are reset.`;
}

/** Ends a token's lock, shows requests on its phone again, and forgets its failures. Nothing for who may not do that. */
export function UnlockButton({
  token,
  label,
  ...button
}: Pick<ButtonProps, "variant" | "isInline" | "size"> & {
  readonly token: TokenInfo;
  readonly label: string;
}) {
  const mayUse = useMayUse();
  const { role } = useViewer();
  const unlocking = useQuickAction(TokenUnlockDocument, getSentence(token));
  // The server lets no other person end such a lock.
  if (!mayUse("tokenUnlock") || (token.lock?.reason === "FAILURE_CEILING" && role !== "ADMIN")) return null;
  return (
    <Button
      {...button}
      isDisabled={unlocking.isRunning}
      onClick={() => void unlocking.run({ token: { id: token.id } })}
    >
      {label}
    </Button>
  );
}
