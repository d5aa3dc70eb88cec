import { hash } from "node:crypto";

/** A value as JSON knows it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * The one way to write a value as JSON (RFC 8785): no spaces, and the fields of objects in the order of their
 * names' UTF-16 code units. Fields that are undefined are left out.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const inner = value[name];
      return inner === undefined ? [] : [`${JSON.stringify(name)}:${canonicalJson(inner)}`];
    });
  return `{${fields.join(",")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function canonicalHash(value: Json): string {
  return hash("sha256", canonicalJson(value), "hex");
}
