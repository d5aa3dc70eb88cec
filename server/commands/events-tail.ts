import type { Command } from "commander";
import { styleText } from "node:util";
import type { DefaultEvent, FeedError } from "../client/follow-events.js";
import { hasColor } from "../color.js";
import { EVENT_TYPES } from "../events/event-types.js";
import { StartError, UnreachableError } from "../start-error.js";
import { connection, inTypedWords } from "./client.js";
import { chosen } from "./options.js";

/** What the inputs of the API are called here. */
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
}

function filterOf({ types, user, token, resource, text }: Options): object {
  return {
    ...(types === undefined ? {} : { types }),
    ...(user === undefined ? {} : { user: { login: user } }),
    ...(token === undefined ? {} : { token: { serialNumber: token } }),
    ...(resource === undefined ? {} : { resource: { name: resource } }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Bad news, good news, and the rest. */
function colorOf({ type, outcome }: DefaultEvent): "red" | "yellow" | "green" | "cyan" {
  if (outcome === "DENIED" || outcome === "INVALID" || type === "TOKEN_LOCKED") return "red";
  if (outcome === "GRANTED" || outcome === "VALID") return "green";
  return /DELETED|DISABLED|REVOKED|FAILED|CANCELLED|BYPASS/.test(type) ? "yellow" : "cyan";
}

/** Whether there is colour is decided here, and not by Node. */
const STYLE = { validateStream: false };

/** One line for people. What a name holds cannot write elsewhere on their terminal. */
function lineOf(event: DefaultEvent, isColored: boolean): string {
  const { occurredAt, type, reason, summary, clientAddress } = event;
  const about = [reason, clientAddress].filter((part) => part !== null).join(", ");
  const text = `${summary}${about === "" ? "" : ` (${about})`}`.replace(/\p{Cc}/gu, "\ufffd");
  const date = new Date(occurredAt);
  const time = `${date.toLocaleDateString("sv")} ${date.toLocaleTimeString("sv")}`;
  return isColored
    ? `${styleText("dim", time, STYLE)}  ${styleText(colorOf(event), type.padEnd(24), STYLE)}  ${text}`
    : `${time}  ${type.padEnd(24)}  ${text}`;
}

function advice({ code, cursor, message }: FeedError): string {
  const words = inTypedWords(message, TYPED);
  if (code !== "CURSOR_EXPIRED" || cursor === undefined) return words;
  return `${words} The oldest event that is still there follows: --after ${cursor}`;
}

async function tail(options: Options): Promise<void> {
  const follow = await import("../client/follow-events.js");
  const { endpoint, key } = connection();
  const isColored = hasColor(process.stdout);
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  // Whoever reads only the beginning (as head does) ends it.
  process.stdout.on("error", stop);
  let last: string | undefined;
  let isLost = false;
  let wasConnected = false;
  let unreachable: string | undefined;
  try {
    for await (const { cursor, event } of follow.events({
      url: endpoint,
      key,
      after: options.after,
      filter: filterOf(options),
      signal: abort.signal,
      onConnect() {
        if (isLost) console.error("connected again; nothing was missed");
        isLost = false;
        wasConnected = true;
      },
      onReconnect(reason) {
        if (!wasConnected) {
          unreachable = reason;
          abort.abort();
          return;
        }
        if (!isLost) console.error(`${reason}; trying again …`);
        isLost = true;
      },
    })) {
      last = cursor;
      console.log(options.json === true ? JSON.stringify({ cursor, event }) : lineOf(event, isColored));
    }
  } catch (error) {
    if (error instanceof follow.FeedError) throw new StartError(advice(error));
    throw error;
  }
  if (unreachable !== undefined) {
    throw new UnreachableError(
      `No server answers at ${endpoint} (${unreachable}). Start it, or set TOKENPLANE_ENDPOINT to where it is.`,
    );
  }
  if (last !== undefined && options.json !== true) console.error(`\nTo go on from here: --after ${last}`);
}

export function addTailCommand(commands: Command): void {
  commands
    .command("tail")
    .description(
      "Show events as they happen, until you stop it. It connects again by itself and misses nothing.",
    )
    .option("--after <cursor>", "begin after this event, with what was missed; without it, begin now")
    .option("--types <types>", "only these types, as in AUTHENTICATION_DENIED,TOKEN_LOCKED", eventTypes)
    .option("--user <login>", "only about this user")
    .option("--token <serial number>", "only about this token")
    .option("--resource <name>", "only about this resource")
    .option("--text <words>", "only with words that begin like these")
    .option("--json", "one line of JSON for each event, with its cursor, for programs")
    .action(tail);
}
