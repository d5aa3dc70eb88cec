import { KINDS } from "@tokenplane/rules/drivers/declaration";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { DOORS } from "../actions/doors.js";
import { MESSAGE_ENDS, type Observer, type SignInEnd } from "../actions/observer.js";
import type { Clock } from "../clock.js";
import { METHODS, REASONS } from "../events/event-types.js";
import type { RequestObserver } from "../http/request-observer.js";
import { commit, VERSION } from "../version.js";

/** Bounds of histograms of durations, in seconds: from a sign-in on an idle server to the time limit of a statement. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The same for what waits for others, as the feed does. */
const LONG_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Bounds of how many attempts share a statement, which are 64 at most. */
const ATTEMPTS = [1, 2, 4, 8, 16, 32, 64];

const METHOD_NAMES: readonly string[] = Object.keys(METHODS);
const REASON_NAMES: readonly string[] = Object.keys(REASONS);
const WITHOUT_METHOD = ["DENIED", "REPEATED", "REFUSED", "FAILED"] as const;

/** Counters of Node.js's handles and requests: promtool refuses their names, and they are not needed. */
const LEFT_OUT = [
  "nodejs_active_resources",
  "nodejs_active_resources_total",
  "nodejs_active_handles",
  "nodejs_active_handles_total",
  "nodejs_active_requests",
  "nodejs_active_requests_total",
];

/** The instruments by which a process itself counts. */
export interface Instruments {
  readonly registry: Registry;
  readonly observer: Observer & RequestObserver;
}

function getMethod(end: SignInEnd): string {
  return end.outcome === "GRANTED" ? end.method : "";
}

/**
 * Makes the counters and histograms of a process. What can be counted is there from the beginning, at zero: Prometheus sees
 * the first of each only then.
 */
export function makeInstruments(clock: Clock): Instruments {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of LEFT_OUT) registry.removeSingleMetric(name);

  const build = new Gauge({
    name: "tokenplane_build_info",
    help: "1, with the version and the commit of this process as labels.",
    labelNames: ["version", "commit"],
    registers,
  });
  build.set({ version: VERSION, commit: commit() }, 1);

  const authentications = new Counter({
    name: "tokenplane_authentications_total",
    help: "Sign-ins that this process answered, by door, outcome and, if granted, method.",
    labelNames: ["door", "outcome", "method"],
    registers,
  });
  for (const door of Object.keys(DOORS)) {
    for (const method of METHOD_NAMES) authentications.inc({ door, outcome: "GRANTED", method }, 0);
    for (const outcome of WITHOUT_METHOD) authentications.inc({ door, outcome, method: "" }, 0);
  }
  const denials = new Counter({
    name: "tokenplane_authentication_denials_total",
    help: "Sign-ins that this process denied, by the reason that the event has.",
    labelNames: ["reason"],
    registers,
  });
  for (const reason of REASON_NAMES) denials.inc({ reason }, 0);
  const authenticationSeconds = new Histogram({
    name: "tokenplane_authentication_seconds",
    help: "Time that this process took for a sign-in, from the parsed request to the stored result.",
    buckets: SECONDS,
    registers,
  });
  const batches = new Histogram({
    name: "tokenplane_batch_attempts",
    help: "Number of attempts with codes that this process read, or stored the result of, with one SQL statement.",
    labelNames: ["work"],
    buckets: ATTEMPTS,
    registers,
  });
  for (const work of ["READ", "SETTLE"]) batches.zero({ work });

  const requests = new Counter({
    name: "tokenplane_http_requests_total",
    help: "HTTP requests that this process answered, by route, kind of operation and status; with status 'none', the client disconnected before the answer.",
    labelNames: ["route", "operation", "status"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "tokenplane_http_request_seconds",
    help: "Time that this process took to answer an HTTP request completely. Event streams are not included.",
    labelNames: ["route", "operation"],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: "tokenplane_graphql_errors_total",
    help: "Top-level GraphQL errors in answers of this process, and failed requests to its other routes, by code. Refusals are not counted.",
    labelNames: ["code"],
    registers,
  });
  for (const code of ["INTERNAL", "UNAVAILABLE"]) errors.inc({ code }, 0);

  const feedEvents = new Counter({
    name: "tokenplane_feed_events_total",
    help: "Events that this process read for its subscribers.",
    registers,
  });
  const feedSeconds = new Histogram({
    name: "tokenplane_feed_lag_seconds",
    help: "Age of the oldest event, each time this process handed events to its subscribers.",
    buckets: LONG_SECONDS,
    registers,
  });
  const seals = new Counter({
    name: "tokenplane_seals_total",
    help: "Seals that this process stored.",
    registers,
  });
  const sealedEvents = new Counter({
    name: "tokenplane_sealed_events_total",
    help: "Events that this process sealed.",
    registers,
  });
  const messages = new Counter({
    name: "tokenplane_messages_total",
    help: "Messages that reached their final state in this process, by kind and state; SUPPRESSED: blocked by a limit or a missing channel before sending.",
    labelNames: ["kind", "end"],
    registers,
  });
  for (const kind of KINDS) for (const end of MESSAGE_ENDS) messages.inc({ kind, end }, 0);
  const imports = new Counter({
    name: "tokenplane_imports_total",
    help: "Imports that ended in this process, by kind, by result, and by whether they were dry runs.",
    labelNames: ["kind", "end", "dry_run"],
    registers,
  });

  return {
    registry,
    observer: {
      signedIn(door, end, seconds) {
        authentications.inc({ door, outcome: end.outcome, method: getMethod(end) });
        if (end.outcome === "DENIED") denials.inc({ reason: end.reason });
        authenticationSeconds.observe(seconds);
      },
      batched: (work, attempts) => batches.observe({ work }, attempts),
      messageEnded: (kind, end) => messages.inc({ kind, end }),
      importEnded: ({ kind, status, dryRun }) =>
        imports.inc({ kind, end: status, dry_run: dryRun ? "yes" : "no" }),
      handedOut(rows) {
        feedEvents.inc(rows.length);
        const [oldest] = rows;
        if (oldest !== undefined) {
          feedSeconds.observe(Math.max(clock() - oldest.occurredAt.getTime(), 0) / 1_000);
        }
      },
      sealed(events) {
        seals.inc();
        sealedEvents.inc(events);
      },
      answered({ route, operation, status, seconds }) {
        requests.inc({ route, operation, status: status ?? "none" });
        if (route !== "events") requestSeconds.observe({ route, operation }, seconds);
      },
      failed: (code) => errors.inc({ code }),
    },
  };
}
