import { useMutationOf } from "../data/use-mutation-of.js";
import { UserEnabledDocument } from "../generated/documents.js";
import { switchEnabled } from "../lists/switch-enabled.js";
import { useToasts } from "../parts/toasts.js";

/** Lets a user sign in, or nowhere, and says what came of it. */
export function useUserEnabled(): (
  user: { readonly id: string; readonly login: string },
  isEnabled: boolean,
) => Promise<void> {
  const toasts = useToasts();
  const update = useMutationOf(UserEnabledDocument);
  return ({ id, login }, isEnabled) =>
    switchEnabled(toasts, isEnabled, (enabled) => update.run({ user: { id }, enabled }), {
      active: `${login} may sign in.`,
      inactive: `${login} may no longer sign in anywhere.`,
    });
}
