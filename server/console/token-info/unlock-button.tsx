import { Button, type ButtonProps } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuickAction } from "../data/use-action.js";
import { TokenUnlockDocument } from "../generated/documents.js";
import { useMayUse, useViewer } from "../shell/viewer.js";
import type { TokenInfo } from "./token-info.js";

/** Ends a token's lock, or forgets its failures. Nothing for who may not do that. */
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
  const unlocking = useQuickAction(
    TokenUnlockDocument,
    token.lock === null ? `The failures of ${token.name} are forgotten.` : `${token.name} is unlocked.`,
  );
  // The server lets nobody else end such a lock.
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
