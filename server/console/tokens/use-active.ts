import { useCallback } from "react";
import { useMutationOf } from "../data/use-mutation-of.js";
import { TokenDisableDocument, TokenEnableDocument } from "../generated/documents.js";
import { switchEnabled } from "../lists/switch-enabled.js";
import { useToasts } from "../parts/toasts.js";

/** Activates or deactivates a token. Deactivating can be undone for some seconds. */
export function useActive({ id, name }: { readonly id: string; readonly name: string }) {
  const enable = useMutationOf(TokenEnableDocument);
  const disable = useMutationOf(TokenDisableDocument);
  const toasts = useToasts();
  return useCallback(
    (isActive: boolean) =>
      switchEnabled(toasts, isActive, (isOn) => (isOn ? enable : disable).run({ token: { id } }), {
        active: `${name} is active.`,
        inactive: `${name} is inactive. Nobody can sign in with it.`,
      }),
    [disable, enable, id, name, toasts],
  );
}
