import { texts as de } from "../../server/console/session/alarm-texts/de.js";
import { texts as en } from "../../server/console/session/alarm-texts/en.js";
import { texts as es } from "../../server/console/session/alarm-texts/es.js";
import { texts as fr } from "../../server/console/session/alarm-texts/fr.js";
import { texts as pl } from "../../server/console/session/alarm-texts/pl.js";
import { texts as uk } from "../../server/console/session/alarm-texts/uk.js";
import type { AlarmEffect } from "../../server/alarms/alarm-store.js";
import type { PortalChange } from "../../server/delivery/texts/message-facts.js";

/** The texts of the page for everything that the server can tell it. */
interface SaysAll {
  readonly changes: Readonly<Record<PortalChange, string>>;
  readonly effects: Readonly<Record<AlarmEffect, string>>;
}

/** The texts of the page “This was not me” in each language. */
export const ALARM_TEXTS = { de, en, es, fr, pl, uk } as const satisfies Record<string, SaysAll>;
