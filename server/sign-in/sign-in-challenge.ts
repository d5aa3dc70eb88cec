import { Refusal } from "@tokenplane/rules/refusal";
import { createHmac } from "node:crypto";
import type { Caller } from "../actions/actor.js";
import type { Services, UseCaseServices } from "../actions/services.js";
import { challengeCreateAtConsole, challengeCreateAtPortal } from "../authentication/challenge.js";
import { globalId } from "../global-id.js";
import type { Visitor } from "../sessions/begin.js";
import { loginKey } from "../users/user-store.js";
import type { UserRefInput } from "../users/user-ref.js";
import { getConsole } from "./sign-in-account.js";
import { signInRefused, startAgain } from "./answer-challenge.js";
import { type KnownPerson, lockedAnswer } from "./locked.js";
import { isMailboxAlone, isMailboxAloneIn, mailboxAlone } from "./mailbox-alone.js";
import type { OwnSession } from "./person.js";
import { goOnAtPortal, portalOfSession } from "./portal-step.js";
import { consoleCaller, portalCaller } from "./start-sign-in.js";
import { waitSeconds } from "./wait-seconds.js";
import { goOn, keepChallengeOf, type StartedSignIn } from "./sign-in-store.js";

/**
 * A person who has no right password, or no role, is sent nothing: the challenge is one of a login that no user has. It is the same
 * one each time, so that the same limits hold as for a person.
 */
function getSubject(services: Pick<Services, "hmacKey">, started: StartedSignIn): UserRefInput {
  const { userId, role } = started;
  return userId !== null && role !== null ? { id: globalId("User", userId) } : nobody(services, started);
}

/** A login that no user has: the same one each time for the same login. */
function nobody({ hmacKey }: Pick<Services, "hmacKey">, { accountId, login }: StartedSignIn): UserRefInput {
  return {
    login: createHmac("sha256", hmacKey)
      .update(`nobody ${accountId}\n${loginKey(login)}`)
      .digest("hex"),
  };
}

/** Whether something is sent, as a page says it. */
export interface ShownTurn {
  /** false when nothing is sent, because it was asked for too early, or because nothing sends it. */
  readonly sent: boolean;
  /** Seconds until the next time; 0 where nothing is sent. */
  readonly waitSeconds: number;
}

function shownTurn(
  { clock }: Pick<Services, "clock">,
  { sent, nextAt }: { readonly sent: boolean; readonly nextAt: string | null },
): ShownTurn {
  return { sent, waitSeconds: nextAt === null ? 0 : waitSeconds(Date.parse(nextAt), clock()) };
}

/** Seconds that the console waits where nothing is sent: as after a first code, so that it does not show who gets none. */
const USUAL_WAIT = 30;

/** The same for the console, which does not show what is asked. */
function hiddenTurn(services: Pick<Services, "clock">, made: Parameters<typeof shownTurn>[1]): ShownTurn {
  const queue = shownTurn(services, made);
  return made.nextAt === null ? { ...queue, waitSeconds: USUAL_WAIT } : queue;
}

/** @throws RequestError SIGN_IN_REFUSED with the reason LOCKED: then nothing is sent. */
async function demandUnlocked(
  services: Pick<Services, "clock" | "database">,
  person: KnownPerson,
): Promise<void> {
  const locked = await lockedAnswer(services, person);
  if (locked !== null) throw locked;
}

/**
 * Sends a code, or asks the phone, of the person who signs in to the console; of somebody without such a token, nothing is sent.
 * The page does not learn which of them, so that it does not show who has what.
 * @throws RequestError ATTEMPT_EXPIRED, RATE_LIMITED, SIGN_IN_REFUSED when the token of who typed the password is locked
 */
export async function challengeSignIn(
  services: UseCaseServices,
  visitor: Visitor,
  attempt: string,
): Promise<ShownTurn> {
  const { database, clock } = services;
  const started = await goOn(database, "CONSOLE", attempt, "CHALLENGE", clock());
  if (started === null) throw startAgain();
  const { accountId, resourceId, userId, role } = started;
  if (userId !== null && role !== null) await demandUnlocked(services, { accountId, userId, resourceId });
  const { id, ...made } = await getChallenge(services, consoleCaller(services, accountId), {
    resourceId,
    user: getSubject(services, started),
    clientAddress: visitor.address,
    pin: null,
    door: "CONSOLE",
  });
  await keepChallengeOf(database, started.hash, id);
  return hiddenTurn(services, made);
}

/** What makes a challenge, by the door at which it is asked for. */
const CREATIONS = { CONSOLE: challengeCreateAtConsole, PORTAL: challengeCreateAtPortal } as const;

/** Where a challenge is asked for, and by whom it is answered. */
interface WantedChallenge {
  readonly resourceId: string;
  readonly user: UserRefInput;
  readonly clientAddress: string;
  readonly pin: string | null;
  readonly door: keyof typeof CREATIONS;
}

