import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, unlessRefused, useCase } from "../actions/use-case.js";
import { globalId } from "../global-id.js";
import { assignmentCreate, assignmentDelete } from "../assignments/assignment-mutations.js";
import { type InvitationDelivery, voidInvitations } from "../invitations/invitation-store.js";
import { dropPassword } from "../passwords/password-store.js";
import { endSessions } from "../sessions/end.js";
import { type AssigneeInput, getAssignee } from "../tokens/assign.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import { loginTaken } from "../users/create-user.js";
import type { UserRow } from "../users/user-store.js";
import { lockUser, type UserRefInput } from "../users/user-ref.js";
import { ensureConsole } from "./console.js";
import { getConsoleToken, demandEnabled, invited, getMissing } from "./invite.js";
import { makeAdministrator } from "./make.js";
import { type AdministratorRow, findAdministrator, type PersonRole } from "./administrator-store.js";

const lastAdminStays = () =>
  new Refusal(
    "STILL_IN_USE",
    "This is the last ADMIN who can sign in. First, another ADMIN must set a password and connect a token.",
    ["input", "user"],
  );

const tokenThereAlready = () =>
  new Refusal(
    "ALREADY_EXISTS",
    "The user has a token at the console already. Leave token out, or unlink that token first.",
    ["input", "token"],
  );

/** The administrator that an input names, held. @param otherwise what a user without a role is refused with. @throws Refusal NOT_FOUND */
async function heldAdministrator(
  action: Action,
  ref: UserRefInput,
  otherwise = "This user has no role.",
): Promise<{ readonly user: UserRow; readonly administrator: AdministratorRow }> {
  const user = await lockUser(action, ref, ["input", "user"]);
  const administrator = await findAdministrator(action.transaction, action.accountId, user.id);
  if (administrator === null) {
    throw new Refusal("NOT_FOUND", otherwise, ["input", "user"]);
  }
  return { user, administrator };
}

/** The administrator that `administratorCreate` creates. */
export interface AdministratorCreateRequest {
  /** How the link reaches the person; as a link in the answer by default. */
  readonly by?: InvitationDelivery | null | undefined;
  readonly role: PersonRole;
  /** The user who gets the role: an existing one, or one to create. */
  readonly to: AssigneeInput;
  /** A token of the user that signs in to the console, too. Without it, the invitation enrols an authenticator app. */
  readonly token?: TokenRefInput | null | undefined;
}

/** Gives a user a role, and makes the link by which the person joins. */
export const administratorCreate = useCase("administratorCreate", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "QUOTA_EXCEEDED", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  // Sessions in portals end.
  endsKeys: true,
  constraints: {
    users_account_id_login_lower_key: () => loginTaken(["input", "to", "newUser", "login"]),
    assignments_account_id_resource_id_token_id_key: tokenThereAlready,
    assignments_account_id_resource_id_user_id_key: tokenThereAlready,
  },
  run: async (input: AdministratorCreateRequest, action: Action) => {
    const user = await getAssignee(action, input.to, ["input", "to"]);
    demandEnabled(user, ["input", "to"]);
    await makeAdministrator(action, user, input.role);
    if (input.token != null) await linkToken(action, user, input.token);
    return invited(action, user, "JOIN", input.by, { userId: user.id });
  },
});

/** Links a token of a new administrator to the console. @throws Refusal */
async function linkToken(action: Action, user: UserRow, ref: TokenRefInput): Promise<void> {
  const token = await heldToken(action, ref);
  if (token.userId !== user.id) {
    throw new Refusal("VALIDATION_FAILED", "The token does not belong to this user.", ["input", "token"]);
  }
  if (token.status !== "ACTIVE") {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The token's enrolment is not confirmed. Confirm it first, or leave it out.",
      ["input", "token"],
    );
  }
  const console = await ensureConsole(action);
  const at = { resource: { id: globalId("Resource", console.id) } };
  unlessRefused(await assignmentCreate.run({ token: ref, to: at }, action));
}

/** The role that `administratorUpdate` gives. */
export interface AdministratorUpdateRequest {
  readonly role: PersonRole;
  readonly user: UserRefInput;
}

