import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { spelledOnce } from "../delivery/phone-number.js";
import type { Transaction } from "../database/prisma.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** At most so many in a span of time. Spans follow each other; they do not slide. */
export interface Limit {
  /** The text of what is counted; only the server can make a key of it. */
  readonly what: string;
  readonly most: number;
  readonly spanMs: number;
}

/** Milliseconds between the first and second code for somebody, the second and third, and all that follow. */
const GAPS_MS = [30_000, 60_000, 120_000] as const;

/**
 * Limits for one person or token, known or not: gaps of 30, 60 and 120 seconds; 5 codes in 10 minutes, 10 an hour and 20 a
 * day (OWASP ASVS 5.0, 6.6.4).
 * @param subject names it in the account.
 */
export function subjectLimits(accountId: string, subject: string): Limit[] {
  const what = `subject ${accountId} ${subject}`;
  return [
    { what, most: 5, spanMs: 10 * MINUTE_MS },
    { what, most: 10, spanMs: HOUR_MS },
    { what, most: 20, spanMs: DAY_MS },
  ];
}

/** A mail address in one spelling: its domain as mail servers look it up, without the dot that may end it. */
function mailSpelledOnce(to: string): string {
  const at = to.lastIndexOf("@");
  // The text by which a decoy is counted is no address.
  if (at < 0) return to.toLowerCase();
  const [name, domain] = [to.slice(0, at), to.slice(at + 1)];
  const lookedUp = domainToASCII(domain) || domain.toLowerCase();
  return `${name.normalize("NFC").toLowerCase()}@${lookedUp.replace(/\.$/, "")}`;
}

/** Where a message goes. */
interface Address {
  readonly accountId: string;
  readonly kind: string;
  /** The number, the mail address or the id of the chat. */
  readonly to: string;
}

/**
 * An address in the one spelling that is counted: else each other one would have limits of its own. The id of a chat means
 * something in the messenger of one account only, and other accounts may have the same.
 */
function countedAddress({ accountId, kind, to }: Address): string {
  if (kind === "EMAIL") return `${kind} ${mailSpelledOnce(to)}`;
  return kind === "SMS" ? `${kind} ${spelledOnce(to)}` : `${kind} ${accountId} ${to}`;
}

/** Where a code goes. */
export interface CodeAddress extends Address {
  /** How many codes of the kind the account sends in an hour: TOKENPLANE_HOURLY_CODES. */
  readonly hourlyCodes: number;
}

/** The limit for all codes of a kind that an account sends, except those that strangers may have asked for. */
function accountLimit({ accountId, kind, hourlyCodes }: CodeAddress): Limit {
  return { what: `account ${accountId} ${kind}`, most: hourlyCodes, spanMs: HOUR_MS };
}

/** The same for codes that strangers may have asked for. */
function strangersLimit({ accountId, kind, hourlyCodes }: CodeAddress): Limit {
  return { what: `strangers of account ${accountId} ${kind}`, most: hourlyCodes, spanMs: HOUR_MS };
}

/** Digits at the end of a phone number by which neighbours differ: attackers buy them in blocks of so many. */
const PREFIX_WITHOUT = 4;

/**
 * Limits for the address that codes of a sign-in go to, besides those of the user who asks: 10 an hour, over all accounts, and those of
 * the account.
 */
export function addressLimits(code: CodeAddress): Limit[] {
  return [{ what: `address ${countedAddress(code)}`, most: 10, spanMs: HOUR_MS }, accountLimit(code)];
}

/**
 * Limits for codes that a stranger may have asked for, besides those of the user who asks: 5 an hour for an address, over all
 * accounts, and `hourlyCodes` for the account. They confirm a new contact, or begin a sign-in from a network that the person never
 * used. Both count apart from `addressLimits`, so that no client that types strangers' addresses or logins uses up what the strangers
 * sign in with.
 */
export function strangerLimits(code: CodeAddress): Limit[] {
  return [{ what: `stranger ${countedAddress(code)}`, most: 5, spanMs: HOUR_MS }, strangersLimit(code)];
}

