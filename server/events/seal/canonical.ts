import { hash } from "node:crypto";
import { canonicalJson } from "../../canonical-json.js";

/** A value as JSON knows it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function canonicalHash(value: Json): string {
  return hash("sha256", canonicalJson(value), "hex");
}