/** Gives an administrator another role. The person's sessions end. */
export const administratorUpdate = useCase("administratorUpdate", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: { administrators_last_admin_stays: lastAdminStays },
  endsKeys: true,
  isUrgent: true,
  run: async (input: AdministratorUpdateRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const { user, administrator } = await heldAdministrator(action, input.user);
    if (administrator.role === input.role) return done({ userId: user.id });
    await transaction.administrator.update({
      where: { accountId_userId: { accountId, userId: user.id } },
      data: { role: input.role, updatedAt: new Date(now) },
    });
    action.record({
      type: "ADMINISTRATOR_UPDATED",
      user,
      changes: [{ field: "role", from: administrator.role, to: input.role }],
      params: { role: input.role, before: administrator.role },
    });
    await endSessions(action, user, "ROLE_CHANGED");
    return done({ userId: user.id });
  },
});

/** Whose role `administratorDelete` takes. */
export interface AdministratorDeleteRequest {
  readonly user: UserRefInput;
}

/** Takes a user's role: sessions end, links are void, the password is removed, and the token is unlinked from the console. The user stays. */
export const administratorDelete = useCase("administratorDelete", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  isUrgent: true,
  constraints: { administrators_last_admin_stays: lastAdminStays },
  endsKeys: true,
  run: async (input: AdministratorDeleteRequest, action: Action) => {
    const { transaction, accountId } = action;
    const { user, administrator } = await heldAdministrator(action, input.user);
    const token = await getConsoleToken(action, user.id);
    // The role first: without the token, this would be a person who cannot sign in.
    await transaction.administrator.delete({ where: { accountId_userId: { accountId, userId: user.id } } });
    await endSessions(action, user, "ROLE_REMOVED");
    if (token !== null) await unlinkFromConsole(action, token.id);
    await dropPassword(transaction, accountId, user.id);
    await voidInvitations(action, user, "ROLE_REMOVED");
    action.record({
      type: "ADMINISTRATOR_DELETED",
      user,
      changes: [{ field: "role", from: administrator.role, to: null }],
      params: { role: administrator.role },
    });
    return done({ userId: user.id });
  },
});

/** Unlinks a person's token from the console. */
export async function unlinkFromConsole(action: Action, tokenId: string): Promise<void> {
  const console = await ensureConsole(action);
  const link = {
    token: { id: globalId("Token", tokenId) },
    resource: { id: globalId("Resource", console.id) },
  };
  unlessRefused(await assignmentDelete.run({ assignment: { link } }, action));
}

/**
 * Makes a link for an administrator: to set a first password, or to enrol a token when there is none.
 * @param by how it reaches the person; as a link by default. @throws Refusal
 */
export async function inviteAdministrator(
  action: Action,
  ref: UserRefInput,
  by: InvitationDelivery | null | undefined,
) {
  const { user } = await heldAdministrator(action, ref);
  demandEnabled(user, ["input", "user"]);
  return invited(action, user, await getMissing(action, user), by, {});
}

/** Removes a person's password if there is one, and ends the sessions. @param because what the link does that takes its place. */
export async function removePassword(
  action: Action,
  user: UserRow,
  because: "LINK_SETS_ANOTHER" | "LINK_CONNECTS_TOKEN" = "LINK_SETS_ANOTHER",
): Promise<void> {
  if (await dropPassword(action.transaction, action.accountId, user.id)) {
    action.record({ type: "PASSWORD_RESET", user, params: { because } });
  }
  // A link that asked for the password would let somebody choose another one, without any other proof.
  await voidInvitations(action, user, "PASSWORD_RESET");
  await endSessions(action, user, "PASSWORD_RESET");
}

/**
 * Removes an administrator's password, ends the sessions, and makes the link that sets another one.
 * @param by how it reaches the person; as a link by default. @throws Refusal
 */
export async function resetAdministrator(
  action: Action,
  ref: UserRefInput,
  by: InvitationDelivery | null | undefined,
) {
  const { user } = await heldAdministrator(
    action,
    ref,
    "This user has no role. Name the resource in whose portal the user signs in.",
  );
  demandEnabled(user, ["input", "user"]);
  await removePassword(action, user);
  return invited(action, user, "PASSWORD", by, {});
}
