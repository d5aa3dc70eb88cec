import type { Command } from "commander";
import { z } from "zod";
import { ask } from "./client.js";
import { AS_JSON, asEnum, choice, printJson, wholeNumber } from "./options.js";

const Listed = z.object({
  id: z.string(),
  kind: z.string(),
  purpose: z.string(),
  state: z.string(),
  sentTo: z.string(),
  attempts: z.number(),
  failure: z.string().nullable(),
  receipt: z.string().nullable(),
  used: z.boolean(),
  createdAt: z.string(),
  channel: z.object({ name: z.string() }).nullable(),
  token: z.object({ name: z.string() }).nullable(),
  user: z.object({ login: z.string() }).nullable(),
});
type Listed = z.infer<typeof Listed>;

const LIST = `query ($first: Int!, $after: Cursor, $filter: MessageFilter) {
  messages(first: $first, after: $after, filter: $filter) {
    nodes { id kind purpose state sentTo attempts failure receipt used createdAt channel { name } token { name }
      user { login } }
    pageInfo { hasNextPage endCursor } } }`;

const Page = z.object({
  nodes: z.array(Listed),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const Kept = z.array(
  z.object({
    kind: z.string(),
    to: z.string(),
    subject: z.string().nullable(),
    text: z.string(),
    at: z.string(),
  }),
);

const OUTBOX = "{ outbox { kind to subject text at } }";

/** Messages in one request. */
const PAGE = 100;

interface Options {
  readonly json?: true;
  readonly last: number;
  readonly state?: string;
}

function line({
  createdAt,
  kind,
  state,
  sentTo,
  channel,
  token,
  user,
  failure,
  receipt,
  used,
}: Listed): string {
  const what = [state, ...(receipt === null ? [] : [receipt]), ...(used ? ["used"] : [])].join(", ");
  const by = channel === null ? "" : ` by ${channel.name}`;
  const whom = token?.name ?? user?.login;
  const of = whom === undefined ? "" : ` for ${whom}`;
  return `${createdAt}  ${kind.padEnd(5)}  ${sentTo}${by}${of}: ${what}${failure === null ? "" : ` (${failure})`}`;
}

async function list({ json, last, state }: Options): Promise<void> {
  const messages: Listed[] = [];
  const filter = state === undefined ? {} : { states: [asEnum(state)] };
  for (let after: string | null = null, left = last; left > 0;) {
    const variables = { first: Math.min(left, PAGE), after, filter };
    const page: z.infer<typeof Page> = await ask("messages", LIST, variables, Page);
    messages.push(...page.nodes);
    left -= page.nodes.length;
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  if (json === true) printJson(messages);
  else for (const message of messages.toReversed()) console.log(line(message));
}

async function outbox({ json }: Pick<Options, "json">): Promise<void> {
  const messages = await ask("outbox", OUTBOX, {}, Kept);
  if (json === true) {
    printJson(messages);
    return;
  }
  if (messages.length === 0)
    console.error("The server has no message in its memory. A restart removes all messages.");
  for (const { kind, to, subject, text, at } of messages.toReversed()) {
    console.log(`--- ${at}  ${kind} to ${to}${subject === null ? "" : `: ${subject}`}\n${text}\n`);
  }
}

export function addMessageCommands(program: Command): void {
  program
    .command("messages")
    .description(
      "List the messages that were sent, each with its masked recipient and its result, through the running server. Texts and codes are not kept.",
    )
    .option(
      "--last <number>",
      "how many messages to list: the newest ones",
      wholeNumber("--last", 1, 1_000_000),
      20,
    )
    .addOption(
      choice("--state <state>", "only messages in this state", [
        "pending",
        "sending",
        "accepted",
        "refused",
        "unknown",
        "expired",
        "cancelled",
        "suppressed",
      ]),
    )
    .option(...AS_JSON)
    .action(list);
  program
    .command("outbox")
    .description(
      "Show the messages that a server kept in memory instead of sending them, with their codes. Only a server on loopback without TOKENPLANE_PUBLIC_URL and without a mail server keeps them: it is for trying things out, not for production.",
    )
    .option(...AS_JSON)
    .action(outbox);
}
