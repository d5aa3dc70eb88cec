import { SyslogLost, type SyslogReceiver, SyslogSession } from "./syslog-session.js";

/** How long a connection is used before its end shows what was read, in milliseconds, and for how many messages. */
const SESSION_MS = 10_000;
const MAX_UNCONFIRMED = 2_000;

/** The shortest and the longest wait before a new connection, in milliseconds. */
const SHORTEST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** How long a stop waits until the receiver has read everything, in milliseconds. */
const STOP_MS = 5_000;

/** How long the next attempt waits after so many failures before this one, in milliseconds. */
export function waitAfter(failures: number): number {
  const longest = Math.min(SHORTEST_WAIT * 2 ** failures, LONGEST_WAIT);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** A message that is to be delivered. */
export interface Outgoing {
  /** Where the feed continues after it. */
  readonly cursor: string;
  readonly frame: Buffer;
}

export interface DeliveryOptions {
  /** Asked before each connection: its certificates may have been renewed. */
  readonly receiver: () => SyslogReceiver;
  /** Stops the delivery when it is aborted. */
  readonly signal: AbortSignal;
  /** Called when all messages up to this one were read by the receiver. */
  readonly onConfirmed: (cursor: string) => void;
  /** Called once when a connection was lost or did not come about, and once when the next one confirms something. */
  readonly onLost: (reason: string) => void;
  readonly onBack: () => void;
  /** @see SESSION_MS */
  readonly sessionMs?: number;
}

/** Waits for a time, or until a signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}

/** The messages from a source. A reader that stops waiting for the next message does not lose it. */
class Incoming {
  readonly #iterator: AsyncIterator<Outgoing>;
  #coming: Promise<IteratorResult<Outgoing, unknown>> | undefined;
  /** Whether no more messages come. */
  isOver = false;

  constructor(source: AsyncIterable<Outgoing>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next message; undefined if it is over, or if something else happens first. */
  async next(instead?: Promise<unknown>): Promise<Outgoing | undefined> {
    this.#coming ??= this.#iterator.next();
    const nothing = instead?.then(() => undefined);
    const taken = await (nothing === undefined ? this.#coming : Promise.race([this.#coming, nothing]));
    if (taken === undefined) return undefined;
    this.#coming = undefined;
    if (taken.done !== true) return taken.value;
    this.isOver = true;
    return undefined;
  }
}

/**
 * Sends over one connection what is not confirmed, and what comes while the connection may be used; then makes sure that all
 * of it was read.
 * @param unconfirmed gets what comes. @throws SyslogLost
 */
async function sendOver(
  session: SyslogSession,
  incoming: Incoming,
  unconfirmed: Outgoing[],
  { signal, sessionMs = SESSION_MS }: DeliveryOptions,
): Promise<void> {
  const stop = () => setTimeout(() => session.drop(), STOP_MS).unref();
  signal.addEventListener("abort", stop, { once: true });
  const over = new AbortController();
  try {
    for (const { frame } of unconfirmed) await session.send(frame);
    const until = Promise.race([pause(sessionMs, AbortSignal.any([signal, over.signal])), session.ended()]);
    while (!incoming.isOver && unconfirmed.length < MAX_UNCONFIRMED) {
      const next = await incoming.next(until);
      if (next === undefined) break;
      unconfirmed.push(next);
      await session.send(next.frame);
    }
    await session.finish();
  } finally {
    over.abort();
    signal.removeEventListener("abort", stop);
    session.drop();
  }
}

/**
 * Delivers messages in their order, each at least once: those of a connection that broke are all sent again over the next
 * one. No more than 2,000 wait for that, and no more are taken from the source meanwhile.
 * @returns how many messages were sent whose arrival is not known, when it was stopped.
 */
export async function deliver(source: AsyncIterable<Outgoing>, options: DeliveryOptions): Promise<number> {
  const { receiver, signal, onConfirmed, onLost, onBack } = options;
  const incoming = new Incoming(source);
  let unconfirmed: Outgoing[] = [];
  let failures = 0;
  for (;;) {
    if (unconfirmed.length === 0) {
      const next = await incoming.next();
      if (next === undefined) return 0;
      unconfirmed.push(next);
    }
    try {
      await sendOver(await SyslogSession.open(receiver(), signal), incoming, unconfirmed, options);
      const last = unconfirmed.at(-1);
      unconfirmed = [];
      if (last !== undefined) onConfirmed(last.cursor);
      if (failures > 0) onBack();
      failures = 0;
    } catch (error) {
      if (!(error instanceof SyslogLost)) throw error;
      if (signal.aborted) return unconfirmed.length;
      if (failures === 0) onLost(error.message);
      await pause(waitAfter(failures), signal);
      failures += 1;
    }
  }
}
