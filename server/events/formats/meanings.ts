import { EVENT_TYPES, type EventType } from "../event-types.js";
import type { Meaning } from "../types/declaration.js";
import type { ShownEvent } from "./shown-event.js";

/** The meaning of a type that a newer server has, and this program does not know. */
const UNKNOWN: Meaning = {
  name: "Event of a newer version",
  severity: "LOW",
  ocsf: ["API Activity", "Other"],
  ecs: ["api", ["info"]],
};

function isKnown(type: string): type is EventType {
  return Object.hasOwn(EVENT_TYPES, type);
}

/** The meaning of an event. A person who did not ask for a request on the phone is a sign of an attack. */
export function getMeaning({ type, reason }: Pick<ShownEvent, "type" | "reason">): Meaning {
  const meaning = isKnown(type) ? EVENT_TYPES[type] : UNKNOWN;
  return reason === "UNKNOWN_TRIGGER" ? { ...meaning, severity: "HIGH" } : meaning;
}

/** Whether the action of an event succeeded. */
export function isSuccess({ outcome, ...event }: Pick<ShownEvent, "type" | "reason" | "outcome">): boolean {
  if (outcome !== null) return outcome === "GRANTED" || outcome === "VALID";
  return getMeaning(event).isFailure !== true;
}