/**
 * Limits for codes that confirm an address for a token, and for tests of a channel, besides those of the actor who asks: 5 an hour for
 * an address, over all accounts, and those of the account. So no account uses up what somebody signs in
 * with at another one. They count apart from what strangers ask for, who so prevent no user from enrolling somebody else.
 */
export function newAddressLimits(code: CodeAddress): Limit[] {
  return [{ what: `new address ${countedAddress(code)}`, most: 5, spanMs: HOUR_MS }, accountLimit(code)];
}

/**
 * The limit for codes that users of a portal have sent to numbers which are not confirmed: in an account, 20 in 10 minutes to
 * all numbers that differ only in their last digits. A person who earns by such messages has numbers in blocks.
 */
export function blockLimits(accountId: string, number: string): Limit[] {
  const block = spelledOnce(number).slice(0, -PREFIX_WITHOUT);
  return [{ what: `block ${accountId} ${block}`, most: 20, spanMs: 10 * MINUTE_MS }];
}

/** A network from which codes are asked for in the name of people who never used it. */
interface AskingNetwork {
  readonly accountId: string;
  readonly network: string;
  /** How many codes of the kind the account sends in an hour to all such networks: TOKENPLANE_HOURLY_CODES. */
  readonly hourlyCodes: number;
}

/**
 * The limit for codes that one network asks for in the name of one person who never used it: 5 a day.
 * @param subject names the person in the account.
 */
export function personNetworkLimits(
  subject: string,
  { accountId, network }: Pick<AskingNetwork, "accountId" | "network">,
): Limit[] {
  return [{ what: `network ${accountId} ${subject} ${network}`, most: 5, spanMs: DAY_MS }];
}

/**
 * The limit for codes that one network asks for in the name of all people who never used it: a quarter of `hourlyCodes` an hour. It is
 * a quarter of what there is for all such networks, so that no attacker takes it away from one place.
 */
export function networkLimits({ accountId, network, hourlyCodes }: AskingNetwork): Limit[] {
  return [
    { what: `whole network ${accountId} ${network}`, most: Math.ceil(hourlyCodes / 4), spanMs: HOUR_MS },
  ];
}

/**
 * Limits for links that are mailed: 3 an hour for a person, so that no person is flooded with them, 10 for an address, and 5,000 for
 * the account. They count apart from codes: a thousand invitations at once neither use up nor hold up what people sign in with.
 */
export function mailedLinkLimits(accountId: string, userId: string, to: string): Limit[] {
  return [
    { what: `mailed link ${accountId} ${userId}`, most: 3, spanMs: HOUR_MS },
    {
      what: `link to address ${countedAddress({ accountId, kind: "EMAIL", to })}`,
      most: 10,
      spanMs: HOUR_MS,
    },
    { what: `links ${accountId}`, most: 5_000, spanMs: HOUR_MS },
  ];
}

/**
 * The limit for notices of one kind of change, in a portal or in the console, to one address of a person: 10 an hour. No other
 * limit holds for them: else somebody could use it up, and then change what the person never learns.
 */
export function changeNoticeLimits(
  accountId: string,
  userId: string,
  change: string,
  kind: "EMAIL" | "SMS",
  to: string,
): Limit[] {
  const counted = countedAddress({ accountId, kind, to });
  return [{ what: `change notice ${accountId} ${userId} ${change} ${counted}`, most: 10, spanMs: HOUR_MS }];
}

/**
 * Limits of a channel, of which an administrator set one. Links and notices use at most half of it: a thousand invitations at once
 * leave the rest to codes, for which somebody waits at a sign-in.
 * @param isAfterCodes whether the message is a link or a notice.
 */
