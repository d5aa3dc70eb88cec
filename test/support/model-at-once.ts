import { inspect, isDeepStrictEqual } from "node:util";
import type { Answered, Real, Step } from "./model-action.js";
import type { Model } from "./model-state.js";
import { look, visibleTokens, type Visible } from "./model-visible.js";
import { Disagreement, type Walk } from "./model-walk.js";
import { serialEnds } from "./serial.js";

/** Where things that were done at once may stand: what the model says, and events that are to be explained. */
interface Standing {
  readonly model: Model;
  readonly events: readonly string[];
}

/** What is left of events without some of them; null when those are not among them. */
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

/** What the rules make of a state when a step is taken alone; null when the server answered otherwise. */
function alone({ model, events }: Standing, { answered }: Done): Standing | null {
  const after = structuredClone(model);
  const reported = answered.rule(after);
  const left = reported.answer === answered.answer ? without(events, reported.events) : null;
  return left === null ? null : { model: after, events: left };
}

function sentence({ step, answered }: Done): string {
  return `${step.words}: ${answered.answer}`;
}

/** What was done at once, and what could be seen afterwards. */
interface Observed {
  readonly done: readonly Done[];
  readonly tokens: Visible["tokens"];
  readonly events: readonly string[];
}

/** States in which things that were done and seen can have ended, if they were done in some order. */
function endsOf({ done, tokens, events }: Observed, model: Model): Model[] {
  return [...serialEnds(done, { model, events }, alone, sentence)]
    .filter((end) => end.events.length === 0 && isDeepStrictEqual(visibleTokens(end.model), tokens))
    .map((end) => end.model);
}

/** What is answered to a code that worked. */
const WORKED = new Set(["granted", "valid"]);

/** More events than a few things at once can make. */
const MANY = 60;

/** A walk on which several things are done at the same moment. */
export class CrowdedWalk {
  /** Where the model may stand: orders that nobody can tell apart may leave different marks. */
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

  /** @param servers what is done at the same moment is done at these by turns. */
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
    this.#ends = this.#ends.flatMap((end) => endsOf({ done, tokens, events: made }, end));
    const [anEnd] = this.#ends;
    if (anEnd === undefined) {
      const seen = `the events ${inspect(made)} and the tokens ${inspect(tokens, { depth: 4 })}`;
      throw new Disagreement(story, `No order of these explains the answers, ${seen}.`);
    }
    // Moves that are being made look at this one.
    Object.assign(model, structuredClone(anEnd));
    return done.flatMap(({ step, answered }) => (WORKED.has(answered.answer) ? [step] : []));
  }
}
