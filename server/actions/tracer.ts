import type { IncomingHttpHeaders } from "node:http";

/** Attributes of a piece of work: never about whom, and nothing that a client wrote. */
export type Notes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work in a trace. Its name is one of few: it is no place for ids. */
export interface Work {
  readonly name: string;
  /** Whether another system does the work for the server: its database, or a gateway. */
  readonly isElsewhere?: boolean;
  /** Whether the work is only a part of another one: when that other one is not traced, this work starts no trace. */
  readonly isPart?: boolean;
  readonly notes?: Notes;
}

/** A request over HTTP, by the path of its route: a whole path may contain secrets. */
export interface TracedRequest {
  readonly method: string;
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * The tracer of what a server does. Rooms and doors call it while it is there. What they do is the same with it and
 * without it.
 */
export interface Tracer {
  /**
   * Answers a request, as a part of the trace that its `traceparent` names, or as the beginning of one.
   * @param work gets a function that is called once, with the status: null when the client went before there was one.
   */
  request<Result>(
    about: TracedRequest,
    work: (answered: (status: number | null) => void) => Promise<Result>,
  ): Promise<Result>;
  /** Does work, as a part of what runs now. @param work may note how it ended. */
  during<Result>(about: Work, work: (note: (notes: Notes) => void) => Promise<Result>): Promise<Result>;
  /** Remembers that what runs now waits for an item, of which `together` may do many. */
  waitsFor(item: object): void;
  /** Does work for several items in one, with links between it and what waits for them. */
  together<Result>(about: Work, items: readonly object[], work: () => Promise<Result>): Promise<Result>;
}

/** Does work as a part of a trace, if there is a tracer. */
export function traced<Result>(
  tracer: Tracer | undefined,
  about: Work,
  work: (note: (notes: Notes) => void) => Promise<Result>,
): Promise<Result> {
  return tracer === undefined ? work(() => {}) : tracer.during(about, work);
}
