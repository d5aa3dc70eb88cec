import { words } from "../words/shared-words.js";

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** As in "3 min. ago". */
export function agoText(time: number, now: number, { language, justNow } = words()): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  const seconds = (time - now) / 1_000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return justNow;
}

/** As in "7 h 12 min". */
export function leftText(milliseconds: number, { units } = words()): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const [hoursText, restText] = [`${hours} ${units.hour}`, `${rest} ${units.minute}`];
  if (hours === 0) return restText;
  return rest === 0 ? hoursText : `${hoursText} ${restText}`;
}

/** As in "18:40", or "27 Nov, 18:40" on another day, with the year if it is another one. */
export function momentText(time: number, now: number): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (date.toDateString() === new Date(now).toDateString()) return clock;
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  const day = date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
  return `${day}, ${clock}`;
}

/** In full and in UTC, as logs have it. */
export function utcText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
