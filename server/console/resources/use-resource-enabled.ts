import { useMutationOf } from "../data/use-mutation-of.js";
import { ResourceUpdateDocument } from "../generated/documents.js";
import { switchEnabled } from "../lists/switch-enabled.js";
import { useToasts } from "../parts/toasts.js";

/** Lets people sign in at a resource, or stops them, and says what came of it. */
export function useResourceEnabled(): (
  resource: { readonly id: string; readonly name: string },
  isEnabled: boolean,
) => Promise<void> {
  const toasts = useToasts();
  const update = useMutationOf(ResourceUpdateDocument);
  return (resource, isEnabled) =>
    switchEnabled(toasts, isEnabled, (enabled) => update.run({ resource: { id: resource.id }, enabled }), {
      active: `People may sign in at ${resource.name}.`,
      inactive: `Nobody may sign in at ${resource.name}.`,
    });
}
