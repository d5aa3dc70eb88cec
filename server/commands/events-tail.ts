import type { Command } from "commander";
import { once } from "node:events";
import path from "node:path";
import { styleText } from "node:util";
import type { DefaultEvent, FeedError, FollowedEvent } from "../client/follow-events.js";
import { hasColor } from "../color.js";
import { EVENT_TYPES } from "../events/event-types.js";
import { FORMATS, isFormatName, lineWithin } from "../events/formats/formats.js";
import { jsonLine } from "../events/formats/plain.js";
import { type Format, SHOWN_FIELDS, type ShownEvent } from "../events/formats/shown-event.js";
import { StartError, UnreachableError, UsageError, withoutStop } from "../start-error.js";
import { VERSION } from "../version.js";
import { connection, inTypedWords } from "./client.js";
import { keepCursor, readCursor } from "./cursor-file.js";
import { accountSeen } from "./event-log.js";
import { notReached } from "./no-answer.js";
import { choice, chosen } from "./options.js";
import { deliver, type Outgoing, pause, waitAfter } from "./syslog-delivery.js";
import { MAX_LINE_BYTES, syslogFrame, syslogMessage } from "./syslog-message.js";
import { currentReceiver, SyslogLost, SyslogSession } from "./syslog-session.js";

/** The names of the API's inputs on the command line. */
const TYPED = {
  after: "--after",
  types: "--types",
  login: "--user",
  user: "--user",
  serialNumber: "--token",
  token: "--token",
  name: "--resource",
  resource: "--resource",
  text: "--text",
};

const TYPES = Object.keys(EVENT_TYPES);

function eventTypes(text: string): string[] {
  return text.split(",").map((type) => chosen("--types", type.trim(), TYPES));
}

interface Options {
  readonly after?: string;
  readonly types?: readonly string[];
  readonly user?: string;
  readonly token?: string;
  readonly resource?: string;
  readonly text?: string;
  readonly json?: true;
  readonly format?: string;
  readonly to?: string;
  readonly caCertFile?: string;
  readonly clientCertFile?: string;
  readonly clientKeyFile?: string;
  readonly cursorFile?: string;
}

/** The options that are about where events are sent to. */
const OF_TO = {
  caCertFile: "--ca-cert-file",
  clientCertFile: "--client-cert-file",
  clientKeyFile: "--client-key-file",
  cursorFile: "--cursor-file",
} as const;

/** How events are written. @throws UsageError when options do not go together. */
function getFormat({ json, format, to, ...options }: Options): string {
  if (json === true && format !== undefined && format !== "jsonl")
    throw new UsageError("--json means --format jsonl. Give one of the two.");
  if (to === undefined) {
    for (const [name, option] of Object.entries(OF_TO))
      if (Object.hasOwn(options, name))
        throw new UsageError(`${option} works only with --to. Give both, or none.`);
    return format ?? (json === true ? "jsonl" : "text");
  }
  if (format === "text")
    throw new UsageError("--to sends events to programs. Give --format cef, ocsf, ecs or jsonl.");
  return format ?? "jsonl";
}

