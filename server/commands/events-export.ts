import { BYTE_ORDER_MARK, csvLine } from "@tokenplane/files/csv-line";
import { readMoment } from "@tokenplane/rules/moment";
import type { Command } from "commander";
import { once } from "node:events";
import { FORMATS, isFormatName } from "../events/formats/formats.js";
import { jsonLine } from "../events/formats/plain.js";
import { StartError, UsageError } from "../start-error.js";
import { VERSION } from "../version.js";
import type { ExportedEvent } from "./event-lines.js";
import { serverLog } from "./event-log.js";
import { EXIT } from "./exit.js";
import { choice } from "./options.js";

/** Characters that are gathered before they are written. */
const CHUNK = 65_536;

const COLUMNS: Readonly<Record<string, (event: ExportedEvent) => string | null>> = {
  occurredAt: ({ occurredAt }) => occurredAt,
  type: ({ type }) => type,
  outcome: ({ outcome }) => outcome,
  method: ({ method }) => method,
  reason: ({ reason }) => reason,
  summary: ({ summary }) => summary,
  actorKind: ({ actor }) => actor.kind,
  actorName: ({ actor }) => actor.name,
  tokenName: ({ tokenName }) => tokenName,
  userLogin: ({ userLogin }) => userLogin,
  resourceName: ({ resourceName }) => resourceName,
  clientAddress: ({ clientAddress }) => clientAddress,
  callerAddress: ({ callerAddress }) => callerAddress,
  changes: ({ changes }) => (changes.length === 0 ? null : JSON.stringify(changes)),
  id: ({ id }) => id,
  actorId: ({ actor }) => actor.id,
  tokenId: ({ tokenId }) => tokenId,
  userId: ({ userId }) => userId,
  resourceId: ({ resourceId }) => resourceId,
  subjectHmac: ({ subjectHmac }) => subjectHmac,
  correlationId: ({ correlationId }) => correlationId,
  cursor: ({ cursor }) => cursor,
};

/** Writes to standard output as fast as it is read, and holds no more than a chunk. */
class Output {
  #text = "";

  async write(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= CHUNK) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
}

/** Reads the time of an option: as in RFC 3339, or a day, which is its midnight in UTC. */
function getMoment(option: string): (text: string) => string {
  return (text) => {
    const date = readMoment(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
    if (date === undefined) throw new UsageError(`${option} takes a time as in 2026-01-31T08:00:00Z.`);
    return date.toISOString();
  };
}

interface Options {
  readonly since?: string;
  readonly until?: string;
  readonly format: string;
}

async function exportEvents({ since, until, format }: Options): Promise<void> {
  // A reader of only the beginning (such as head) is not shown a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.refused),
  );
  const { header, parts, hasExpiredSince } = await serverLog(since ?? null, until ?? null);
  const output = new Output();
  const line = (value: object) => output.write(`${jsonLine(value)}\n`);
  if (format === "csv") await output.write(`${BYTE_ORDER_MARK}${csvLine(Object.keys(COLUMNS))}`);
  if (format === "jsonl") await line({ log: header });
  const origin = { account: header.account, version: VERSION };
  for await (const { seal, events } of parts) {
    for (const event of events) {
      if (format === "csv") await output.write(csvLine(Object.values(COLUMNS).map((read) => read(event))));
      else if (isFormatName(format)) await output.write(`${FORMATS[format](event, origin)}\n`);
      else await line({ event });
    }
    if (format === "jsonl" && seal !== null) await line({ seal });
  }
  await output.flush();
  // Else what expired would look as if somebody had removed it.
  if (await hasExpiredSince())
    throw new StartError("Events expired while they were exported. Export them again.");
}

export function addExportCommand(events: Command): void {
  events
    .command("export")
    .description(
      "Write the events to standard output, oldest first: as lines of JSON with the seals that `events verify --file` checks, as CSV for spreadsheets, or as CEF, OCSF or ECS for other systems.",
    )
    .option(
      "--since <time>",
      "only events from this time on, as in 2026-01-31T08:00:00Z; a date alone means its beginning in UTC",
      getMoment("--since"),
    )
    .option("--until <time>", "only events before this time", getMoment("--until"))
    .addOption(
      choice("--format <format>", "the format of the events", [
        "jsonl",
        "csv",
        ...Object.keys(FORMATS),
      ]).default("jsonl"),
    )
    .action(exportEvents);
}