export function channelLimits(
  accountId: string,
  channelId: string,
  most: number,
  isAfterCodes: boolean,
): Limit[] {
  const what = `channel ${accountId} ${channelId}`;
  const all = { what, most, spanMs: HOUR_MS };
  const half = Math.max(1, Math.floor(most / 2));
  return isAfterCodes ? [all, { what: `links by ${what}`, most: half, spanMs: HOUR_MS }] : [all];
}

function getKey(hmacKey: Buffer, text: string): Buffer<ArrayBuffer> {
  return createHmac("sha256", hmacKey).update(`sends ${text}`).digest();
}

/** A limit's counters in the span of a moment. */
function getCounters(hmacKey: Buffer, limits: readonly Limit[], now: number) {
  return (
    limits
      .map(({ what, most, spanMs }) => {
        const span = Math.floor(now / spanMs);
        return {
          key: getKey(hmacKey, `${what} ${spanMs} ${span}`).toString("hex"),
          most,
          ends_at: new Date((span + 1) * spanMs).toISOString(),
        };
      })
      // In one order, so that two requests do not wait for each other.
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
  );
}

/** The result of counting one more message. */
interface CountedSend {
  /** The keys of the counters that count it; null when a limit forbids it. */
  readonly keys: readonly string[] | null;
  /** When the limits allow the next one: milliseconds since 1970 UTC. */
  readonly nextAt: number;
}

/**
 * Counts one more message, if no limit forbids it. Every counter is one guarded statement, so that no number of
 * parallel requests gets past it. Where one limit forbids it, the others give back what they counted: what is not sent uses up
 * nothing, so that a user who asks in vain takes nothing from the address or the account.
 * @param now milliseconds since 1970 UTC.
 */
async function countAll(
  transaction: Pick<Transaction, "$queryRaw">,
  hmacKey: Buffer,
  limits: readonly Limit[],
  now: number,
): Promise<CountedSend> {
  const rows = getCounters(hmacKey, limits, now);
  const counted = await transaction.$queryRaw<
    { readonly key: string; readonly isFull: boolean }[]
  >(Prisma.sql`
    INSERT INTO send_counts AS known (key, count, last_at, ends_at)
    SELECT decode(key, 'hex'), 1, ${new Date(now)}, ends_at
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS given (key text, most integer, ends_at timestamptz)
    WHERE most > 0
    ON CONFLICT (key) DO UPDATE SET count = known.count + 1, last_at = excluded.last_at
      WHERE known.count < (
        SELECT most FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS given (key text, most integer)
        WHERE decode(given.key, 'hex') = known.key)
    RETURNING encode(key, 'hex') AS key, count >= (
      SELECT most FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS given (key text, most integer)
      WHERE decode(given.key, 'hex') = known.key) AS "isFull"`);
  const full = new Map(counted.map(({ key, isFull }) => [key, isFull]));
  const isCounted = counted.length === rows.length;
  // Of what counted all, each full one forbids the next; else each one that did not count.
  const forbidding = rows.filter(({ key }) => (isCounted ? full.get(key) === true : !full.has(key)));
  const nextAt = Math.max(now, ...forbidding.map(({ ends_at }) => Date.parse(ends_at)));
  if (isCounted) return { keys: rows.map(({ key }) => key), nextAt };
  await giveKeysBack(transaction, [...full.keys()]);
  return { keys: null, nextAt };
}

/** The same. @returns whether it may be sent. */
export async function countSend(
  transaction: Pick<Transaction, "$queryRaw">,
  hmacKey: Buffer,
  limits: readonly Limit[],
  now: number,
): Promise<boolean> {
  return (await countAll(transaction, hmacKey, limits, now)).keys !== null;
}

/** Gives back what `countSend` counted for a message that is not sent after all. @param now as it was then. */
export async function giveCountBack(
  transaction: Pick<Transaction, "$queryRaw">,
  hmacKey: Buffer,
  limits: readonly Limit[],
  now: number,
): Promise<void> {
  await giveKeysBack(
    transaction,
    getCounters(hmacKey, limits, now).map(({ key }) => key),
  );
}

