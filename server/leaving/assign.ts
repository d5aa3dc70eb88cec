import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { type AssigneeInput, getAssignee, assigningConstraints, giveToken } from "../tokens/assign.js";
import { getHolder } from "../tokens/holder.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import { isNamed, namedUser, type UserRefInput } from "../users/user-ref.js";
import { releaseToken } from "./release.js";

/** The token and its user in `tokenAssign`. */
export interface TokenAssignRequest {
  /** The user whom the token belongs to now. Without it, only a token without a user is given to somebody. */
  readonly from?: UserRefInput | null | undefined;
  readonly to: AssigneeInput;
  readonly token: TokenRefInput;
}

/** Gives a token to an existing user, or to a new one. */
export const tokenAssign = useCase("tokenAssign", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "ALREADY_ASSIGNED", "USER_HAS_TOKEN_AT_RESOURCE", "QUOTA_EXCEEDED"],
  constraints: assigningConstraints,
  run: async (input: TokenAssignRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    const holder = await getHolder(action, token);
    if (input.from != null && (holder === null || !isNamed(holder, input.from))) {
      await namedUser(action.transaction, action.accountId, input.from, ["input", "from"]);
      throw new Refusal("VALIDATION_FAILED", "The token does not belong to the user in `from`.", [
        "input",
        "from",
      ]);
    }
    const user = await getAssignee(action, input.to, ["input", "to"]);
    if (holder?.id === user.id) return done({ tokenId: token.id });
    if (holder !== null && input.from == null) {
      throw new Refusal(
        "ALREADY_ASSIGNED",
        "The token belongs to another user. Name that user in `from` to move it.",
        ["input", "token"],
      );
    }
    const free = holder === null ? token : await releaseToken(action, token, holder);
    await giveToken(action, free, user);
    return done({ tokenId: token.id });
  },
});

/** Which token `tokenUnassign` takes from its user. */
export interface TokenUnassignRequest {
  readonly token: TokenRefInput;
}

/** Takes a token from its user. */
export const tokenUnassign = useCase("tokenUnassign", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: TokenUnassignRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    const holder = await getHolder(action, token);
    if (holder !== null) await releaseToken(action, token, holder);
    return done({ tokenId: token.id });
  },
});
