import { createReadStream } from "node:fs";
import { z } from "zod";
import type { ReportedSeal } from "../events/seal/verify-seals.js";
import { StartError, unreadable } from "../start-error.js";
import { ask } from "./client.js";
import {
  EventShape,
  HorizonShape,
  LineShape,
  SealShape,
  type Header,
  type ExportedEvent,
} from "./event-lines.js";

/** A log that is read part by part: events with the seal over them, and at the end those without one. */
export interface Log {
  readonly header: Header;
  readonly parts: AsyncIterable<{
    readonly seal: ReportedSeal | null;
    readonly events: readonly ExportedEvent[];
  }>;
  /** Whether events have expired since the header was read: they may be missing among the parts. */
  readonly hasExpiredSince: () => Promise<boolean>;
}

const PageInfo = z.object({
  hasNextPage: z.boolean(),
  hasPreviousPage: z.boolean(),
  startCursor: z.string().nullable(),
  endCursor: z.string().nullable(),
});

/** Parameters as the API returns them. */
const Params = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .nullable()
  .transform((params) =>
    params === null ? null : Object.fromEntries(params.map(({ name, value }) => [name, value])),
  );

const Sealed = EventShape.extend({
  params: Params,
  seal: z.object({ number: z.number() }).nullable(),
});
type Sealed = z.infer<typeof Sealed>;

const EventPage = z.object({ nodes: z.array(Sealed), pageInfo: PageInfo });
const SealPage = z.object({ nodes: z.array(SealShape), pageInfo: PageInfo });

const PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
const SEAL = Object.keys(SealShape.shape).join(" ");

// The list is newest first: its end is the oldest, and what comes before a cursor is newer.
const EVENTS = `query ($before: Cursor, $filter: EventFilter) { events(last: 100, before: $before, filter: $filter) {
  nodes { cursor id type occurredAt actor { kind id name } tokenId tokenName userId userLogin resourceId resourceName
    outcome method reason subjectHmac clientAddress callerAddress correlationId changes { field from to } summary(language: EN) params { name value }
    proof { salt fields { field hash salt } words erasures { event fields words format signature } } seal { number } } ${PAGE_INFO} } }`;

const SEALS = `query ($after: Cursor, $from: Int) { eventSeals(first: 20, after: $after, from: $from) {
  nodes { ${SEAL} } ${PAGE_INFO} } }`;

const LAST_SEAL = `{ eventSeals(last: 1) { nodes { ${SEAL} } ${PAGE_INFO} } }`;

type Page<Node> = { readonly nodes: readonly Node[]; readonly next: string | null };

/** Reads page after page; the next one is on its way while this one is worked on. */
async function* paged<Node>(read: (cursor: string | null) => Promise<Page<Node>>): AsyncGenerator<Node> {
  let coming: Promise<Page<Node>> | null = read(null);
  while (coming !== null) {
    const { nodes, next }: Page<Node> = await coming;
    coming = next === null ? null : read(next);
    // A reader that stops leaves a page for which nothing waits.
    coming?.catch(() => {});
    yield* nodes;
  }
}

/** Events in the order of the feed. */
function readEvents(since: string | null, until: string | null): AsyncGenerator<Sealed> {
  const filter = { from: since, to: until };
  return paged(async (before) => {
    const { nodes, pageInfo } = await ask("events", EVENTS, { before, filter }, EventPage);
    return { nodes: nodes.toReversed(), next: pageInfo.hasPreviousPage ? pageInfo.startCursor : null };
  });
}

