import { settingsSelection } from "@tokenplane/rules/drivers/drivers";
import type { Command } from "commander";
import { z } from "zod";
import { localId } from "../global-id.js";
import { StartError } from "../start-error.js";
import { type AsTyped, ask, change, look } from "./client.js";
import { AS_JSON, printJson } from "./options.js";

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  driver: z.string(),
  priority: z.number(),
  enabled: z.boolean(),
  suspensions: z.array(z.object({ country: z.string(), since: z.string() })),
});
type Listed = z.infer<typeof Listed>;

const Channel = Listed.extend({
  allowedCountries: z.array(z.string()).nullable(),
  hourlyLimit: z.number().nullable(),
  /** Of the driver that it has; of all others, null. */
  settings: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()),
  secretsSet: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
type Channel = z.infer<typeof Channel>;

const Page = z.object({
  nodes: z.array(Listed),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const LISTED = "id name kind driver priority enabled suspensions { country since }";
const CHANNEL = `${LISTED} allowedCountries hourlyLimit secretsSet createdAt updatedAt settings { ${settingsSelection()} }`;

const LIST = `query ($after: Cursor) { channels(first: 100, after: $after, orderBy: { field: PRIORITY }) {
  nodes { ${LISTED} } pageInfo { hasNextPage endCursor } } }`;
const SHOW = `query ($by: ChannelRef!) { channel(by: $by) { ${CHANNEL} } }`;
const DELETE = `mutation ($input: ChannelDeleteInput!) { channelDelete(input: $input) {
  ... on ChannelDeletePayload { deletedId } ... on Error { code message path } } }`;
const RESUME = `mutation ($input: ChannelResumeInput!) { channelResume(input: $input) {
  ... on ChannelResumePayload { channel { ${CHANNEL} } } ... on Error { code message path } } }`;

const TEST = `mutation ($input: ChannelTestInput!) { channelTest(input: $input) {
  ... on ChannelTestPayload { testMessage { id } } ... on Error { code message path } } }`;
const TESTED = "query ($id: ID!) { node(id: $id) { ... on Message { state failure sentTo } } }";

const Tested = z.object({ state: z.string(), failure: z.string().nullable(), sentTo: z.string() });

/** Milliseconds between two looks at a test. */
const LOOK_MS = 500;

/** The names of the API's inputs on the command line. */
const TYPED: AsTyped = { country: "<country>", to: "<to>", channelResume: "channel resume" };

interface Options {
  readonly json?: true;
}

/** The channel that a word names, by its name or by its global id. */
function named(meant: string): { readonly id: string } | { readonly name: string } {
  return localId("Channel", meant) === null ? { name: meant } : { id: meant };
}

/** Where it does not send to, for people. */
function suspendedIn({ suspensions }: Listed): string {
  const countries = suspensions.map(({ country }) => country);
  return countries.length === 0 ? "" : `, suspended: ${countries.join(" ")}`;
}

async function list({ json }: Options): Promise<void> {
  const channels: Listed[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const page: z.infer<typeof Page> = await ask("channels", LIST, { after }, Page);
    channels.push(...page.nodes);
    after = page.pageInfo.endCursor;
    isMore = page.pageInfo.hasNextPage;
  }
  if (json === true) {
    printJson(channels);
    return;
  }
  for (const channel of channels) {
    const { name, kind, driver, priority, enabled } = channel;
    const state = `${enabled ? "enabled" : "disabled"}${suspendedIn(channel)}`;
    console.log(
      `${kind.padEnd(5)}  ${driver.padEnd(10)}  ${String(priority).padStart(4)}  ${name}  (${state})`,
    );
  }
}

/** A setting as it is printed for people. */
function printed(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function printChannel(channel: Channel): void {
  const { name, kind, driver, priority, enabled, allowedCountries, hourlyLimit, suspensions } = channel;
  const settings = Object.values(channel.settings).find((one) => one !== null) ?? {};
  const lines: [string, unknown][] = [
    ["name", name],
    ["id", channel.id],
    ["kind", kind],
    ["driver", driver],
    ["priority", priority],
    ["enabled", enabled],
    ["allowedCountries", allowedCountries?.join(" ")],
    ["hourlyLimit", hourlyLimit],
    ...Object.entries(settings),
    ["secretsSet", channel.secretsSet.join(" ")],
    ...suspensions.map(({ country, since }): [string, unknown] => ["suspended", `${country} since ${since}`]),
    ["createdAt", channel.createdAt],
    ["updatedAt", channel.updatedAt],
  ];
  for (const [field, value] of lines) {
    if (value !== null && value !== undefined && value !== "") {
      console.log(`${`${field}:`.padEnd(22)}${printed(value)}`);
    }
  }
}

async function show(meant: string, { json }: Options): Promise<void> {
  const channel = await ask("channel", SHOW, { by: named(meant) }, Channel.nullable());
  if (channel === null) {
    throw new StartError(
      `There is no channel with the name or the id "${meant}". \`tokenplane channel list\` shows all channels.`,
    );
  }
  if (json === true) printJson(channel);
  else printChannel(channel);
}

async function remove(meant: string, { json }: Options): Promise<void> {
  const input = { channel: named(meant) };
  const shape = z.object({ deletedId: z.string() });
  const unknown =
    "It is not known whether the channel was deleted. `tokenplane channel list` shows all channels.";
  const deleted = await change("channelDelete", DELETE, input, shape, unknown, { typed: TYPED });
  if (json === true) printJson(deleted);
  else console.log(`Deleted ${meant}.`);
}

async function resume(meant: string, country: string, { json }: Options): Promise<void> {
  const input = { channel: named(meant), country: country.toUpperCase() };
  const shape = z.object({ channel: Channel });
  const unknown =
    "It is not known whether the channel was resumed. `tokenplane channel list` shows where it is suspended.";
  const { channel } = await change("channelResume", RESUME, input, shape, unknown, { typed: TYPED });
  if (json === true) printJson(channel);
  else console.log(`${channel.name} sends to ${input.country} again.`);
}

async function test(meant: string, to: string, { json }: Options): Promise<void> {
  const input = { channel: named(meant), to };
  const shape = z.object({ testMessage: z.object({ id: z.string() }) });
  const unknown =
    "It is not known whether the message will be sent. `tokenplane messages` shows the newest ones.";
  const { testMessage } = await change("channelTest", TEST, input, shape, unknown, { typed: TYPED });
  for (;;) {
    const tested = await look(
      "node",
      TESTED,
      { id: testMessage.id },
      Tested,
      "The message may still be sent.",
    );
    if (/^(PENDING|SENDING)$/.test(tested.state)) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      continue;
    }
    if (json === true) printJson(tested);
    else if (tested.state === "ACCEPTED")
      console.log(`The gateway accepted the message to ${tested.sentTo}.`);
    if (tested.state === "ACCEPTED") return;
    const failure = tested.failure ?? "no reason is known.";
    throw new StartError(
      tested.state === "UNKNOWN"
        ? `It is not known whether the message was sent: ${failure}`
        : `The message was not sent (${tested.state}): ${failure}`,
    );
  }
}

export function addChannelCommands(program: Command): void {
  const channel = program
    .command("channel")
    .description(
      "List, show, test, delete and resume channels, which send codes, through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY). Create and change them by the API or Terraform.",
    );
  channel
    .command("list")
    .description("List the account's channels, in the order in which they are tried.")
    .option(...AS_JSON)
    .action(list);
  channel
    .command("show")
    .description("Show a channel with its settings. Secrets are never shown, only their names.")
    .argument("<channel>", "its name, or its global id")
    .option(...AS_JSON)
    .action(show);
  channel
    .command("test")
    .description("Send a test message without a code by a channel, and wait for the result.")
    .argument("<channel>", "its name, or its global id")
    .argument("<to>", "a phone number (+4915112345678), an e-mail address, or the id of a chat")
    .option(...AS_JSON)
    .action(test);
  channel
    .command("delete")
    .description("Delete a channel permanently, with its secrets.")
    .argument("<channel>", "its name, or its global id")
    .option(...AS_JSON)
    .action(remove);
  channel
    .command("resume")
    .description("Let a channel send SMS to a suspended country again.")
    .argument("<channel>", "its name, or its global id")
    .argument("<country>", "the country's code of two letters (ISO 3166-1), as in DE")
    .option(...AS_JSON)
    .action(resume);
}
