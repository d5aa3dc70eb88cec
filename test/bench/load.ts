import net from "node:net";

/** What a stretch of load came to. */
export interface Measured {
  readonly requests: number;
  readonly failures: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Load on one address. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /**
   * Requests per second, sent when it is time, whether the ones before are answered or not: how long each took counts from
   * when it was to be sent, also if no connection was free then. Without it, each connection sends when it has its answer.
   */
  readonly rate?: number;
  /** The next body to send; undefined when there are no more. What it throws ends the load. */
  readonly next: () => string | undefined;
  /** Whether an answer is the right one. */
  readonly isRight: (answer: string) => boolean;
}

/** A kept connection with one request at a time. Small on purpose: it shares the box with the server. */
function connect(load: Load): Promise<{ ask(body: string): Promise<string>; end(): void }> {
  const head = Object.entries({ host: "localhost", "content-type": "application/json", ...load.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return new Promise((resolve, reject) => {
    const socket = net.connect(load.port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    let received = "";
    let answered: (answer: string) => void = () => {};
    let failed: (error: Error) => void = reject;
    socket.on("error", (error) => failed(error));
    socket.on("data", (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < headEnd + 4 + length) return;
      const answer = received.slice(headEnd + 4);
      received = "";
      answered(answer);
    });
    const ask = (body: string) =>
      new Promise<string>((resolveAnswer, rejectAnswer) => {
        [answered, failed] = [resolveAnswer, rejectAnswer];
        socket.write(
          `POST ${load.path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      });
    socket.on("connect", () => resolve({ ask, end: () => socket.end() }));
  });
}

/** Puts load on a server and measures it. */
export async function run(load: Load): Promise<Measured> {
  const connections = await Promise.all(Array.from({ length: load.connections }, () => connect(load)));
  const latencies: number[] = [];
  let failures = 0;
  const begin = performance.now();
  const end = begin + load.seconds * 1_000;
  let sent = 0;
  /** When the next request is to be sent; undefined when the time is over. */
  const due = async (): Promise<number | undefined> => {
    if (load.rate === undefined) return performance.now() < end ? performance.now() : undefined;
    const at = begin + (sent * 1_000) / load.rate;
    sent += 1;
    if (at >= end) return undefined;
    const wait = at - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return at;
  };
  await Promise.all(
    connections.map(async ({ ask, end: close }) => {
      for (let at = await due(); at !== undefined; at = await due()) {
        const body = load.next();
        if (body === undefined) break;
        const answer = await ask(body);
        latencies.push(performance.now() - at);
        if (!load.isRight(answer)) failures += 1;
      }
      close();
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    requests: sorted.length,
    failures,
    seconds,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
  };
}
