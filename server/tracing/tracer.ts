import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as Spans,
} from "@opentelemetry/api";
import type { Tracer, Work } from "../actions/tracer.js";

/** Methods that may stand in a span; others are client text. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]);

/** How many links a span has at most, as the SDK keeps them. */
const MAX_LINKS = 128;

/** Notes that work failed. The message stays here: it may repeat what somebody sent. */
function failed(span: Span, error: unknown): void {
  // Its request was cut off before.
  if (!span.isRecording()) return;
  span.setAttribute("error.type", error instanceof Error ? error.constructor.name : "unknown");
  span.setStatus({ code: SpanStatusCode.ERROR });
}

async function run<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    failed(span, error);
    throw error;
  }
}

function getOptions({ isElsewhere = false, notes = {} }: Work) {
  return { kind: isElsewhere ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: { ...notes } };
}

/**
 * A tracer whose work becomes spans of OpenTelemetry.
 * @param beginsOwn whether each request begins a trace, with a link to that of its caller: with a sampler that goes by the id of the
 * trace, who chooses the id would decide whether it is sent.
 */
export function spanTracer(spans: Spans, beginsOwn: boolean): Tracer {
  const waiting = new WeakMap<object, Span>();
  return {
    async request({ method, route, headers }, work) {
      const known = METHODS.has(method) ? method : "_OTHER";
      const sent = propagation.extract(ROOT_CONTEXT, headers);
      const parent = beginsOwn ? ROOT_CONTEXT : sent;
      const caller = beginsOwn ? trace.getSpanContext(sent) : undefined;
      const links = caller === undefined ? [] : [{ context: caller }];
      const attributes = { "http.request.method": known, "http.route": route };
      const span = spans.startSpan(`${known} ${route}`, { kind: SpanKind.SERVER, attributes, links }, parent);
      const answered = (status: number | null) => {
        if (status !== null) span.setAttribute("http.response.status_code", status);
        if (status === null || status >= 500) {
          span.setAttribute("error.type", status === null ? "client_gone" : String(status));
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      };
      return context.with(parent, () => run(span, () => work(answered)));
    },
    async during(about, work) {
      if (about.isPart === true && trace.getActiveSpan() === undefined) return work(() => {});
      const span = spans.startSpan(about.name, getOptions(about));
      try {
        return await run(span, () => work((notes) => span.setAttributes({ ...notes })));
      } finally {
        span.end();
      }
    },
    waitsFor(item) {
      const span = trace.getActiveSpan();
      if (span !== undefined) waiting.set(item, span);
    },
    async together(about, items, work) {
      const all = items.flatMap((item) => waiting.get(item) ?? []);
      const first = all.find((span) => span.isRecording()) ?? all[0];
      const others = all.filter((span) => span !== first);
      const links = others.slice(0, MAX_LINKS).map((span) => ({ context: span.spanContext() }));
      const parent = first === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, first);
      const options = getOptions(about);
      const size = items.length > 1 ? { "db.operation.batch.size": items.length } : {};
      const span = spans.startSpan(
        about.name,
        { ...options, attributes: { ...options.attributes, ...size }, links },
        parent,
      );
      for (const one of others) one.addLink({ context: span.spanContext() });
      try {
        return await run(span, work);
      } finally {
        span.end();
      }
    },
  };
}
