import { ERROR_CODES, Refusal } from "@tokenplane/rules/refusal";
import type { IncomingMessage, ServerResponse } from "node:http";
import qrcode from "qrcode";
import { z } from "zod";
import { openSessionOf } from "../access/session-credential.js";
import { isUnreachable } from "../database/unreachable.js";
import { localId } from "../global-id.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import { RequestError } from "../request-error.js";
import type { ServerServices } from "../services.js";
import type { Visitor } from "../sessions/begin.js";
import { hashSecret } from "../sessions/secret.js";
import { signInPage } from "../sign-in/account.js";
import { proveAgain } from "../sign-in/again.js";
import { answerSignIn } from "../sign-in/answer.js";
import { raiseAlarm, readAlarm } from "../sign-in/alarm.js";
import { challengeAgain, challengeSignIn } from "../sign-in/challenge.js";
import { beginOwnEnrolment, confirmOwnEnrolment } from "../sign-in/enrolment.js";
import { acceptInvitation, readInvitation } from "../sign-in/invitation.js";
import type { OwnSession } from "../sign-in/person.js";
import { signOut } from "../sign-in/sign-out.js";
import { startSignIn } from "../sign-in/start.js";
import { toBase32 } from "../tokens/secret.js";
import type { Admission } from "./admission.js";
import { clearSession, cookieOf, FOREIGN, isFromConsole, sessionOf, setSession } from "./console-request.js";
import { pathOf, readText, saysAtMost } from "./node-request.js";
import type { Limited } from "./rate-limits.js";

/** Bytes of a request: names and a password. */
const LARGEST = 10_000;

/** As much correction as a phone camera likes, and the quiet zone of the standard. */
const QR_OPTIONS = { errorCorrectionLevel: "M", margin: 4, scale: 6 } as const;

const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SIGN_IN_REFUSED: 401,
  ATTEMPT_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_ENTITY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
};

/** Why a request is not done, in a way that only this door knows. */
class NotDone extends Error {
  readonly code: string;
  /** What the page gets besides. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}

const optional = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === "" ? null : text));

const Start = z.object({ address: optional, login: z.string(), password: z.string() });
const Attempt = z.object({ attempt: z.string() });
const Answer = z.object({ attempt: z.string(), passcode: z.string() });
const Again = z.object({ password: z.string(), passcode: z.string(), challenge: optional });
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

/** What a page asks for. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: ServerServices;
  readonly visitor: Visitor;
}

type Reply = Readonly<Record<string, unknown>> | null;

/** The JSON of a request. @throws NotDone */
async function bodyOf<T>({ request }: Asked, schema: z.ZodType<T>): Promise<T> {
  if (!saysAtMost(request, LARGEST)) {
    throw new NotDone("REQUEST_ENTITY_TOO_LARGE", `Send a Content-Length of at most ${LARGEST} bytes.`);
  }
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    throw new NotDone("UNSUPPORTED_MEDIA_TYPE", "Send JSON, with the content type application/json.");
  }
  const text = await readText(request);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NotDone("BAD_USER_INPUT", "The request contains JSON that cannot be parsed.");
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success || text.includes("\\u0000")) {
    throw new NotDone("BAD_USER_INPUT", "The request does not have the fields that the sign-in page sends.");
  }
  return parsed.data;
}

/** The session of a request, of the level that is asked for. @throws RequestError UNAUTHENTICATED */
async function sessionOfRequest(
  { request, services }: Asked,
  levels: readonly number[],
): Promise<OwnSession> {
  const cookie = sessionOf(request, services.console.url);
  const session =
    cookie === null || cookie === FOREIGN ? null : await openSessionOf(services, hashSecret(cookie));
  if (session === null || session === "ACCOUNT_DISABLED" || !levels.includes(session.level)) {
    throw new RequestError("UNAUTHENTICATED", "The session has ended. Sign in again.");
  }
  return session;
}

