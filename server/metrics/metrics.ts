import type { Observer } from "../actions/observer.js";
import type { Clock } from "../clock.js";
import type { RequestObserver } from "../http/request-observer.js";
import { type DatabaseGauges, databaseGauges } from "./database-gauges.js";
import { addBoundCounter, addGauges, type Asked } from "./register-gauges.js";
import { makeInstruments } from "./instruments.js";
import { type MetricsListener, serveMetrics } from "./listener.js";

/** The metrics of a process, for Prometheus. */
export interface Metrics {
  /** Counts what the rooms and the doors tell it. */
  readonly observer: Observer & RequestObserver;
  /**
   * Serves what was counted, and what is asked at that time.
   * @throws StartError when it cannot listen.
   */
  serve(at: { readonly host: string; readonly port: number }, asked: Asked): Promise<MetricsListener>;
}

/** Begins to count. */
export function makeMetrics(clock: Clock): Metrics {
  const { registry, observer } = makeInstruments(clock);
  return {
    observer,
    async serve(at, asked) {
      const ask = databaseGauges(asked.services);
      let known: DatabaseGauges = null;
      addBoundCounter(registry, asked.services.bounds);
      addGauges(registry, asked, () => known);
      const read = async () => {
        known = await ask();
        return registry.metrics();
      };
      return serveMetrics(at, read, registry.contentType);
    },
  };
}
