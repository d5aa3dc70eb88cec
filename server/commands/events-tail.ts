import type { Command } from "commander";
import { styleText } from "node:util";
import type { DefaultEvent, FeedError } from "../client/follow-events.js";
import { StartError } from "../start-error.js";
import { connection } from "./client.js";

interface Options {
  readonly after?: string;
  readonly types?: string;
  readonly user?: string;
  readonly token?: string;
  readonly resource?: string;
  readonly text?: string;
  readonly json?: true;
}

function filterOf({ types, user, token, resource, text }: Options): object {
  return {
    ...(types === undefined ? {} : { types: types.toUpperCase().split(",") }),
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

/** One line for people. What a name holds cannot write elsewhere on their terminal. */
function lineOf(event: DefaultEvent, isColored: boolean): string {
  const { occurredAt, type, reason, summary, clientAddress } = event;
  const about = [reason, clientAddress].filter((part) => part !== null).join(", ");
  const text = `${summary}${about === "" ? "" : ` (${about})`}`.replace(/\p{Cc}/gu, "\ufffd");
  const date = new Date(occurredAt);
  const time = `${date.toLocaleDateString("sv")} ${date.toLocaleTimeString("sv")}`;
  return isColored
    ? `${styleText("dim", time)}  ${styleText(colorOf(event), type.padEnd(24))}  ${text}`
    : `${time}  ${type.padEnd(24)}  ${text}`;
}

function advice({ code, cursor, message }: FeedError): string {
  if (code !== "CURSOR_EXPIRED" || cursor === undefined) return message;
  return `${message} What is kept begins with: --after ${cursor}`;
}

async function tail(options: Options): Promise<void> {
  const follow = await import("../client/follow-events.js");
  const { endpoint, key } = connection();
  const isColored = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  // Whoever reads only the beginning (as head does) ends it.
  process.stdout.on("error", stop);
  let last: string | undefined;
  let isLost = false;
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
      },
      onReconnect(reason) {
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
  if (last !== undefined && options.json !== true) console.error(`\nTo go on from here: --after ${last}`);
}

export function addTailCommand(commands: Command): void {
  commands
    .command("tail")
    .description(
      "Show events as they happen, until you stop it. It connects again by itself and misses nothing.",
    )
    .option("--after <cursor>", "begin after this event with what was missed; else it begins now")
    .option("--types <types>", "only these types, as in AUTHENTICATION_DENIED,TOKEN_LOCKED")
    .option("--user <login>", "only about this user")
    .option("--token <serial number>", "only about this token")
    .option("--resource <name>", "only about this resource")
    .option("--text <words>", "only with words that begin so")
    .option("--json", "one line of JSON for each event, with its cursor, for programs")
    .action(tail);
}
