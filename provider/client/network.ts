// How requests reach a server: with which certificates, through which proxy, how often, and for how long.
import type { Dispatcher } from "undici";

/** Settings instead of those of Node.js. */
export interface Network {
  /**
   * Certificates of the authorities that may have made the server's certificate, in PEM. Default: those of Node.js.
   */
  readonly ca?: string | undefined;
  /** The client's certificate, with the intermediate certificates up to its authority, in PEM. */
  readonly cert?: string | undefined;
  /** The key of the client's certificate, in PEM. */
  readonly key?: string | undefined;
  /** The proxy that all requests go through, such as `http://proxy.example.com:3128`. */
  readonly proxy?: string | undefined;
  /** How long a request may take, in milliseconds. */
  readonly requestTimeout: number;
  /** How often a request is repeated at most. */
  readonly maxRetries: number;
}

/** The time limit of one request, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

export const USUAL_NETWORK: Network = {
  requestTimeout: REQUEST_TIMEOUT,
  maxRetries: Number.POSITIVE_INFINITY,
};

/** The part of `fetch` that a client uses. */
export type Send = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

const usually: Send = (url, init) => fetch(url, init);

/** The function that sends requests. */
export function sender({ ca, cert, key, proxy }: Network): Send {
  if (ca === undefined && cert === undefined && proxy === undefined) return usually;
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  let dispatcher: Dispatcher | undefined;
  return async (url, init) => {
    // Loaded only when needed: most runs need neither a proxy nor their own certificates.
    const { Agent, ProxyAgent, fetch: send } = await import("undici");
    const way = (dispatcher ??=
      proxy === undefined ? new Agent({ connect: tls }) : new ProxyAgent({ uri: proxy, requestTls: tls }));
    return send(url, { ...init, dispatcher: way });
  };
}
