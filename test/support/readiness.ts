import { setTimeout } from "node:timers/promises";
import { EVENTUALLY } from "./eventually.js";

/** The answer of a server that is ready. */
export const READY = '200 {"status":"ready"}';

/**
 * The readiness of a server: the status and the body of `/health/ready`. On a machine that has other work, its check that the
 * database accepts writes may take longer than the answer may wait for it: then it is asked again.
 */
export async function getReadiness({ url }: { readonly url: string }): Promise<string> {
  for (const begun = performance.now(); ;) {
    // A separate connection, as an orchestrator's probe has.
    const answered = await fetch(`${url}/health/ready`, { headers: { connection: "close" } });
    const said = `${answered.status} ${await answered.text()}`.trim();
    const isSlow = said.includes("database accepts no writes");
    if (!isSlow || performance.now() - begun > EVENTUALLY.timeout) return said;
    await setTimeout(100);
  }
}
