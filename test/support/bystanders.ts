import assert from "node:assert/strict";
import { getReadiness } from "./readiness.js";
import type { Device, Seed } from "./seed.js";

/** The observations of normal clients and health checks during another operation. */
export interface Seen {
  readonly signIns: number;
  readonly healthChecks: number;
  /** The slowest of each, in milliseconds. */
  readonly slowestSignIn: number;
  readonly slowestHealthCheck: number;
}

/**
 * Repeats some work while `goesOn` returns true. @returns how often, and the slowest time in milliseconds.
 */
async function overAndOver(
  goesOn: () => boolean,
  work: () => Promise<void>,
): Promise<{ times: number; slowest: number }> {
  let times = 0;
  let slowest = 0;
  do {
    const begin = performance.now();
    await work();
    slowest = Math.max(slowest, performance.now() - begin);
    times += 1;
  } while (goesOn());
  return { times, slowest };
}

async function isHealthy(url: string): Promise<void> {
  // A separate connection, as an orchestrator's probe has.
  const live = await fetch(`${url}/health/live`, { headers: { connection: "close" } });
  assert.equal(live.status, 200, "/health/live");
  await live.text();
  assert.match(await getReadiness({ url }), /^200 /);
}

/**
 * During another operation, people sign in one after another, and the health is checked. Every code must be
 * granted, and every check answered.
 * @param buttons HOTP devices of people, each linked to the resource.
 */
export async function meanwhile(
  seed: Seed,
  resource: string,
  buttons: readonly Device[],
  work: () => Promise<void>,
): Promise<Seen> {
  let goesOn = true;
  const people = buttons.map((button) =>
    overAndOver(
      () => goesOn,
      async () => {
        assert.ok(
          await seed.signIn({ token: button.id }, resource, button.press()),
          "a right code was denied",
        );
      },
    ),
  );
  const checks = overAndOver(
    () => goesOn,
    () => isHealthy(seed.admin.url),
  );
  const everyone = Promise.all([Promise.all(people), checks]);
  try {
    await Promise.race([work(), everyone]);
  } finally {
    goesOn = false;
  }
  const [signIns, health] = await everyone;
  return {
    signIns: signIns.reduce((sum, { times }) => sum + times, 0),
    slowestSignIn: Math.max(...signIns.map(({ slowest }) => slowest)),
    healthChecks: health.times,
    slowestHealthCheck: health.slowest,
  };
}
