import { EventSource } from "eventsource";

/** The subscription to events. */
export const EVENTS =
  "subscription ($after: Cursor) { events(after: $after) { cursor event { type userLogin } } }";

interface Next {
  readonly data?: {
    readonly events: {
      readonly cursor: string;
      readonly event: { readonly type: string; readonly userLogin: string | null };
    };
  };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** An EventSource as browsers have it, and what it got. */
export class Source {
  readonly got: { readonly id: string; readonly next: Next }[] = [];
  readonly #source: EventSource;
  #changed: (() => void) | undefined;
  opens = 0;
  /** HTTP status of the answer that it gave up at. */
  status: number | undefined;

  constructor(
    url: string,
    key: string,
    asked: string | { readonly documentId: string } = EVENTS,
    variables: object = {},
  ) {
    const address = new URL("/graphql", url);
    const [name, text] = typeof asked === "string" ? ["query", asked] : ["documentId", asked.documentId];
    address.searchParams.set(name, text);
    address.searchParams.set("variables", JSON.stringify(variables));
    this.#source = new EventSource(address, {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } }),
    });
    this.#source.addEventListener("open", () => {
      this.opens += 1;
      this.#changed?.();
    });
    this.#source.addEventListener("next", ({ data, lastEventId }) => {
      this.got.push({ id: lastEventId, next: JSON.parse(String(data)) as Next });
      this.#changed?.();
    });
    this.#source.addEventListener("error", ({ code }) => {
      this.status = code;
      this.#changed?.();
    });
  }

  get logins(): (string | null | undefined)[] {
    return this.got.map(({ next }) => next.data?.events.event.userLogin);
  }

  get isOver(): boolean {
    return this.#source.readyState === this.#source.CLOSED;
  }

  /** Waits until something is so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  close(): void {
    this.#source.close();
  }
}
