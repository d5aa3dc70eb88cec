import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hotp } from "../otp/hotp.js";
import { fromBase32 } from "../push/base32.js";
import { type DevPlaces } from "./places.js";

const Person = z.object({
  /** The account name that is typed; null in a portal. */
  account: z.string().nullable(),
  /** Where the person signs in. */
  url: z.string(),
  role: z.string(),
  login: z.string(),
  password: z.string(),
  /** Base32. */
  secret: z.string(),
});

/** Somebody whom the seed made, who can sign in. */
export type SeededPerson = z.infer<typeof Person>;

function getFile({ folder }: DevPlaces): string {
  return path.join(folder, "people.json");
}

/** The people who can sign in, in the order in which the seed made them. */
export function readPeople(places: DevPlaces): SeededPerson[] {
  const file = getFile(places);
  return existsSync(file) ? z.array(Person).parse(JSON.parse(readFileSync(file, "utf8"))) : [];
}

export function addPeople(places: DevPlaces, people: readonly SeededPerson[]): void {
  const all = [...readPeople(places), ...people];
  writeFileSync(getFile(places), JSON.stringify(all, undefined, 2), { mode: 0o600 });
}

/** The code that an app shows at a time. @param now milliseconds since 1970 UTC. */
export function codeAt(secret: string, now: number): string {
  return hotp(fromBase32(secret) ?? Buffer.alloc(0), Math.floor(now / 30_000), 6, "SHA1");
}
