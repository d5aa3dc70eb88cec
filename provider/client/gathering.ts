// Few requests for many changes: those that a core requests in parallel become one bulk mutation, if the API has it.
import { randomUUID } from "node:crypto";
import type { Outcome } from "./answer.js";
import type { BulkData, BulkForm, BulkInput, Document } from "./document.js";
import { isRefusal } from "./refusal.js";

/** How many changes share a request at most. */
const MAX_TOGETHER = 50;
/** How long a lone change waits for another one, in milliseconds. */
const MOMENT = 4;
/*
 * A core that gets the results of several changes writes its state once for each, and sends the next change after each.
 * The more its state has, the longer that takes: soon some ten milliseconds. So as long as the core owes changes, they are
 * waited for, at the pace at which they come.
 */
/** How many times as long as those before it such a change may take. */
const TIMES_AS_LONG = 5;
/** How long such a change is waited for at most, in milliseconds. */
const LONGEST_MOMENT = 100;
/** How long a change waits at most while others come, in milliseconds. */
const LONGEST_WAIT = 250;

/** The outcome of a request, after all its repeats. */
export type Delivered = Exclude<Outcome, { kind: "setback" }>;

/** The input of a mutation, and who waits for its answer. */
interface Change {
  readonly input: object;
  readonly resolve: (answer: object) => void;
  readonly reject: (reason: unknown) => void;
}

/** How changes are sent. */
export interface Sender {
  /** Sends one by itself. @throws {DiagnosticError} */
  alone(input: object): Promise<object>;
  /** Sends a bulk mutation, repeatedly if need be. @throws {DiagnosticError} if there is no answer. */
  deliver(document: BulkForm["document"], input: BulkInput): Promise<Delivered>;
  /** The error of an answer without data. */
  problem(outcome: Exclude<Delivered, { kind: "data" }>, operation: string): Promise<Error>;
}

/** The changes of one kind. */
class Queue {
  #waiting: Change[] = [];
  /** When the first of them must be sent. */
  #until = 0;
  #timer: NodeJS.Timeout | undefined;
  /** How many changes are sent and not answered. */
  #underway = 0;
  /** How many were answered after which the core has not sent another one yet. */
  #due = 0;
  /** When the last change came, or was answered. */
  #last = Number.NEGATIVE_INFINITY;
  /** The longest time between two changes lately. */
  #pace = 0;

  constructor(private readonly send: (changes: readonly Change[]) => Promise<void>) {}

  /** @param most how many are sent at once. */
  add(change: Change, most: number): void {
    const now = performance.now();
    const passed = now - this.#last;
    this.#last = now;
    if (passed <= LONGEST_MOMENT) {
      this.#pace = Math.max(passed, this.#pace * 0.9);
      this.#due = Math.max(this.#due - 1, 0);
    } else this.#due = 0;
    if (this.#waiting.length === 0) this.#until = now + LONGEST_WAIT;
    this.#waiting.push(change);
    clearTimeout(this.#timer);
    if (this.#waiting.length >= most) {
      this.#sendAll();
      return;
    }
    // Where nothing is due and nothing is underway, this may be the only one.
    const expectsMore = this.#due + this.#underway > 0;
    const moment = expectsMore ? Math.min(this.#pace * TIMES_AS_LONG, LONGEST_MOMENT) : 0;
    const wait = Math.min(Math.max(moment, MOMENT), this.#until - now);
    this.#timer = setTimeout(() => {
      this.#due = 0;
      this.#sendAll();
    }, wait);
  }

  #sendAll(): void {
    const changes = this.#waiting;
    this.#waiting = [];
    this.#underway += changes.length;
    void this.send(changes).finally(() => {
      this.#underway -= changes.length;
      this.#due += changes.length;
      this.#last = performance.now();
    });
  }
}

/** The queues that all clients of one configuration share, so that their changes can share requests. */
export class Gathering {
  readonly #queues = new Map<string, Queue>();
  /** The bulk forms that this server does not have. */
  readonly #unknown = new Set<BulkForm>();
  /** How many changes the server, or the proxy before it, lets through at once. */
  #most = MAX_TOGETHER;

