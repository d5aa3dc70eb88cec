import fc from "fast-check";
import type { Api } from "./api.js";
import { TOKEN_NAMES, tokenNamed, type Model, type Token, type TokenName } from "./model-state.js";

/** The clients that take the steps. */
export interface Real {
  readonly admin: Api;
  readonly helpdesk: Api;
  /** Lets time pass. @param seconds negative to step back. */
  readonly pass: (seconds: number) => void;
}

/** The result of a step that the rules expect: its answer in a word, and its events in order. */
export interface Reported {
  readonly answer: string;
  readonly events: readonly string[];
}

/** An answer of the server, and what the rules expect. The rules also change the model. */
export interface Answered {
  readonly answer: string;
  readonly rule: (model: Model) => Reported;
}

/** One step. */
export interface Step {
  /** For people who read why a run failed. */
  readonly words: string;
  readonly send: (real: Real) => Promise<Answered>;
}

/**
 * Something that a run may do. It is drawn before the state is known. In a state it becomes steps; none when it makes
 * no sense there. Steps are requested one by one, and the model has taken each before the next.
 */
export interface Move {
  readonly steps: (model: Model) => Iterable<Step>;
}

/** A kind of moves, and how often they are drawn. */
export interface Action {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Move>;
}

/**
 * Creates an action.
 * @param weight how often it is drawn, compared with the others. @param drawn its random part.
 */
export function action<Drawn>(
  weight: number,
  drawn: fc.Arbitrary<Drawn>,
  steps: (model: Model, drawn: Drawn) => Iterable<Step>,
): Action {
  return { weight, arbitrary: drawn.map((one) => ({ steps: (model) => steps(model, one) })) };
}

/** A mutation to ask for. */
export interface Ask<Payload> {
  readonly words: string;
  /** An administrator by default. */
  readonly by?: "admin" | "helpdesk";
  readonly mutation: string;
  readonly input: object;
  readonly selection?: string;
  /** The payload in a word; "done" by default. */
  readonly getAnswer?: (payload: Payload) => string;
}

/** The step of a mutation. @param rule also gets the payload; null when it was refused. */
export function mutationStep<Payload extends object>(
  { words, by = "admin", mutation, input, selection = "__typename", getAnswer = () => "done" }: Ask<Payload>,
  rule: (model: Model, payload: Payload | null) => Reported,
): Step {
  return {
    words,
    send: async (real) => {
      const result = await real[by].mutate<Payload>(mutation, input, selection);
      const { code } = result;
      return {
        answer: code ?? getAnswer(result),
        rule: (model) => rule(model, code === undefined ? result : null),
      };
    },
  };
}

/** It was done, and has these events. */
export function done(...events: string[]): Reported {
  return { answer: "done", events };
}

/** It was refused, and nothing changed. */
export function refused(code: string): Reported {
  return { answer: code, events: [] };
}

/** True most of the time. */
export const mostly: fc.Arbitrary<boolean> = fc.constantFrom(true, true, true, true, true, false);

/** The token of a move, drawn before it is known which tokens exist. */
export interface Choice {
  readonly name: TokenName;
  /** Whether to prefer a token that the move is meant for, if there is one. */
  readonly fits: boolean;
}

export const aToken: fc.Arbitrary<Choice> = fc.record({
  name: fc.constantFrom(...TOKEN_NAMES),
  fits: mostly,
});

/** The chosen token: the first at or after the drawn name, among those that the move is meant for. */
export function chosen(
  model: Model,
  { name, fits }: Choice,
  isMeant: (token: Token) => boolean = () => true,
): TokenName {
  if (!fits) return name;
  const begin = TOKEN_NAMES.indexOf(name);
  const inTurn = [...TOKEN_NAMES.slice(begin), ...TOKEN_NAMES.slice(0, begin)];
  const found = inTurn.find((other) => {
    const token = tokenNamed(model, other);
    return token !== undefined && isMeant(token);
  });
  return found ?? name;
}

/** The reference to a token that exists, or existed. */
export function tokenRef({ ids }: Model, name: TokenName): { readonly id: string } {
  return { id: ids[name] ?? "" };
}

/** The step of a mutation whose input names a token, and which finds none when it is deleted. */
export function tokenStep<Payload extends object>(
  model: Model,
  name: TokenName,
  { input = {}, ...ask }: Omit<Ask<Payload>, "input"> & { readonly input?: object },
  rule: (token: Token, model: Model, payload: Payload | null) => Reported,
): Step {
  return mutationStep<Payload>(
    { ...ask, input: { token: tokenRef(model, name), ...input } },
    (after, payload) => {
      const token = tokenNamed(after, name);
      return token === undefined ? refused("NOT_FOUND") : rule(token, after, payload);
    },
  );
}