function getFilter({ types, user, token, resource, text }: Options): object {
  return {
    ...(types === undefined ? {} : { types }),
    ...(user === undefined ? {} : { user: { login: user } }),
    ...(token === undefined ? {} : { token: { serialNumber: token } }),
    ...(resource === undefined ? {} : { resource: { name: resource } }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Bad news, good news, and the rest. */
function getColor({ type, outcome }: DefaultEvent): "red" | "yellow" | "green" | "cyan" {
  if (outcome === "DENIED" || outcome === "INVALID" || type === "TOKEN_LOCKED") return "red";
  if (outcome === "GRANTED" || outcome === "VALID") return "green";
  return /DELETED|DISABLED|REVOKED|FAILED|CANCELLED|BYPASS/.test(type) ? "yellow" : "cyan";
}

/** The use of colour is decided here, and not by Node.js. */
const STYLE = { validateStream: false };

/** One line for people. What a name holds cannot write elsewhere on their terminal. */
function getLine(event: DefaultEvent, isColored: boolean): string {
  const { occurredAt, type, reason, summary, clientAddress } = event;
  const about = [reason, clientAddress].filter((part) => part !== null).join(", ");
  const text = `${summary}${about === "" ? "" : ` (${about})`}`.replace(/\p{Cc}/gu, "\ufffd");
  const date = new Date(occurredAt);
  const time = `${date.toLocaleDateString("sv")} ${date.toLocaleTimeString("sv")}`;
  return isColored
    ? `${styleText("dim", time, STYLE)}  ${styleText(getColor(event), type.padEnd(24), STYLE)}  ${text}`
    : `${time}  ${type.padEnd(24)}  ${text}`;
}

/** The error, and the advice. */
function advice({ code, cursor, message }: FeedError, { cursorFile }: Options): string {
  if (code !== "CURSOR_EXPIRED" || cursor === undefined) return inTypedWords(message, TYPED);
  const goOn =
    cursorFile === undefined
      ? `use --after ${cursor}`
      : `replace the content of ${path.resolve(cursorFile)} with ${cursor}, and start again.`;
  return `Events after this cursor have expired, so you missed some. To continue with the oldest event that still exists, ${goOn}`;
}

/** Why a connection ended. What the server says that its caller may do is done here already. */
function firstSentence(text: string): string {
  return text.replace(/\.(?: .*)?$/s, "");
}

/** Follows the feed for a command, which ends when somebody stops it. */
class Following {
  readonly #abort = new AbortController();
  #isLost = false;
  #wasConnected = false;
  #unreachable: string | undefined;
  readonly #isPatient: boolean;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  stop = (): void => this.#abort.abort();

  /** @param isPatient whether a server that does not answer at the beginning is waited for. */
  constructor(isPatient = false) {
    this.#isPatient = isPatient;
    process.once("SIGINT", this.stop).once("SIGTERM", this.stop);
    // A reader of only the beginning (such as head) ends it.
    process.stdout.on("error", this.stop);
  }

  /** Something came by the subscription. A connection by itself does not show that the server accepts it. */
  #isFollowed(): void {
    if (this.#isLost) console.error("connected again; nothing was missed");
    this.#isLost = false;
  }

  /** The events. @param fields of them, in GraphQL. @throws StartError when they cannot be followed. */
  async *events<Event>(
    options: Options,
    after: string | undefined,
    fields: string | undefined,
    onProgress: (cursor: string) => void,
    onConnect: (cursor: string | undefined) => void = () => {},
  ): AsyncGenerator<FollowedEvent<Event>, void, undefined> {
    const follow = await import("../client/follow-events.js");
    const { endpoint, key } = connection();
    try {
      for await (const followed of follow.events<Event>({
        url: endpoint,
        key,
        after,
        filter: getFilter(options),
        ...(fields === undefined ? {} : { fields }),
        signal: this.signal,
        onProgress: (cursor) => {
          this.#isFollowed();
          onProgress(cursor);
        },
        onConnect: (cursor) => {
          onConnect(cursor);
          // A server that was waited for at the beginning was not lost.
          if (!this.#wasConnected) this.#isLost = false;
          this.#wasConnected = true;
        },
        onReconnect: (words) => {
          const reason = firstSentence(words);
          if (!this.#wasConnected && !this.#isPatient) {
            this.#unreachable = reason;
            this.stop();
            return;
          }
          if (!this.#isLost) console.error(`${reason}; trying again …`);
          this.#isLost = true;
        },
      })) {
        this.#isFollowed();
        yield followed;
      }
    } catch (error) {
      if (error instanceof follow.FeedError) throw new StartError(advice(error, options));
      throw error;
    }
    if (this.#unreachable === undefined) return;
    throw notReached(endpoint, this.#unreachable);
  }
}

/** Prints a line, and waits while its reader is behind: nothing piles up here, and the server notices. */
async function print(line: string, signal: AbortSignal): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await once(process.stdout, "drain", { signal }).catch(() => {});
}

/** Shows events on standard output. */
async function show(options: Options, format: string): Promise<void> {
  const following = new Following();
  const isColored = hasColor(process.stdout);
  let last: string | undefined;
  if (isFormatName(format)) {
    const origin = { account: await accountSeen(), version: VERSION };
    for await (const { cursor, event } of following.events<ShownEvent>(
      options,
      options.after,
      SHOWN_FIELDS,
      () => {},
    ))
      await print(FORMATS[format]({ ...event, cursor }, origin), following.signal);
    return;
  }
  const progress = (cursor: string) => {
    last = cursor;
  };
  for await (const { cursor, event } of following.events<DefaultEvent>(
    options,
    options.after,
    undefined,
    progress,
  )) {
    last = cursor;
    await print(
      format === "jsonl" ? jsonLine({ cursor, event }) : getLine(event, isColored),
      following.signal,
    );
  }
  if (last !== undefined && format === "text") console.error(`\nTo continue from here: --after ${last}`);
}

/** An event as `events tail --json` shows it. */
const asJson: Format = ({ cursor, ...event }, _origin, isShort = false) =>
  jsonLine({ cursor, event, ...(isShort ? { shortened: true } : {}) });

/** Why no server was reached, if that is why something failed: it may end by itself. */
function reasonAway(error: unknown): string | undefined {
  if (error instanceof UnreachableError) return error.message.replace(/\.$/, "");
  return error instanceof SyslogLost && error.isAway ? error.message : undefined;
}

/**
 * Does something as soon as those whom it needs are reached: after a start of the machine, the network, the server and the
 * receiver come in any order.
 * @returns undefined when somebody stopped the waiting. @throws UnreachableError for a receiver that is there, and refuses.
 */
async function whenReached<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted) return undefined;
      const reason = reasonAway(error);
      if (reason === undefined)
        throw error instanceof SyslogLost ? new UnreachableError(`${withoutStop(error.message)}.`) : error;
      if (failures === 0) console.error(`${reason}; trying again …`);
      await pause(waitAfter(failures), signal);
    }
  }
  return undefined;
}

/** Sends events to a receiver of syslog. */
async function send(options: Options, to: string, format: string): Promise<void> {
  const receiver = currentReceiver({ ...options, to }, (sentence) =>
    console.error(`${sentence} Until this is corrected, the previous certificates stay in use.`),
  );
  const file = options.cursorFile;
  const kept = file === undefined ? undefined : readCursor(file);
  const begin = kept ?? options.after;
  let last = kept;
  if (file !== undefined) keepCursor(file, begin ?? "");
  const keep = (cursor: string | undefined) => {
    if (cursor === undefined || cursor === last) return;
    last = cursor;
    if (file !== undefined) keepCursor(file, cursor);
  };
  // The last event that was handed over, the last one that arrived, and a later place up to which there was nothing to send.
  let taken: string | undefined;
  let arrived: string | undefined;
  let ahead: string | undefined;
  const following = new Following(true);
  const { signal } = following;
  // A wrong setting is reported at once, and not with the first event.
  const account = await whenReached(accountSeen, signal);
  await whenReached(async () => {
    const session = await SyslogSession.open(receiver(), signal);
    await session.finish();
  }, signal);
  if (account === undefined || signal.aborted) return;
  const origin = { account, version: VERSION };
  const write = isFormatName(format) ? FORMATS[format] : asJson;
  async function* messages(): AsyncGenerator<Outgoing> {
    for await (const { cursor, event } of following.events<ShownEvent>(
      options,
      begin,
      SHOWN_FIELDS,
      (place) => {
        ahead = place;
        // While an event is on its way, this place is too far, and that of the event before may be behind what the file has.
        if (arrived === taken) keep(place);
      },
      // Where it began is kept, so that nothing is missed when it ends before the first event.
      (now) => keep(last ?? now),
    )) {
      const line = lineWithin(write, { ...event, cursor }, origin, MAX_LINE_BYTES);
      taken = cursor;
      ahead = undefined;
      yield { cursor, frame: syslogFrame(syslogMessage(event, line)) };
    }
  }
  const unknown = await deliver(messages(), {
    receiver,
    signal,
    onConfirmed: (cursor) => {
      arrived = cursor;
      keep(arrived === taken ? (ahead ?? arrived) : arrived);
    },
    onLost: (reason) => console.error(`${reason}; trying again …`),
    onBack: () => console.error("connected to the receiver again; nothing was lost"),
  });
  if (unknown > 0)
    console.error(
      `It is not known whether the last messages arrived (${unknown}). They are sent again when you continue from the cursor.`,
    );
  if (last !== undefined && file === undefined) console.error(`To continue from here: --after ${last}`);
}

async function tail(options: Options): Promise<void> {
  const format = getFormat(options);
  if (options.to === undefined) await show(options, format);
  else await send(options, options.to, format);
}

export function addTailCommand(commands: Command): void {
  commands
    .command("tail")
    .description(
      "Show events as they happen, until you stop the command, or send them to a syslog receiver. After a lost connection, the command connects again by itself and misses no event.",
    )
    .option(
      "--after <cursor>",
      "begin after this cursor, with the events that were missed; without it, begin with new events",
    )
    .option(
      "--types <types>",
      "only events of these types, as in AUTHENTICATION_DENIED,TOKEN_LOCKED",
      eventTypes,
    )
    .option("--user <login>", "only events about this user")
    .option("--token <serial number>", "only events about this token")
    .option("--resource <name>", "only events about this resource")
    .option("--text <words>", "only events with words that begin with these")
    .option(
      "--json",
      "for programs: one line of JSON for each event, with its cursor; the same as --format jsonl",
    )
    .addOption(
      choice("--format <format>", "the format of the events", ["text", "jsonl", ...Object.keys(FORMATS)]),
    )
    .option(
      "--to <address>",
      "send the events to this syslog receiver, as in syslog+tls://siem.example.com:6514",
    )
    .option(
      "--cursor-file <file>",
      "with --to: keep the cursor of the last event that arrived in this file, and continue after it at the next start",
    )
    .option("--ca-cert-file <file>", "with --to: trust only these certificate authorities (PEM)")
    .option("--client-cert-file <file>", "with --to: the client certificate (PEM)")
    .option("--client-key-file <file>", "with --to: the private key (PEM) of the client certificate")
    .action(tail);
}
