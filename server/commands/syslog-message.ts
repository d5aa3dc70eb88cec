import os from "node:os";
import { getMeaning } from "../events/formats/meanings.js";
import type { ShownEvent } from "../events/formats/shown-event.js";
import { VERSION } from "../version.js";

/** "Security/authorization messages" (RFC 5424, table 1). */
const FACILITY = 10;

/** Severities of RFC 5424, table 2: informational, notice, warning, critical. */
const SEVERITIES = { INFORMATIONAL: 6, LOW: 5, MEDIUM: 4, HIGH: 2 } as const;

/** How long a message may be in bytes: every receiver should take that much (RFC 5425, 4.3.1). */
export const MAX_MESSAGE_BYTES = 8_192;

/** How much of it is for the part before the event, in bytes: its header has at most 400. */
export const MAX_LINE_BYTES = MAX_MESSAGE_BYTES - 400;

/** A name as a header may have it: printable ASCII without spaces. */
function name(text: string, most: number): string {
  const printable = text.replaceAll(/[^\x21-\x7e]/g, "").slice(0, most);
  return printable === "" ? "-" : printable;
}

/**
 * An event as a message of syslog (RFC 5424). It has no byte order mark, which readers of JSON and CEF do not expect.
 * @param line what it says: the event in a format.
 */
export function syslogMessage(
  event: Pick<ShownEvent, "type" | "reason" | "occurredAt">,
  line: string,
): string {
  const { severity } = getMeaning(event);
  const head = [
    `<${FACILITY * 8 + SEVERITIES[severity]}>1`,
    event.occurredAt,
    name(os.hostname(), 255),
    "tokenplane",
    process.pid,
    name(event.type, 32),
    `[origin software="Tokenplane" swVersion="${name(VERSION, 32)}"]`,
  ];
  return `${head.join(" ")} ${line}`;
}

/** A message with its length in bytes before it, as it travels over TLS (octet counting, RFC 5425, 4.3). */
export function syslogFrame(message: string): Buffer {
  const bytes = Buffer.from(message);
  return Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
}