async function giveKeysBack(
  transaction: Pick<Transaction, "$queryRaw">,
  keys: readonly string[],
): Promise<void> {
  await transaction.$queryRaw(Prisma.sql`
    UPDATE send_counts SET count = count - 1
    WHERE key IN (SELECT decode(key, 'hex') FROM unnest(${[...keys]}::text[]) AS key)`);
}

/** The counters that count a message, by their keys in hexadecimal: what is stored with it. */
export interface Counts {
  /** The limits of the recipient: the gap, and the limits for one person or token. */
  readonly person: readonly string[];
  /** Those of the address, the account and the network. */
  readonly others: readonly string[];
}

/** Of what no counter counts. */
export const UNCOUNTED: Counts = { person: [], others: [] };

/** A counter as it was before a message. A gap is over then: the next message may come at once. */
const AS_BEFORE = Prisma.sql`count = greatest(count - 1, 0), last_at = to_timestamp(0)`;

/**
 * Gives back what a message counted that was surely not sent. Each counter is a statement, and a transaction, of its own, so that
 * no transaction that counts waits for this one, which would wait for somebody in turn.
 */
export async function giveCountsBack(
  database: Pick<Database, "query">,
  { person, others }: Counts,
): Promise<void> {
  for (const key of [...person, ...others]) {
    await database.query(
      Prisma.sql`UPDATE send_counts SET ${AS_BEFORE} WHERE key = decode(${key}::text, 'hex') RETURNING 1`,
    );
  }
}

/**
 * Gives back what counts for the person only, of messages whose code was used: as a part of a statement that has them as `read`,
 * with `person_counts`. The transaction that does it holds the token, like the one that counts.
 */
export const USED_COUNTS_BACK = Prisma.sql`
  UPDATE send_counts AS counter SET ${AS_BEFORE} FROM read CROSS JOIN LATERAL unnest(read.person_counts) AS counted (key)
  WHERE counter.key = decode(counted.key, 'hex')`;

/**
 * A last time that is so much later than now is from before the clock was set back. By less, it is of a request that began
 * later than this one, and was quicker.
 */
const CLOCK_SET_BACK_MS = MINUTE_MS;

/** The name under which the requests on a phone are counted. @param name of the token, or of the user who asks. */
export function pushSubject(name: string): string {
  return `push ${name}`;
}

/** Ends the gap that somebody is in: what began it was answered. */
export async function endGap(
  transaction: Pick<Transaction, "$executeRaw">,
  hmacKey: Buffer,
  accountId: string,
  subject: string,
): Promise<void> {
  const key = getKey(hmacKey, `gap ${accountId} ${subject}`);
  await transaction.$executeRaw(Prisma.sql`UPDATE send_counts SET ${AS_BEFORE} WHERE key = ${key}`);
}

/** The result of a look at the gap before a message. */
interface Gap {
  /** The key of its counter; null when it is not over. */
  readonly key: string | null;
  /** When the gap is over that this message or the one before began: milliseconds since 1970 UTC. */
  readonly nextAt: number;
}

/**
 * Keeps the gaps between what is sent to one person or token. After ten minutes without anything, the first gap counts again.
 * @param gapsMs the last one holds for all further ones.
 */
async function keepGap(
  transaction: Pick<Transaction, "$queryRaw">,
  key: Buffer<ArrayBuffer>,
  now: number,
  gapsMs: readonly number[],
): Promise<Gap> {
  const endsAt = new Date(now + 10 * MINUTE_MS);
  const at = new Date(now);
  const [kept] = await transaction.$queryRaw<{ readonly count: number }[]>(Prisma.sql`
    INSERT INTO send_counts AS known (key, count, last_at, ends_at) VALUES (${key}, 1, ${at}, ${endsAt})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN known.ends_at <= ${at} THEN 1 ELSE known.count + 1 END, last_at = ${at}, ends_at = ${endsAt}
      WHERE known.ends_at <= ${at} OR known.last_at > ${new Date(now + CLOCK_SET_BACK_MS)}
        OR known.last_at + make_interval(
          secs => (${[...gapsMs]}::float8[])[least(greatest(known.count, 1), ${gapsMs.length}::int)] / 1000) <= ${at}
    RETURNING count`);
  if (kept === undefined) return { key: null, nextAt: await gapEnd(transaction, key, now, gapsMs) };
  return { key: key.toString("hex"), nextAt: now + gapAfter(kept.count, gapsMs) };
}

