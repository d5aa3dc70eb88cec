import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const Value = z
  .object({ stringValue: z.string(), intValue: z.union([z.number(), z.string()]), boolValue: z.boolean() })
  .partial()
  .transform(({ stringValue, intValue, boolValue }) => stringValue ?? intValue ?? boolValue);
const Attributes = z
  .array(z.object({ key: z.string(), value: Value }))
  .transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value])));

const SpanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes: Attributes,
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number().optional() }),
  events: z.array(z.unknown()).default([]),
});

/** A span as a collector gets it. */
export type SentSpan = z.infer<typeof SpanShape>;

const Traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(SpanShape) })),
    }),
  ),
});

/** A collector of traces: OTLP over HTTP, in JSON. */
export class Collector {
  readonly spans: SentSpan[] = [];
  readonly resources: Readonly<Record<string, unknown>>[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  /** All that was sent, as text. */
  text = "";
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const bytes = Buffer.concat(parts);
        const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
        this.text += text;
        this.headers.push(request.headers);
        for (const { resource, scopeSpans } of Traces.parse(JSON.parse(text)).resourceSpans) {
          this.resources.push(resource.attributes);
          for (const { spans } of scopeSpans) this.spans.push(...spans);
        }
        response
          .writeHead(request.url === "/v1/traces" ? 200 : 404, { "content-type": "application/json" })
          .end("{}");
      });
    });
  }

  static async open(port = 0): Promise<Collector> {
    const collector = new Collector();
    await once(collector.#server.listen(port, "127.0.0.1"), "listening");
    return collector;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The spans of a trace that have arrived. */
  trace(id: string): SentSpan[] {
    return this.spans.filter(({ traceId }) => traceId === id);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
