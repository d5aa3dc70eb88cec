import { asCef } from "./cef.js";
import { asEcs } from "./ecs.js";
import { asOcsf } from "./ocsf.js";
import { cut } from "./plain.js";
import type { Format, Origin, ShownEvent } from "./shown-event.js";

/** The formats of other systems in which events can be written, by their names on the command line. */
export const FORMATS = { cef: asCef, ocsf: asOcsf, ecs: asEcs } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(text: string): text is FormatName {
  return Object.hasOwn(FORMATS, text);
}

/** How long texts of an event are that must be short: the first length with which its line fits is taken. */
const SHORT_LENGTHS = [128, 32, 8];

/** How many changes an event that must be short has. */
const SHORT_CHANGES = 4;

/** An event whose texts have at most some characters, and which has few changes. */
function shortened(event: ShownEvent, most: number): ShownEvent {
  const short = (text: string | null) => (text === null ? null : cut(text, most));
  return {
    ...event,
    summary: cut(event.summary, 2 * most),
    actor: { ...event.actor, name: cut(event.actor.name, most) },
    tokenName: short(event.tokenName),
    userLogin: short(event.userLogin),
    resourceName: short(event.resourceName),
    changes: event.changes
      .slice(0, SHORT_CHANGES)
      .map(({ field, from, to }) => ({ field: cut(field, most), from: short(from), to: short(to) })),
  };
}

/**
 * An event as one line that has at most some bytes in UTF-8. If it would have more, its texts are cut and it has few of its
 * changes, and the line says so. Its id and its cursor stand in it whole.
 */
export function lineWithin(format: Format, event: ShownEvent, origin: Origin, maxBytes: number): string {
  let line = format(event, origin);
  for (const most of SHORT_LENGTHS) {
    if (Buffer.byteLength(line) <= maxBytes) break;
    line = format(shortened(event, most), origin, true);
  }
  return line;
}
