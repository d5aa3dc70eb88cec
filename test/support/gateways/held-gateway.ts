import http from "node:http";

/** A message that the gateway got completely, whatever it answered. */
export interface Arrival {
  readonly to: string;
  /** The id of the message in `messages`. */
  readonly reference: string;
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Whether the gateway took it: it will be sent to the phone. */
  readonly taken: boolean;
}

/** The gateway's treatment of a message: it takes it after some milliseconds, holds its answer back, or refuses it, perhaps later. */
export type Treatment =
  | { readonly takeAfterMs: number }
  | "HOLD"
  | { readonly refuse: number; readonly retryAfterSeconds?: number; readonly after?: Promise<unknown> };

/**
 * An SMS gateway that takes its time. It does not recognise repetitions: each one is another SMS. A message that it holds
 * is taken, and its answer waits for `release`, or for ever.
 */
export interface HeldGateway {
  readonly url: string;
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[];
  /** Answers that are held back now. */
  readonly held: number;
  /** Answers all that is held: taken, or with a connection that breaks. */
  release(how?: "ANSWER" | "CUT"): void;
  close(): Promise<void>;
}

/** The driver of a channel that sends by the gateway. */
export function heldDriver({ url }: Pick<HeldGateway, "url">): object {
  return {
    smsHttp: {
      url,
      method: "POST",
      contentType: "JSON",
      headers: [],
      body: '{"to": "{to}", "text": "{text}", "reference": "{reference}"}',
    },
  };
}

/** Starts the gateway. @param treat decides about each message; by default it is taken at once. */
export async function startHeldGateway(
  treat: (arrival: Pick<Arrival, "to" | "reference" | "text">) => Treatment = () => ({ takeAfterMs: 0 }),
): Promise<HeldGateway> {
  const arrivals: Arrival[] = [];
  let held: http.ServerResponse[] = [];
  const take = (response: http.ServerResponse) => void response.writeHead(202).end("taken");
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    // The process that sent it may be killed.
    request.on("error", () => {});
    response.on("error", () => {});
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const message = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<
        "to" | "reference" | "text",
        string
      >;
      const treatment = treat(message);
      const taken = typeof treatment === "string" || "takeAfterMs" in treatment;
      arrivals.push({ ...message, at: Date.now(), taken });
      if (treatment === "HOLD") {
        held.push(response);
        response.on("close", () => {
          held = held.filter((one) => one !== response);
        });
      } else if ("takeAfterMs" in treatment) {
        if (treatment.takeAfterMs === 0) take(response);
        else setTimeout(take, treatment.takeAfterMs, response);
      } else {
        const { refuse, retryAfterSeconds, after = Promise.resolve() } = treatment;
        const later = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
        void after.then(() => response.writeHead(refuse, later).end("refused"));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
  return {
    url: `http://127.0.0.1:${address.port}/send`,
    arrivals,
    get held() {
      return held.length;
    },
    release(how = "ANSWER") {
      for (const response of held.splice(0)) {
        if (how === "CUT") response.socket?.destroy();
        else take(response);
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
