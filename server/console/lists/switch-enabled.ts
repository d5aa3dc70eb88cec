import type { Outcome } from "../data/use-mutation-of.js";
import type { Toasts } from "../parts/toasts.js";

/**
 * Activates or deactivates something, and says what came of it. Deactivating can be undone for some seconds.
 * @param set does it. @param said what is said when it is active or inactive.
 */
export async function switchEnabled(
  toasts: Toasts,
  isEnabled: boolean,
  set: (isEnabled: boolean) => Promise<Outcome<Record<string, object>>>,
  said: { readonly active: string; readonly inactive: string },
): Promise<void> {
  const outcome = await set(isEnabled);
  if (outcome.kind === "REFUSED") toasts.say({ title: outcome.refusal.message, variant: "danger" });
  if (outcome.kind !== "DONE") return;
  toasts.say(
    isEnabled
      ? { title: said.active, variant: "success" }
      : {
          title: said.inactive,
          variant: "success",
          action: { label: "Undo", run: () => void switchEnabled(toasts, true, set, said) },
        },
  );
}
