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

/** Load on one address: bodies are sent over a few connections, each with one request at a time. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** The next body to send; undefined when there are no more. What it throws ends the load. */
  readonly next: () => string | undefined;
  /** Whether an answer is the right one. */
  readonly isRight: (answer: string) => boolean;
}

/** Sends over one kept connection until the time is over. Small on purpose: it shares the box with the server. */
function drive(load: Load, end: number, latencies: number[], count: { failures: number }): Promise<void> {
  const { port, path, headers, next, isRight } = load;
  const head = Object.entries({ host: "localhost", "content-type": "application/json", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    let sentAt = 0;
    let received = "";
    const send = () => {
      let body: string | undefined;
      try {
        body = performance.now() < end ? next() : undefined;
      } catch (error) {
        socket.destroy();
        reject(error);
        return;
      }
      if (body === undefined) {
        socket.end();
        resolve();
        return;
      }
      received = "";
      sentAt = performance.now();
      socket.write(
        `POST ${path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < headEnd + 4 + length) return;
      latencies.push(performance.now() - sentAt);
      if (!isRight(received.slice(headEnd + 4))) count.failures += 1;
      send();
    });
  });
}

/** Puts load on a server and measures it. */
export async function run(load: Load): Promise<Measured> {
  const latencies: number[] = [];
  const count = { failures: 0 };
  const begin = performance.now();
  const end = begin + load.seconds * 1_000;
  await Promise.all(Array.from({ length: load.connections }, () => drive(load, end, latencies, count)));
  const seconds = (performance.now() - begin) / 1_000;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    requests: sorted.length,
    failures: count.failures,
    seconds,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
  };
}
