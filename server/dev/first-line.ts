import { stripVTControlCharacters } from "node:util";

/** The first line of a message of a tool: what is wrong, without the source around it. */
export function firstLine(text: string): string {
  const lines = stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.trim());
  return lines.find((line) => line !== "") ?? "";
}
