import { inspect, isDeepStrictEqual } from "node:util";
import type { Answered, Real, Step } from "./model-action.js";
import type { Model } from "./model-state.js";
import { look, visibleTokens, type Visible } from "./model-visible.js";
import { Disagreement, type Walk } from "./model-walk.js";
import { serialEnds } from "./serial.js";

/**
 * A possible state after things that were done at once: the model, and events that are not explained yet.
 */
interface Standing {
  readonly model: Model;
  readonly events: readonly string[];
}

/** The events without some of them; null when those are not among them. */
function without(events: readonly string[], some: readonly string[]): string[] | null {
  const left = [...events];
  for (const event of some) {
    const index = left.indexOf(event);
    if (index === -1) return null;
    left.splice(index, 1);
  }
  return left;
}

interface Done {
  readonly step: Step;
  readonly answered: Answered;
}

/** The result of a step that is taken by itself; null when the server answered differently. */
function alone({ model, events }: Standing, { answered }: Done): Standing | null {
  const after = structuredClone(model);
  const reported = answered.rule(after);
  const left = reported.answer === answered.answer ? without(events, reported.events) : null;
  return left === null ? null : { model: after, events: left };
}

function sentence({ step, answered }: Done): string {
  return `${step.words}: ${answered.answer}`;
}

/** The parallel steps, and the state that was seen afterwards. */
interface Observed {
  readonly done: readonly Done[];
  readonly tokens: Visible["tokens"];
  readonly events: readonly string[];
}

/** The possible end states, if the things were done in some serial order. */
function getEnds({ done, tokens, events }: Observed, model: Model): Model[] {
  return [...serialEnds(done, { model, events }, alone, sentence)]
    .filter((end) => end.events.length === 0 && isDeepStrictEqual(visibleTokens(end.model), tokens))
    .map((end) => end.model);
}

/** The answers to a code that worked. */
const WORKED = new Set(["granted", "valid"]);

/** More events than a few things at once can cause. */
const MANY = 60;

/** A walk with several things at the same moment. */
export class CrowdedWalk {
  /** The possible states: orders that cannot be distinguished may leave different marks. */
  #ends: Model[];
  #count: number;

  private constructor(
    private readonly walk: Walk,
    private readonly servers: readonly Real[],
    count: number,
  ) {
    this.#ends = [walk.model];
    this.#count = count;
  }

  /** @param servers things at the same moment go to these in turn. */
  static async from(walk: Walk, servers: readonly Real[]): Promise<CrowdedWalk> {
    const { count } = await look(walk.admin, 1);
    return new CrowdedWalk(walk, servers, count);
  }

  /**
   * Takes steps at the same moment. The answers, the events and the state must be those of some serial order.
   * @returns the steps with a code that worked.
   * @throws Disagreement
   */
  async take(steps: readonly Step[]): Promise<Step[]> {
    const { admin, story, model } = this.walk;
    const done = await Promise.all(
      steps.map(async (step, turn) => {
        const answered = await step.send(this.servers[turn % this.servers.length] ?? this.walk);
        return { step, answered };
      }),
    );
    const { tokens, events, count } = await look(admin, MANY);
    const made = events.slice(events.length - (count - this.#count));
    this.#count = count;
    story.push(done.map(sentence).join("\n   "));
    this.#ends = this.#ends.flatMap((end) => getEnds({ done, tokens, events: made }, end));
    const [anEnd] = this.#ends;
    if (anEnd === undefined) {
      const seen = `the events ${inspect(made)} and the tokens ${inspect(tokens, { depth: 4 })}`;
      throw new Disagreement(story, `No order of these explains the answers, ${seen}.`);
    }
    // Moves that are being drawn use this model.
    Object.assign(model, structuredClone(anEnd));
    return done.flatMap(({ step, answered }) => (WORKED.has(answered.answer) ? [step] : []));
  }
}
