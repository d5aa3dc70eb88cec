import { LONGEST_TYPED_PASSWORD } from "@tokenplane/rules/password";
import { Refusal } from "@tokenplane/rules/refusal";
import { act } from "../actions/action.js";
import { type Caller, systemCaller } from "../actions/actor.js";
import type { ActingServices, Services } from "../actions/services.js";
import { checkPassword, countWrong } from "../passwords/check.js";
import type { Visitor } from "../sessions/begin.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";
import { loginKey } from "../users/user-store.js";
import { accountAt } from "./sign-in-account.js";

/** How long a sign-in may take after the password, in milliseconds. */
export const SIGN_IN_TTL_MS = 5 * 60 * 1_000;

/** Characters of a login that are looked at. */
const LONGEST_LOGIN = 254;

/** Refuses what is too long to be looked at. @throws Refusal VALIDATION_FAILED */
export function checkTyped({ login, password }: { readonly login: string; readonly password: string }): void {
  if (login.length <= LONGEST_LOGIN && password.length <= LONGEST_TYPED_PASSWORD) return;
  throw new Refusal("VALIDATION_FAILED", "This login or password is too long.", ["login"]);
}

/** The form that a person filled in on the sign-in page. */
export interface SignInStart {
  readonly address: string | null;
  readonly login: string;
  readonly password: string;
}

/** The actor in the events of a sign-in: it is not known yet who it is. The person's address is in the events as the client's. */
export function consoleCaller(services: Pick<Services, "clock">, accountId: string): Caller {
  return systemCaller(accountId, "console", services.clock());
}

/** The same in a portal. */
export function portalCaller(services: Pick<Services, "clock">, accountId: string): Caller {
  return systemCaller(accountId, "portal", services.clock());
}

/** Where a password is typed. */
interface PasswordPage {
  readonly caller: Caller;
  readonly accountId: string;
  /** The portal's resource; null for the console. */
  readonly resourceId: string | null;
}

/**
 * Checks a password, and keeps the sign-in that continues with a code. The work and the answer are the same for a right
 * password, a wrong one, and a login that no user has.
 * @returns the attempt that the page sends together with the code. @throws RequestError RATE_LIMITED
 */
export async function keepSignIn(
  services: ActingServices & Pick<Services, "bounds" | "passwords">,
  { network }: Visitor,
  { caller, accountId, resourceId }: PasswordPage,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<string> {
  const { isRight, stored } = await checkPassword(services, { accountId, login, password, network });
  const secret = newSecret();
  const now = services.clock();
  await act(services, caller, now, async (action) => {
    await countWrong(action, { isRight, stored });
    await action.transaction.signIn.create({
      data: {
        hash: hashSecret(secret),
        accountId,
        resourceId,
        login,
        loginLower: loginKey(login),
        userId: isRight ? (stored?.userId ?? null) : null,
        passwordVersion: isRight ? (stored?.version ?? null) : null,
        expiresAt: new Date(now + SIGN_IN_TTL_MS),
      },
    });
  });
  return secret;
}

/**
 * Begins a sign-in to the console.
 * @returns what the page sends together with the code.
 * @throws Refusal when there is no such account. @throws RequestError RATE_LIMITED
 */
export async function startSignIn(
  services: ActingServices & Pick<Services, "bounds" | "passwords">,
  visitor: Visitor,
  typed: SignInStart,
): Promise<string> {
  checkTyped(typed);
  const { accountId } = await accountAt(services, typed.address);
  const page = { caller: consoleCaller(services, accountId), accountId, resourceId: null };
  return keepSignIn(services, visitor, page, typed);
}
