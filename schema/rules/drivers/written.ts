// Settings as configurations and programs for Terraform write them: choices by their words, headers by their names.
import type { HttpHeader } from "../channel.js";
import { type ChoiceSetting, type Setting, textOf, usualValue, type Value } from "./declaration.js";

/** A name of the API as configurations have it. */
export function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The word of a choice that is null in the API: in a configuration, null means that nothing is written. */
export const NONE = "NONE";

/** The words of a choice; empty for other settings. */
export function getWords(setting: Setting): string[] {
  if (setting.type !== "choice") return [];
  return [...Object.keys(setting.values), ...(setting.none === undefined ? [] : [NONE])];
}

/** The word of a choice's value, as it is stored; null for none. */
export function getWord({ values }: ChoiceSetting, stored: Value): string {
  return Object.keys(values).find((word) => values[word]?.value === stored) ?? NONE;
}

/** The default of a setting, for people; undefined if it has none. */
function shownDefault(setting: Setting): string | undefined {
  switch (setting.type) {
    case "headers":
      return "none";
    case "number":
      return `\`${setting.default({})}\``;
    case "choice":
      return `\`${getWord(setting, setting.default)}\``;
    case "text":
      return setting.default === undefined ? undefined : `\`${setting.default}\``;
  }
}

/** What is said of a setting: what it is, what `NONE` means, and its default. @param about what it is. */
export function describe(setting: Setting, about = setting.description): string {
  const none =
    setting.type === "choice" && setting.none !== undefined ? ` With \`${NONE}\`, ${setting.none}.` : "";
  const usual = shownDefault(setting);
  return usual === undefined ? about + none : `${about}${none} Default: ${usual}.`;
}

/** A map as the list of pairs that the API has. */
export function pairsIn(written: unknown): HttpHeader[] {
  return Object.entries(written ?? {}).map(([name, value]) => ({ name, value: String(value) }));
}

/** A written setting as the server stores it; its usual value when nothing is written. */
export function storedValue(setting: Setting, written: unknown): Value {
  if (setting.type === "headers") return pairsIn(written);
  if (typeof written === "number") return written;
  const text = textOf(written);
  if (text === null) return usualValue(setting, {});
  return setting.type === "choice" ? (setting.values[text]?.value ?? null) : text;
}
