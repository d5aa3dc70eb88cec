import http from "node:http";

/** An answer to a POST. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Connections are kept, as `fetch` keeps them. They hold no run up: it ends when nothing but them is left. */
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, timeout: 240_000 });

/**
 * Posts a text or bytes over HTTP and reads the answer. It does what `fetch` does for the many requests of tests, at half its price.
 * @throws Error when there is no answer.
 */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  method = "POST",
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, {
      method,
      agent,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    request.once("error", reject);
    request.once("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("error", reject);
      response.once("end", () => {
        const entries = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(entries),
          text: Buffer.concat(parts).toString(),
        });
      });
    });
    request.end(body);
  });
}

/** Ends the connections on which nothing runs: to a server that was restarted at the same address, they lead nowhere. */
export function endKeptConnections(): void {
  agent.destroy();
}
