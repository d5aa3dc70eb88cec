import { useCallback } from "react";
import { useMutationOf } from "../data/use-mutation-of.js";
import { TokenDisableDocument, TokenEnableDocument } from "../generated/documents.js";
import { useToasts } from "../shell/toasts.js";

/** Activates or deactivates a token. Deactivating can be undone for some seconds. */
export function useActive({ id, name }: { readonly id: string; readonly name: string }) {
  const enable = useMutationOf(TokenEnableDocument);
  const disable = useMutationOf(TokenDisableDocument);
  const toasts = useToasts();
  return useCallback(
    async function setActive(isActive: boolean): Promise<void> {
      const { run } = isActive ? enable : disable;
      const outcome = await run({ token: { id } });
      if (outcome.kind === "REFUSED") toasts.say({ title: outcome.refusal.message, variant: "danger" });
      if (outcome.kind !== "DONE") return;
      toasts.say(
        isActive
          ? { title: `${name} is active.`, variant: "success" }
          : {
              title: `${name} is inactive. Nobody can sign in with it.`,
              variant: "success",
              action: { label: "Undo", run: () => void setActive(true) },
            },
      );
    },
    [disable, enable, id, name, toasts],
  );
}