/** Makes a challenge for a sign-in at a page of this server. @throws RequestError SIGN_IN_REFUSED */
async function getChallenge(
  services: UseCaseServices,
  caller: Caller,
  { resourceId, user, clientAddress, pin, door }: WantedChallenge,
) {
  const asAdmin = { ...caller, actor: { ...caller.actor, role: "ADMIN" as const } };
  const outcome = await CREATIONS[door](services, asAdmin, {
    purpose: "SIGN_IN",
    resource: { id: globalId("Resource", resourceId) },
    subject: { user },
    clientAddress,
    pin,
  });
  if (outcome instanceof Refusal) throw signInRefused();
  return outcome.payload;
}

/**
 * The challenge that a code answers in a session: the newest one, unless it was not asked, as when a code was sent too short a time
 * ago. Then it is the one before, whose code may be on its way.
 * @param before the id of the one before; null for none. @returns its global id.
 */
async function answeredChallenge(
  { database }: Pick<Services, "database">,
  accountId: string,
  id: string,
  before: string | null,
): Promise<string> {
  const stored = await database.prisma.challenge.findMany({
    where: { accountId, id: { in: before === null ? [id] : [id, before] } },
    select: { id: true },
  });
  const isStored = (one: string) => stored.some((row) => row.id === one);
  return globalId("Challenge", before !== null && !isStored(id) && isStored(before) ? before : id);
}

/**
 * The same for a person who proves again who sits before a session.
 * @param before the challenge that the page asked for before; null for none.
 * @returns also the global id of the challenge, which the code answers.
 */
export async function challengeAgain(
  services: UseCaseServices,
  visitor: Visitor,
  { accountId, userId }: { readonly accountId: string; readonly userId: string },
  before: string | null,
): Promise<ShownTurn & { readonly challenge: string }> {
  const resourceId = await getConsole(services, accountId);
  await demandUnlocked(services, { accountId, userId, resourceId });
  const { id, ...made } = await getChallenge(services, consoleCaller(services, accountId), {
    resourceId,
    user: { id: globalId("User", userId) },
    clientAddress: visitor.address,
    pin: null,
    door: "CONSOLE",
  });
  const challenge = await answeredChallenge(services, accountId, id, before);
  return { ...hiddenTurn(services, made), challenge };
}

/** The data of a challenge that a portal's page shows: of a decoy, too. */
export interface ShownChallenge extends ShownTurn {
  readonly kind: string;
  /** Where a code is sent, masked. */
  readonly sentTo: string | null;
  /** The question for a device that answers questions. */
  readonly question: string | null;
  /** How a request on a phone is confirmed, and the number that the person chooses there. */
  readonly confirmation: string | null;
  readonly choice: string | null;
}

function shown(
  services: Pick<Services, "clock">,
  {
    kind,
    sentTo,
    question,
    confirmation,
    choice,
    ...made
  }: Omit<ShownChallenge, "waitSeconds"> & { readonly nextAt: string | null },
): ShownChallenge {
  return { kind, sentTo, question, confirmation, choice, ...shownTurn(services, made) };
}

/**
 * Sends a code, or asks the phone or the device, of the user who signs in to a portal; of somebody who proved nothing, a decoy.
 * @param pin the token's, where the resource asks for it before it sends.
 * @throws RequestError ATTEMPT_EXPIRED, RATE_LIMITED, SIGN_IN_REFUSED when the code would go to the mailbox that was proven
 */
export async function challengePortalSignIn(
  services: UseCaseServices,
  visitor: Visitor,
  { attempt, pin }: { readonly attempt: string; readonly pin: string | null },
): Promise<ShownChallenge> {
  const { started, portal } = await goOnAtPortal(services, visitor, attempt, "CHALLENGE");
  const { accountId, userId, role } = started;
  if (await isMailboxAlone(services.database.prisma, started)) throw mailboxAlone();
  const resourceId = portal.resource.id;
  if (userId !== null && role === null) await demandUnlocked(services, { accountId, userId, resourceId });
  const user =
    userId !== null && role === null ? { id: globalId("User", userId) } : nobody(services, started);
  const made = await getChallenge(services, portalCaller(services, accountId), {
    resourceId: portal.resource.id,
    user,
    clientAddress: visitor.address,
    pin,
    door: "PORTAL",
  });
  await keepChallengeOf(services.database, started.hash, made.id);
  return shown(services, made);
}

/**
 * The same in a session of a portal. @param before as for the console.
 * @returns also the global id of the challenge, which the code answers.
 */
export async function challengePortalAgain(
  services: UseCaseServices,
  visitor: Visitor,
  session: OwnSession,
  { pin, before }: { readonly pin: string | null; readonly before: string | null },
): Promise<ShownChallenge & { readonly challenge: string }> {
  const { resource } = await portalOfSession(services, visitor, session);
  if (await isMailboxAloneIn(services.database.prisma, session, resource.id)) throw mailboxAlone();
  const { accountId, userId } = session;
  await demandUnlocked(services, { accountId, userId, resourceId: resource.id });
  const made = await getChallenge(services, portalCaller(services, session.accountId), {
    resourceId: resource.id,
    user: { id: globalId("User", session.userId) },
    clientAddress: visitor.address,
    pin,
    door: "PORTAL",
  });
  const challenge = await answeredChallenge(services, session.accountId, made.id, before);
  return { ...shown(services, made), challenge };
}
