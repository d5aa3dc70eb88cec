import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { getOpenSession } from "../access/session-credential.js";
import { localId } from "../global-id.js";
import { portalAt, demandAllowed } from "../self-service/portal.js";
import type { ServerServices } from "../services.js";
import { hashSecret } from "../sessions/session-secret.js";
import { challengePortalAgain, challengePortalSignIn } from "../sign-in/sign-in-challenge.js";
import { answerPortalSignIn, enterWithoutCode, provePortalAgain } from "../sign-in/portal-answer.js";
import { acceptPortalInvitation, readPortalInvitation } from "../sign-in/portal-invitation.js";
import { recoverPortalSignIn } from "../sign-in/portal-recovery.js";
import { mailPortalSignIn, proveMailedCode, startPortalSignIn } from "../sign-in/portal-start.js";
import { signOut } from "../sign-in/sign-out.js";
import type { Admission } from "./admission.js";
import { clearSession, getCookie, isInBackground, PORTAL } from "./console-request.js";
import {
  type Asked,
  getBody,
  enterInBrowser,
  type Handler,
  keepInBrowser,
  optional,
  pageDoor,
  type Reply,
  sessionOfRequest,
} from "./page-door.js";

const Start = z.object({ address: z.string(), login: z.string(), password: z.string() });
const Mail = z.object({ address: z.string(), login: z.string(), attempt: optional });
const TypedCode = z.object({ attempt: z.string(), code: z.string() });
const Attempt = z.object({ attempt: z.string() });
const Challenge = z.object({ attempt: z.string(), pin: optional });
const Answer = z.object({ attempt: z.string(), passcode: z.string() });
const AgainChallenge = z.object({ pin: optional, challenge: optional });
const Again = z.object({ passcode: z.string(), challenge: optional });
const Opened = z.object({ token: z.string() });
const Accepted = z.object({ token: z.string(), password: optional, locale: optional });

const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST /portal/sign-in": async (asked) => {
    const { services, visitor } = asked;
    return { attempt: await startPortalSignIn(services, visitor, await getBody(asked, Start)) };
  },
  "POST /portal/sign-in/mail": async (asked) => {
    const { services, visitor } = asked;
    return { ...(await mailPortalSignIn(services, visitor, await getBody(asked, Mail))) };
  },
  "POST /portal/sign-in/mail/answer": async (asked) => {
    const { services, visitor } = asked;
    const { attempt, code } = await getBody(asked, TypedCode);
    await proveMailedCode(services, visitor, { attempt, code: code.trim() });
    return {};
  },
  "POST /portal/sign-in/challenge": async (asked) => {
    const { services, visitor } = asked;
    return { ...(await challengePortalSignIn(services, visitor, await getBody(asked, Challenge))) };
  },
  "POST /portal/sign-in/answer": async (asked) => {
    const { services, visitor } = asked;
    const secret = await answerPortalSignIn(services, visitor, await getBody(asked, Answer));
    await enterInBrowser(asked, PORTAL, secret);
    return { level: 2 };
  },
  "POST /portal/sign-in/recovery": async (asked) => {
    const { services, visitor } = asked;
    const secret = await recoverPortalSignIn(services, visitor, await getBody(asked, TypedCode));
    await enterInBrowser(asked, PORTAL, secret);
    return { level: 1 };
  },
  "POST /portal/sign-in/without-code": async (asked) => {
    const { services, visitor } = asked;
    const { attempt } = await getBody(asked, Attempt);
    await enterInBrowser(asked, PORTAL, await enterWithoutCode(services, visitor, attempt));
    return { level: 1 };
  },
  "POST /portal/sign-in/again/challenge": async (asked) => {
    const session = await sessionOfRequest(asked, PORTAL, [1, 2]);
    const { pin, challenge } = await getBody(asked, AgainChallenge);
    const before = challenge === null ? null : localId("Challenge", challenge);
    return { ...(await challengePortalAgain(asked.services, asked.visitor, session, { pin, before })) };
  },
  "POST /portal/sign-in/again": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, PORTAL, [1, 2]);
    const { passcode, challenge } = await getBody(asked, Again);
    const challengeId = challenge === null ? null : localId("Challenge", challenge);
    const secret = await provePortalAgain(services, session, visitor, { passcode, challengeId });
    keepInBrowser(asked, PORTAL, secret);
    return { level: 2 };
  },
  "DELETE /portal/session": async (asked) => {
    const { services, visitor, response } = asked;
    const session = await sessionOfRequest(asked, PORTAL, [1, 2]);
    await signOut(services, session, visitor);
    const { portalAddress: address } = session;
    if (address !== null) clearSession(response, { kind: "PORTAL", address });
    return null;
  },
  "POST /portal/invitation": async (asked) => {
    const { services, visitor } = asked;
    const { token } = await getBody(asked, Opened);
    const { open, portal, user, asksFor } = await readPortalInvitation(services, visitor, token);
    const { address } = portal.policy;
    return {
      account: open.account,
      resource: portal.resource.name,
      address,
      login: user.login,
      locale: open.locale,
      password: asksFor,
    };
  },
  "POST /portal/invitation/accept": async (asked) => {
    const { services, visitor } = asked;
    const next = await acceptPortalInvitation(services, visitor, await getBody(asked, Accepted));
    if ("attempt" in next) return { attempt: next.attempt };
    await enterInBrowser(asked, PORTAL, next.session);
    return { level: 1 };
  },
};

/** The state that the pages of a portal must know before anybody types. @throws Refusal NOT_FOUND, RequestError FORBIDDEN */
async function getState({ services, request, visitor }: Asked): Promise<Reply> {
  const address = new URL(request.url ?? "", services.console.url).searchParams.get("address") ?? "";
  const portal = await portalAt(services, address);
  demandAllowed(portal, visitor);
  const place = { kind: "PORTAL", address: portal.policy.address } as const;
  const cookie = getCookie(request, place);
  const session =
    cookie === null
      ? null
      : await getOpenSession(services, hashSecret(cookie), place, isInBackground(request));
  const level = session === null || session === "ACCOUNT_DISABLED" ? 0 : session.level;
  return {
    account: portal.account,
    resource: portal.resource.name,
    signIn: portal.policy.signIn,
    pinBeforeSending: portal.pinBeforeSending,
    webPushKey: services.config.publicUrl === undefined ? null : services.webPush.key.publicKey,
    recoveryCode: portal.policy.actions.includes("RECOVERY_CODE"),
    level,
  };
}

const STATE_PATH = "/portal/state";

/** The paths that the door answers. */
export const PORTAL_PATHS = [
  ...new Set([STATE_PATH, ...Object.keys(HANDLERS).map((name) => name.split(" ")[1] ?? "")]),
];

/** The door at which users sign in to the portal of a resource, and out. Only the portal's own pages may use it. */
export function portalDoor(
  services: ServerServices,
  admission: Admission,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const door = { front: PORTAL, handlers: HANDLERS, statePath: STATE_PATH, state: getState };
  return pageDoor(door, services, admission);
}
