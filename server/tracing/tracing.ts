import { context, diag, DiagLogLevel, propagation, trace } from "@opentelemetry/api";
import { ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Tracer } from "../actions/tracer.js";
import { withTimeout } from "../with-timeout.js";
import { type Log, lineContext } from "../log.js";
import { warnRarely } from "../warn-rarely.js";
import { VERSION } from "../version.js";
import { spanTracer } from "./tracer.js";
import { getProtocol } from "./wanted.js";

/** Traces of a process, on their way to a collector. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. @param milliseconds after which it is given up. */
  stop(milliseconds: number): Promise<void>;
}

/** Says once that the collector cannot be reached, and once that it can again. */
function reportingFailures(exporter: SpanExporter, log: Log): SpanExporter {
  let isDown = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const fails = result.code !== ExportResultCode.SUCCESS;
        if (fails && !isDown) {
          const reason = result.error?.message ?? "unknown";
          log.warn({ reason }, "traces cannot be sent and are dropped: check OTEL_EXPORTER_OTLP_ENDPOINT");
        }
        if (!fails && isDown) log.info("traces are sent again");
        isDown = fails;
        // Spans that failed to be sent are dropped, and were reported.
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}

/** Begins to trace. The SDK reads its standard variables itself. */
export function openTracing(log: Log): Tracing {
  const protocol = getProtocol(process.env);
  if (!["", "http/json"].includes(protocol))
    log.warn({ protocol }, "traces are sent as http/json, whatever OTEL_EXPORTER_OTLP_PROTOCOL says");
  const warn = warnRarely(log, "OpenTelemetry reports a problem");
  const quiet = () => {};
  diag.setLogger(
    { error: warn, warn, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "tokenplane", "service.version": VERSION }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(reportingFailures(new OTLPTraceExporter(), log))],
  });
  provider.register();
  lineContext.fields = () => {
    const here = trace.getActiveSpan()?.spanContext();
    return here === undefined ? {} : { trace_id: here.traceId, span_id: here.spanId };
  };
  return {
    tracer: spanTracer(
      provider.getTracer("tokenplane", VERSION),
      process.env["OTEL_TRACES_SAMPLER"] === "traceidratio",
    ),
    async stop(milliseconds) {
      const stopped = provider.shutdown().catch(() => {});
      await withTimeout(stopped, milliseconds);
      lineContext.fields = () => ({});
      trace.disable();
      context.disable();
      propagation.disable();
      diag.disable();
    },
  };
}
