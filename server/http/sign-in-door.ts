import type { IncomingMessage, ServerResponse } from "node:http";
import qrcode from "qrcode";
import { z } from "zod";
import { getOpenSession } from "../access/session-credential.js";
import { localId } from "../global-id.js";
import type { ServerServices } from "../services.js";
import { hashSecret } from "../sessions/session-secret.js";
import { signInPage } from "../sign-in/sign-in-account.js";
import { proveAgain } from "../sign-in/again.js";
import { answerSignIn } from "../sign-in/answer-challenge.js";
import { raiseAlarm, readAlarm } from "../sign-in/alarm.js";
import { challengeAgain, challengeSignIn } from "../sign-in/sign-in-challenge.js";
import { beginOwnEnrolment, confirmOwnEnrolment } from "../sign-in/sign-in-enrolment.js";
import { acceptInvitation, readInvitation } from "../sign-in/invitation.js";
import { signOut } from "../sign-in/sign-out.js";
import { startSignIn } from "../sign-in/start-sign-in.js";
import { toBase32 } from "../tokens/token-secret.js";
import type { Admission } from "./admission.js";
import { clearSession, CONSOLE, getCookie, isInBackground } from "./console-request.js";
import {
  type Asked,
  getBody,
  enterInBrowser,
  type Handler,
  keepInBrowser,
  NotDone,
  optional,
  pageDoor,
  type Reply,
  sessionOfRequest,
} from "./page-door.js";

/** As much correction as a phone camera likes, and the quiet zone of the standard. */
const QR_OPTIONS = { errorCorrectionLevel: "M", margin: 4, scale: 6 } as const;

const Start = z.object({ address: optional, login: z.string(), password: z.string() });
const Attempt = z.object({ attempt: z.string() });
const Answer = z.object({ attempt: z.string(), passcode: z.string() });
const Again = z.object({ password: z.string(), passcode: z.string(), challenge: optional });
const AgainChallenge = z.object({ challenge: optional });
const Opened = z.object({ token: z.string() });
const Accepted = z.object({
  token: z.string(),
  password: z.string(),
  login: optional,
  email: optional,
  firstName: optional,
  lastName: optional,
});
const Code = z.object({ code: z.string() });

const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST /sign-in": async (asked) => {
    const { services, visitor } = asked;
    return { attempt: await startSignIn(services, visitor, await getBody(asked, Start)) };
  },
  "POST /sign-in/challenge": async (asked) => {
    const { services, visitor } = asked;
    const { attempt } = await getBody(asked, Attempt);
    return { ...(await challengeSignIn(services, visitor, attempt)) };
  },
  "POST /sign-in/answer": async (asked) => {
    const { services, visitor } = asked;
    const secret = await answerSignIn(services, visitor, await getBody(asked, Answer));
    await enterInBrowser(asked, CONSOLE, secret);
    return { level: 2 };
  },
  "POST /sign-in/again/challenge": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, CONSOLE, [2]);
    const { challenge } = await getBody(asked, AgainChallenge);
    const before = challenge === null ? null : localId("Challenge", challenge);
    return { ...(await challengeAgain(services, visitor, session, before)) };
  },
  "POST /sign-in/again": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, CONSOLE, [2]);
    const { password, passcode, challenge } = await getBody(asked, Again);
    const challengeId = challenge === null ? null : localId("Challenge", challenge);
    const secret = await proveAgain(services, session, visitor, { password, passcode, challengeId });
    keepInBrowser(asked, CONSOLE, secret);
    return { level: 2 };
  },
  "DELETE /session": async (asked) => {
    const { services, visitor, response } = asked;
    await signOut(services, await sessionOfRequest(asked, CONSOLE, [1, 2]), visitor);
    clearSession(response, { kind: "CONSOLE" });
    return null;
  },
  "POST /invitation": async (asked) => {
    const { token } = await getBody(asked, Opened);
    const { purpose, account, login } = await readInvitation(asked.services, token);
    return { purpose, account, login };
  },
  "POST /invitation/accept": async (asked) => {
    const { services, visitor } = asked;
    const step = await acceptInvitation(services, visitor, await getBody(asked, Accepted));
    if (step.next === "ENROL") await enterInBrowser(asked, CONSOLE, step.session);
    return { next: step.next };
  },
  "POST /enrolment": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, CONSOLE, [1]);
    const { secretHex, ...made } = await beginOwnEnrolment(services, session, visitor);
    const secretBase32 = toBase32(Buffer.from(secretHex, "hex"));
    return { ...made, secretBase32, qrPngDataUri: await qrcode.toDataURL(made.otpauthUri, QR_OPTIONS) };
  },
  "POST /enrolment/confirm": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, CONSOLE, [1]);
    const { code } = await getBody(asked, Code);
    const outcome = await confirmOwnEnrolment(services, session, code.trim(), visitor);
    if (typeof outcome !== "string") {
      const { refusal, attemptsLeft } = outcome;
      throw new NotDone(attemptsLeft > 0 ? refusal.code : "ENROLMENT_ENDED", refusal.message, {
        attemptsLeft,
      });
    }
    keepInBrowser(asked, CONSOLE, outcome);
    return { level: 2 };
  },
  "POST /alarm/read": async (asked) => {
    const { token } = await getBody(asked, Opened);
    return { ...(await readAlarm(asked.services, token)) };
  },
  "POST /alarm/raise": async (asked) => {
    const { services, visitor } = asked;
    const { token } = await getBody(asked, Opened);
    return { ...(await raiseAlarm(services, visitor, token)) };
  },
};

/** The state that the pages must know before anybody types. */
async function getState(asked: Asked): Promise<Reply> {
  const { services, request } = asked;
  const page = await signInPage(services);
  const place = { kind: "CONSOLE" } as const;
  const cookie = getCookie(request, place);
  const session =
    cookie === null
      ? null
      : await getOpenSession(services, hashSecret(cookie), place, isInBackground(request));
  const level = session === null || session === "ACCOUNT_DISABLED" ? 0 : session.level;
  return { ...page, level, signedIn: level === 2 };
}

const STATE_PATH = "/sign-in/state";

/** The paths that the door answers. */
export const SIGN_IN_PATHS = [
  ...new Set([STATE_PATH, ...Object.keys(HANDLERS).map((name) => name.split(" ")[1] ?? "")]),
];

/** Whether a request is for the door: pages have some of its addresses, too. */
export function isForDoor({ method, url }: IncomingMessage): boolean {
  return (method !== "GET" && method !== "HEAD") || (url ?? "").startsWith(STATE_PATH);
}

/** The door at which people sign in to the console, and out. Only the console's own pages may use it. */
export function signInDoor(
  services: ServerServices,
  admission: Admission,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const door = { front: CONSOLE, handlers: HANDLERS, statePath: STATE_PATH, state: getState };
  return pageDoor(door, services, admission);
}
