import { bulkUseCase } from "../actions/bulk-use-case.js";
import { tokenDisable, tokenEnable } from "./token-settings.js";
import { hold } from "./token-ref.js";

/** Enables many tokens again. */
export const tokensEnable = bulkUseCase("tokensEnable", tokenEnable, {
  hold,
});

/** Disables many tokens: no user can authenticate with them until they are enabled again. */
export const tokensDisable = bulkUseCase("tokensDisable", tokenDisable, {
  hold,
});
