import { events, type FollowedEvent } from "../../server/client/follow-events.js";
import type { Api } from "./api.js";

/** The requested fields of each event. */
export interface Heard {
  readonly type: string;
  readonly userLogin: string | null;
}

/** Follows the feed with our own client, and stores the events. */
export class Listener {
  readonly heard: FollowedEvent<Heard>[] = [];
  /** Up to where nothing was missed, as the server said between events. */
  readonly progress: string[] = [];
  /** Why the connection was lost, each time. */
  readonly losses: string[] = [];
  /** The error that ended it; undefined when it was stopped. */
  readonly ended: Promise<unknown>;
  readonly #abort = new AbortController();
  #changed: (() => void) | undefined;
  #connect: () => void = () => {};
  /** Settles when it is connected for the first time: every later event will arrive. */
  readonly connected = new Promise<void>((resolve) => {
    this.#connect = resolve;
  });

  constructor(
    { url, key }: Pick<Api, "url" | "key">,
    more: {
      readonly after?: string;
      readonly filter?: object;
      readonly keepAlive?: number;
      readonly answerWithin?: number;
    } = {},
  ) {
    this.ended = this.#listen({ url, key, ...more });
  }

  /** Starts listening, and waits until every later event will arrive. */
  static async open(api: Pick<Api, "url" | "key">, filter: object = {}): Promise<Listener> {
    const listener = new Listener(api, { filter });
    await listener.connected;
    return listener;
  }

  get logins(): (string | null)[] {
    return this.heard.map(({ event }) => event.userLogin);
  }

  get types(): string[] {
    return this.heard.map(({ event }) => event.type);
  }

  /** Waits until this many events have arrived, or the feed ended. */
  async hears(count: number): Promise<void> {
    const ended = this.ended.then(() => "OVER");
    while (this.heard.length < count) {
      const changed = new Promise((resolve) => {
        this.#changed = () => resolve("CHANGED");
      });
      if ((await Promise.race([changed, ended])) === "OVER") return;
    }
  }

  /** Waits until such an event has arrived, or the feed ended. */
  async until(isIt: (event: FollowedEvent<Heard>) => boolean): Promise<void> {
    for (let n = 0; ; n += 1) {
      await this.hears(n + 1);
      const event = this.heard[n];
      if (event === undefined || isIt(event)) return;
    }
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #listen(options: {
    url: string;
    key: string;
    after?: string;
    filter?: object;
    keepAlive?: number;
    answerWithin?: number;
  }): Promise<unknown> {
    const { signal } = this.#abort;
    const onConnect = this.#connect;
    const onReconnect = (reason: string) => this.losses.push(reason);
    try {
      for await (const one of events<Heard>({
        ...options,
        fields: "type userLogin",
        signal,
        onConnect,
        onReconnect,
        onProgress: (cursor) => this.progress.push(cursor),
      })) {
        this.heard.push(one);
        this.#changed?.();
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