  /**
   * Makes a change, together with others if there are any at the same moment. A lone one is sent by itself.
   * @param kind changes of other kinds never share a request.
   */
  change<Result, Input extends object>(
    { bulk }: Document<Result, { input: Input }>,
    input: Input,
    kind: string,
    sender: Sender,
  ): Promise<Result> {
    if (bulk === undefined || this.#unknown.has(bulk)) return sender.alone(input) as Promise<Result>;
    const queue = this.#queues.get(kind) ?? this.#open(kind, bulk, sender);
    return new Promise<object>((resolve, reject) => {
      queue.add({ input, resolve, reject }, this.#most);
    }) as Promise<Result>;
  }

  #open(kind: string, bulk: BulkForm, sender: Sender): Queue {
    const queue = new Queue((changes) => this.#send(bulk, changes, sender));
    this.#queues.set(kind, queue);
    return queue;
  }

  /** Sends changes, and gives each its result or its error. */
  async #send(bulk: BulkForm, changes: readonly Change[], sender: Sender): Promise<void> {
    const each = () =>
      Promise.all(changes.map(({ input, resolve, reject }) => sender.alone(input).then(resolve, reject)));
    if (changes.length === 1 || this.#unknown.has(bulk)) {
      await each();
      return;
    }
    try {
      const outcome = await sender.deliver(bulk.document, {
        items: changes.map(({ input }) => input),
        onRefusal: "SKIP",
        idempotencyKey: randomUUID(),
      });
      if (isTooLarge(outcome)) {
        const half = Math.ceil(changes.length / 2);
        this.#most = Math.min(this.#most, half);
        await Promise.all([
          this.#send(bulk, changes.slice(0, half), sender),
          this.#send(bulk, changes.slice(half), sender),
        ]);
      } else if (isRefusedBeforehand(outcome)) {
        if (outcome.code === "GRAPHQL_VALIDATION_FAILED") this.#unknown.add(bulk);
        await each();
      } else if (outcome.kind === "data") {
        const answers = getAnswers(bulk, outcome.data as BulkData, changes.length);
        changes.forEach(({ resolve }, index) => resolve({ [bulk.single]: answers[index] }));
      } else {
        throw await sender.problem(outcome, bulk.document.name);
      }
    } catch (reason) {
      for (const { reject } of changes) reject(reason);
    }
  }
}

/** Whether the request was refused because of its size, and nothing was done. */
function isTooLarge(outcome: Delivered): boolean {
  if (outcome.kind !== "failure") return outcome.kind === "stranger" && outcome.status === 413;
  return outcome.status === 413 || outcome.code === "COST_LIMIT_EXCEEDED";
}

/** The codes of what a server refuses before it does anything. */
const BEFOREHAND: ReadonlySet<string> = new Set(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "FORBIDDEN"]);

/**
 * Whether the request was refused because of the document, of a value, or of a permission. It may be about the bulk
 * form only, or about one of the changes.
 */
function isRefusedBeforehand(outcome: Delivered): outcome is Delivered & { readonly kind: "failure" } {
  return outcome.kind === "failure" && !outcome.isWithin && BEFOREHAND.has(outcome.code);
}

/** The answer of each item, as the mutation itself would give it. A refusal of the whole is that of each. */
function getAnswers({ field, document }: BulkForm, data: BulkData, count: number): readonly object[] {
  const answer = data[field] ?? { results: [] };
  const answers = isRefusal(answer) ? Array.from({ length: count }, () => answer) : answer.results;
  if (answers.length !== count) {
    throw new TypeError(`${document.name} answered ${answers.length} of ${count} items`);
  }
  return answers.map((own) => (isRefusal(own) ? { ...own, path: withoutItem(own.path) } : own));
}

/** `["input", "items", "3", "token"]` is `["input", "token"]` of the item itself. */
function withoutItem(path: readonly string[]): readonly string[] {
  return path[1] === "items" ? path.toSpliced(1, 2) : path;
}