/** The gap after so many messages, in milliseconds. */
function gapAfter(count: number, gapsMs: readonly number[]): number {
  return gapsMs[Math.min(Math.max(count, 1), gapsMs.length) - 1] ?? 0;
}

/** When the gap ends that somebody is in, in milliseconds since 1970 UTC; now, for a person in none. */
async function gapEnd(
  transaction: Pick<Transaction, "$queryRaw">,
  key: Buffer<ArrayBuffer>,
  now: number,
  gapsMs: readonly number[],
): Promise<number> {
  const [known] = await transaction.$queryRaw<{ readonly count: number; readonly lastAt: Date }[]>(
    Prisma.sql`SELECT count, last_at AS "lastAt" FROM send_counts WHERE key = ${key}`,
  );
  return known === undefined ? now : Math.max(now, known.lastAt.getTime() + gapAfter(known.count, gapsMs));
}

/** The recipient of a code, or of a request. */
export interface Recipient {
  readonly accountId: string;
  /** Names who it is in the account. */
  readonly subject: string;
  /** The limits for this one person or token. */
  readonly limits: readonly Limit[];
  /** Milliseconds between the first and the second one, and so on: the last one holds for all further ones. */
  readonly gapsMs?: readonly number[];
}

/** Whether something may be sent to somebody, and when the next one may. */
export interface Turn {
  /**
   * Whether the message comes in time after those before, for the user who asks. It does not depend on whether there is such a person,
   * and who else has the address: everybody may learn it, with `nextAt`.
   */
  readonly isInTime: boolean;
  /** When the next one comes in time: milliseconds since 1970 UTC. */
  readonly nextAt: number;
  /** The counts of the message; null when it may not be sent. */
  readonly counts: Counts | null;
  /** When no other limit forbids the next one either. */
  readonly freeAt: number;
}

/**
 * Counts one more message for somebody, if no limit forbids it and the gap after the one before is over: without other gaps, 30 seconds
 * after the first, 60 after the second, and 120 after each further one. What comes too early uses up nothing, and does not begin the
 * gap again. What only other limits forbid uses up nothing either, but begins the gap: else a user who asks again would learn of them.
 * @param others the limits of the address, the account and the network.
 * @param now milliseconds since 1970 UTC.
 */
export async function countInTime(
  transaction: Pick<Transaction, "$queryRaw">,
  hmacKey: Buffer,
  { accountId, subject, limits, gapsMs = GAPS_MS }: Recipient,
  others: readonly Limit[],
  now: number,
): Promise<Turn> {
  const key = getKey(hmacKey, `gap ${accountId} ${subject}`);
  const late = (at: number): Turn => ({ isInTime: false, nextAt: at, counts: null, freeAt: at });
  const person = await countAll(transaction, hmacKey, limits, now);
  if (person.keys === null) {
    return late(Math.max(person.nextAt, await gapEnd(transaction, key, now, gapsMs)));
  }
  const gap = await keepGap(transaction, key, now, gapsMs);
  if (gap.key === null) {
    await giveCountBack(transaction, hmacKey, limits, now);
    return late(gap.nextAt);
  }
  const nextAt = Math.max(person.nextAt, gap.nextAt);
  const rest = await countAll(transaction, hmacKey, others, now);
  if (rest.keys === null) await giveCountBack(transaction, hmacKey, limits, now);
  const counts = rest.keys === null ? null : { person: [gap.key, ...person.keys], others: rest.keys };
  return { isInTime: true, nextAt, counts, freeAt: Math.max(nextAt, rest.nextAt) };
}