function readSeals(from: number, account: string): AsyncGenerator<ReportedSeal> {
  return paged(async (after) => {
    const { nodes, pageInfo } = await ask("eventSeals", SEALS, { after, from }, SealPage);
    return {
      nodes: nodes.map((seal) => ({ ...seal, account })),
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
  });
}

/** The newest seal of the account, or null. */
export async function lastSeal(account: string): Promise<ReportedSeal | null> {
  const [seal] = (await ask("eventSeals", LAST_SEAL, {}, SealPage)).nodes;
  return seal === undefined ? null : { ...seal, account };
}

/** The account that the key sees; null if it sees none. */
export async function accountSeen(): Promise<string | null> {
  const shape = z.object({ account: z.object({ id: z.string() }).nullable() });
  return (await ask("viewer", "{ viewer { account { id } } }", {}, shape)).account?.id ?? null;
}

/** The account that the key belongs to. @throws StartError when the key sees no account. */
export async function getAccount(): Promise<string> {
  const account = await accountSeen();
  if (account !== null) return account;
  throw new StartError(
    "This key does not see the whole event log of an account. Use a key of the role AUDITOR or ADMIN that is not bound to a resource.",
  );
}

/** The key that signs seals, as the server states it. */
export async function statedKey(): Promise<string> {
  const shape = z.object({ publicKey: z.string() });
  return (await ask("eventSealKey", "{ eventSealKey { publicKey } }", {}, shape)).publicKey;
}

/** Up to where events have expired. */
async function horizonNow(): Promise<Header["horizon"]> {
  const query = "{ eventHorizon { through expiredAt signature } }";
  const none = z.object({ through: z.literal(0) });
  const horizon = await ask("eventHorizon", query, {}, z.union([HorizonShape, none]));
  return "signature" in horizon ? horizon : null;
}

/** The log of the running server: as far as it is sealed now, and what is newer without a seal. */
export async function serverLog(since: string | null = null, until: string | null = null): Promise<Log> {
  const account = await getAccount();
  const head = (await lastSeal(account))?.number ?? 0;
  const header = { account, publicKey: await statedKey(), horizon: await horizonNow(), since, until };
  async function* parts(): Log["parts"] & AsyncGenerator {
    const events = readEvents(since, until);
    const take = async () => {
      const { value, done } = await events.next();
      if (done === true) return null;
      const { seal, ...event } = value;
      return { event, seal: seal !== null && seal.number <= head ? seal.number : null };
    };
    let next = await take();
    // Seals of events that have expired, or that come before `since`, have none of the events. The newest seal is always
    // there, so that a checkpoint shows whether the end was cut off; not so in a part that ends before.
    const first = since === null ? 1 : (next?.seal ?? head);
    if (head > 0) {
      for await (const seal of readSeals(first, account)) {
        if (seal.number > head || (until !== null && next?.seal == null)) break;
        const covered: ExportedEvent[] = [];
        for (; next?.seal != null && next.seal <= seal.number; next = await take()) covered.push(next.event);
        yield { seal, events: covered };
      }
    }
    for (; next !== null; next = await take()) yield { seal: null, events: [next.event] };
  }
  const hasExpiredSince = async () => (await horizonNow())?.through !== header.horizon?.through;
  return { header, parts: parts(), hasExpiredSince };
}

/**
 * The lines of a file. Only a line feed ends one: JSON may have any other separator of lines in its texts.
 * @throws UsageError when it cannot be read.
 */
async function* getLines(file: string): AsyncGenerator<string> {
  const chunks: AsyncIterable<string> = createReadStream(file, "utf8");
  let rest = "";
  try {
    for await (const chunk of chunks) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (rest !== "") yield rest;
}

/** An exported log. @throws StartError when it is none, with the line. */
export async function exportedLog(file: string): Promise<Log> {
  let number = 0;
  const wrong = () =>
    new StartError(`Line ${number} of ${file} is not a line of an exported log (--format jsonl).`);
  async function* read() {
    for await (const text of getLines(file)) {
      number += 1;
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        throw wrong();
      }
      const line = LineShape.safeParse(json);
      if (!line.success) throw wrong();
      yield line.data;
    }
  }
  const lines = read();
  const { value: head } = await lines.next();
  if (head === undefined || !("log" in head)) throw wrong();
  async function* parts() {
    let events: ExportedEvent[] = [];
    for await (const line of lines) {
      if ("log" in line) throw wrong();
      if ("event" in line) events.push(line.event);
      else {
        yield { seal: line.seal, events };
        events = [];
      }
    }
    if (events.length > 0) yield { seal: null, events };
  }
  return { header: head.log, parts: parts(), hasExpiredSince: () => Promise.resolve(false) };
}
