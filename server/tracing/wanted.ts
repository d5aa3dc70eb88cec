import { UsageError } from "../start-error.js";

/** How traces are to be sent, in the words of OpenTelemetry; empty where nothing says it. An empty variable says nothing. */
export function getProtocol(environment: NodeJS.ProcessEnv): string {
  return (
    environment["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] || environment["OTEL_EXPORTER_OTLP_PROTOCOL"] || ""
  );
}

/**
 * Whether the standard variables of OpenTelemetry ask for traces.
 * @throws UsageError when they ask for something that this server does not have.
 */
export function wantsTraces(environment: NodeJS.ProcessEnv): boolean {
  const name = environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]
    ? "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
    : "OTEL_EXPORTER_OTLP_ENDPOINT";
  const endpoint = environment[name] ?? "";
  const isOff = environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true";
  if (endpoint === "" || isOff || environment["OTEL_TRACES_EXPORTER"] === "none") return false;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new UsageError(`${name} must be an address like http://collector.example:4318.`);
  if (getProtocol(environment) === "grpc")
    throw new UsageError(
      "Traces are sent over HTTP, not over gRPC. Remove OTEL_EXPORTER_OTLP_PROTOCOL, and name the collector's port for HTTP (4318).",
    );
  return true;
}