type Handler = (asked: Asked) => Promise<Reply>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST /sign-in": async (asked) => {
    const { services, visitor } = asked;
    return { attempt: await startSignIn(services, visitor, await bodyOf(asked, Start)) };
  },
  "POST /sign-in/challenge": async (asked) => {
    const { services, visitor } = asked;
    const { attempt } = await bodyOf(asked, Attempt);
    await challengeSignIn(services, visitor, attempt);
    return {};
  },
  "POST /sign-in/answer": async (asked) => {
    const { services, visitor, response } = asked;
    setSession(response, await answerSignIn(services, visitor, await bodyOf(asked, Answer)));
    return { level: 2 };
  },
  "POST /sign-in/again/challenge": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, [2]);
    return { challenge: await challengeAgain(services, visitor, session) };
  },
  "POST /sign-in/again": async (asked) => {
    const { services, visitor, response } = asked;
    const session = await sessionOfRequest(asked, [2]);
    const { password, passcode, challenge } = await bodyOf(asked, Again);
    const challengeId = challenge === null ? null : localId("Challenge", challenge);
    setSession(response, await proveAgain(services, session, visitor, { password, passcode, challengeId }));
    return { level: 2 };
  },
  "DELETE /session": async (asked) => {
    const { services, visitor, response } = asked;
    await signOut(services, await sessionOfRequest(asked, [1, 2]), visitor);
    clearSession(response);
    return null;
  },
  "POST /invitation": async (asked) => {
    const { token } = await bodyOf(asked, Opened);
    const { purpose, account, login } = await readInvitation(asked.services, token);
    return { purpose, account, login };
  },
  "POST /invitation/accept": async (asked) => {
    const { services, visitor, response } = asked;
    const step = await acceptInvitation(services, visitor, await bodyOf(asked, Accepted));
    if (step.next === "ENROL") setSession(response, step.session);
    return { next: step.next };
  },
  "POST /enrolment": async (asked) => {
    const { services, visitor } = asked;
    const session = await sessionOfRequest(asked, [1]);
    const { secretHex, ...made } = await beginOwnEnrolment(services, session, visitor);
    const secretBase32 = toBase32(Buffer.from(secretHex, "hex"));
    return { ...made, secretBase32, qrPngDataUri: await qrcode.toDataURL(made.otpauthUri, QR_OPTIONS) };
  },
  "POST /enrolment/confirm": async (asked) => {
    const { services, visitor, response } = asked;
    const session = await sessionOfRequest(asked, [1]);
    const { code } = await bodyOf(asked, Code);
    const outcome = await confirmOwnEnrolment(services, session, code.trim(), visitor);
    if (typeof outcome !== "string") {
      const { refusal, attemptsLeft } = outcome;
      throw new NotDone(attemptsLeft > 0 ? refusal.code : "ENROLMENT_ENDED", refusal.message, {
        attemptsLeft,
      });
    }
    setSession(response, outcome);
    return { level: 2 };
  },
  "POST /alarm/read": async (asked) => {
    const { token } = await bodyOf(asked, Opened);
    return { ...(await readAlarm(asked.services, token)) };
  },
  "POST /alarm/raise": async (asked) => {
    const { services, visitor } = asked;
    const { token } = await bodyOf(asked, Opened);
    return { ...(await raiseAlarm(services, visitor, token)) };
  },
};

/** What the pages must know before anybody types. */
async function stateOf(asked: Asked): Promise<Reply> {
  const { services, request } = asked;
  const page = await signInPage(services);
  const cookie = cookieOf(request);
  const session = cookie === null ? null : await openSessionOf(services, hashSecret(cookie));
  const level = session === null || session === "ACCOUNT_DISABLED" ? 0 : session.level;
  return { ...page, level, signedIn: level === 2 };
}

function send(response: ServerResponse, status: number, body: Reply): void {
  if (body === null) {
    response.writeHead(status, { "cache-control": "no-store" }).end();
    return;
  }
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

function failure(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): Reply {
  return { errors: [{ message, extensions: { code, ...more } }] };
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal) {
    const { code, message, path } = error;
    if (!Object.hasOwn(ERROR_CODES, code)) throw error;
    send(response, STATUS[code] ?? 400, failure(code, message, { path }));
  } else if (error instanceof RequestError) {
    const { code, message, more } = error;
    if (code === "RATE_LIMITED") response.setHeader("retry-after", more["retryAfter"] ?? "1");
    send(response, STATUS[code] ?? 400, failure(code, message, more));
  } else if (error instanceof NotDone) {
    send(response, STATUS[error.code] ?? 400, failure(error.code, error.message, error.more));
  } else if (isUnreachable(error)) {
    response.setHeader("retry-after", String(UNAVAILABLE.retryAfter));
    send(response, UNAVAILABLE.status, failure(UNAVAILABLE.code, UNAVAILABLE.message));
  } else throw error;
}

function sendLimited(response: ServerResponse, { code, message, retryAfter }: Limited): void {
  response.setHeader("retry-after", String(retryAfter));
  send(response, 429, failure(code, message));
}

/** The paths that the door answers. */
export const SIGN_IN_PATHS = [
  ...new Set(["/sign-in/state", ...Object.keys(HANDLERS).map((name) => name.split(" ")[1] ?? "")]),
];

/** Whether a request is for the door: pages have some of its addresses, too. */
export function isForDoor({ method, url }: IncomingMessage): boolean {
  return method !== "GET" || (url ?? "").startsWith("/sign-in/state");
}

/** The door at which people sign in to the console, and out. Only the console's own pages may use it. */
export function signInDoor(
  services: ServerServices,
  admission: Admission,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const path = pathOf(request);
    const isState = request.method === "GET" && path === "/sign-in/state";
    const handler = isState ? stateOf : HANDLERS[`${request.method} ${path}`];
    const isForeign = !isState && !isFromConsole(request, services.console.url);
    // Another page that sends requests from somebody's browser uses up nothing that this person needs.
    const caller =
      isState || isForeign || handler === undefined ? admission.arrive(request) : admission.visit(request);
    if ("code" in caller) return sendLimited(response, caller);
    if (handler === undefined) {
      return send(response, 405, failure("METHOD_NOT_ALLOWED", "Open this address in a browser."));
    }
    if (isForeign) {
      return send(
        response,
        403,
        failure("FORBIDDEN", `Only the console's own pages may do this. Open ${services.console.url}.`),
      );
    }
    const { address, network } = caller;
    const agent = request.headers["user-agent"] ?? null;
    const asked = { request, response, services, visitor: { address, network, agent } };
    try {
      const reply = await handler(asked);
      send(response, reply === null ? 204 : 200, reply);
    } catch (error) {
      sendError(response, error);
    }
  };
}
