import { Decimal, Dynamic, isRecord, numberDigits, type Value } from "../../../provider/plugin/cty/value.js";

/** A known value as a state file has it, with every digit. */
export function jsonText(value: Value): string {
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal) {
    return numberDigits(value);
  }
  if (value instanceof Dynamic)
    return `{"type":${JSON.stringify(value.type)},"value":${jsonText(value.value)}}`;
  if (Array.isArray(value)) return `[${value.map((of: Value) => jsonText(of)).join(",")}]`;
  if (isRecord(value)) {
    return `{${Object.entries(value)
      .map(([key, of]) => `${JSON.stringify(key)}:${jsonText(of)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}
