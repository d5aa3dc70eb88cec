import assert from "node:assert/strict";
import type { Real, Step } from "./model-action.js";
import { emptyAccount, LOGINS, PLACES, TOKEN_NAMES, type Model, type TokenName } from "./model-state.js";
import { createStep, linkStep } from "./model-tokens.js";
import { look, visibleTokens } from "./model-visible.js";
import type { World } from "./world.js";

/** One account of a server, what was done to it, and the state of the model. */
export interface Walk extends Real {
  readonly model: Model;
  /** The steps and their answers, line by line. */
  readonly story: string[];
  /** The events that should be there, the newest last. */
  readonly events: string[];
}

/** A difference between a server and the rules, and what was done before. */
export class Disagreement extends Error {
  constructor(story: readonly string[], what: string) {
    super(`${story.map((line, index) => `${index + 1}. ${line}`).join("\n")}\n\n${what}`);
  }
}

/** Fails with the story when two things differ. */
function agree(walk: Walk, what: string, server: unknown, rules: unknown): void {
  try {
    assert.deepEqual(server, rules);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new Disagreement(
      walk.story,
      `${what} of the server (+) is not what the rules say (-).\n${difference}`,
    );
  }
}

/** Takes a step, compares its answer, and updates the model. */
export async function take(walk: Walk, step: Step): Promise<void> {
  const { answer, rule } = await step.send(walk);
  walk.story.push(`${step.words}: ${answer}`);
  const reported = rule(walk.model);
  agree(walk, "The answer", answer, reported.answer);
  walk.events.push(...reported.events);
}

/** Compares everything that can be seen. @param since the number of events at the last comparison. */
export async function compare(walk: Walk, since: number): Promise<void> {
  // Also one event before them, so that an additional event is noticed.
  const expected = walk.events.slice(Math.max(since - 1, walk.events.length - 100, 0));
  const { tokens, events } = await look(walk.admin, expected.length);
  agree(walk, "The feed", events, expected);
  agree(walk, "The state", tokens, visibleTokens(walk.model));
}

/** Noon of a day, where a fob's step of 30 seconds and one of 60 begin. */
const START = Date.UTC(2026, 10, 25, 12, 0, 0);

/** The tokens at the beginning, in the order of their creation. */
const BEGINNING = {
  T1: { kind: "fob", user: "anna", at: ["VPN", "Mail"] },
  T2: { kind: "button", user: "ben", at: ["Mail", "Vault"] },
  T3: { kind: "slowFob", user: "anna", at: ["Vault"] },
  T4: { kind: "button", user: "carol", at: ["VPN"] },
} as const;

function inWords(name: TokenName): string {
  const { kind, user, at } = BEGINNING[name];
  return `${user} has ${name}, a ${kind}, at ${at.join(" and ")}`;
}

/** Begins a walk: a new account with users, resources and tokens of different kinds. */
export async function beginWalk(world: World, names: readonly TokenName[] = TOKEN_NAMES): Promise<Walk> {
  world.clock.pass((START - world.clock.now()) / 1_000);
  const seed = await world.seed();
  for (const login of LOGINS) await seed.user(login);
  const model = emptyAccount(START);
  for (const name of PLACES) {
    const { limit, lockMinutes } = model.resources[name].limits;
    const allowedAddresses = name === "Vault" ? ["10.0.0.0/8"] : [];
    await seed.resource(name, { failedAttemptsBeforeLock: limit, lockMinutes, allowedAddresses });
  }
  const walk: Walk = {
    model,
    story: [],
    events: [],
    admin: seed.admin,
    helpdesk: await seed.key("HELPDESK"),
    pass: (seconds) => world.clock.pass(seconds),
  };
  for (const name of names) {
    const { kind, user, at } = BEGINNING[name];
    await take(walk, createStep(name, kind, user));
    for (const place of at) await take(walk, linkStep(model, name, place));
  }
  // These steps are not part of the story.
  walk.story.splice(0, Infinity, ...names.map(inWords));
  return walk;
}
