import { appendFileSync } from "node:fs";
import { inject } from "vitest";

/** The things for which tests wait, beside their own work. */
export type Awaited =
  "servers in the test's process" | "server processes" | "commands" | "Terraform cores" | "npm";

/** Writes down how long something took, for the end of the run. @returns what it resolves to. */
export async function waited<T>(what: Awaited, work: Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work;
  } finally {
    const seconds = (performance.now() - begun) / 1_000;
    appendFileSync(inject("waits"), `${JSON.stringify({ what, seconds })}\n`);
  }
}
