import assert from "node:assert/strict";

/** A value of a metric, with the labels that say which. */
export interface Sample {
  /** With the suffix of a histogram, as in `…_bucket`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric as a scrape describes it. */
export interface Described {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

/** A scrape as Prometheus reads it, in its text format 0.0.4. */
export class Scrape {
  readonly metrics: readonly Described[];
  readonly samples: readonly Sample[];

  private constructor(readonly text: string) {
    const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]));
    this.metrics = [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = "", help = ""]) => ({
      name,
      type: types.get(name) ?? "",
      help,
    }));
    this.samples = [...text.matchAll(/^([a-z\d_]+)(?:\{(.*)\})? (\S+)$/gm)].map(
      ([, name = "", labels = "", value]) => ({
        name,
        labels: Object.fromEntries(
          [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = "", its = ""]) => [
            label,
            its,
          ]),
        ),
        value: Number(value),
      }),
    );
  }

  /** Reads the metrics of a server. @param url null for a server that has none, which fails the test. */
  static async of(url: string | null): Promise<Scrape> {
    assert.ok(url !== null, "the server was started without TOKENPLANE_METRICS_PORT");
    const response = await fetch(url);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
    return new Scrape(await response.text());
  }

  /** The sum of the values that have these labels, whatever their other labels are; undefined when there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const found = this.samples.filter(
      (one) =>
        one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
    );
    return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
  }

  /** The growth since an earlier scrape: values by name and labels, as in `name{label="value"}`. */
  since(earlier: Scrape): Record<string, number> {
    const getKey = ({ name, labels }: Sample) =>
      `${name}{${Object.entries(labels)
        .map(([label, value]) => `${label}="${value}"`)
        .join(",")}}`;
    const before = new Map(earlier.samples.map((one) => [getKey(one), one.value]));
    return Object.fromEntries(
      this.samples
        .map((one) => [getKey(one), one.value - (before.get(getKey(one)) ?? 0)] as const)
        .filter(([, grown]) => grown !== 0),
    );
  }
}
