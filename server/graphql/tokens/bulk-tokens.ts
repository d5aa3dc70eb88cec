import { tokensAssign, tokensDelete, tokensUnassign } from "../../leaving/bulk-leaving.js";
import { tokensDisable, tokensEnable } from "../../tokens/bulk-tokens.js";
import { bulkMutation } from "../bulk-mutation.js";
import { tokenAssignMutation, tokenUnassignMutation } from "./assign.js";
import { tokenDeleteMutation, tokenDisableMutation, tokenEnableMutation } from "./token-settings.js";

bulkMutation(tokensEnable, tokenEnableMutation, {
  description: "Enables many tokens again.",
});

bulkMutation(tokensDisable, tokenDisableMutation, {
  description: "Disables many tokens: nobody can authenticate with them until they are enabled again.",
});

bulkMutation(tokensDelete, tokenDeleteMutation, {
  description: "Deletes many tokens permanently, with their links. This cannot be undone; their events stay.",
});

bulkMutation(tokensAssign, tokenAssignMutation, {
  description: "Gives many tokens to existing or new users, as `tokenAssign` does.",
});

bulkMutation(tokensUnassign, tokenUnassignMutation, {
  description: "Takes many tokens from their users, as `tokenUnassign` does.",
});
