// What docs/monitoring.md, the alert rules and the dashboard say is there: in a scrape, and as Prometheus understands it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EVENTUALLY } from "../support/eventually.js";
import { between, ROOT, getRows, getSection } from "../support/pages.js";
import { installed } from "../support/real-balancers.js";
import { Scrape } from "../support/scrape.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const PAGE = "docs/monitoring.md";
const RULES = path.join(ROOT, "docs/monitoring/alerts.yml");
const CASES = path.join(ROOT, "test/monitoring/alert-cases.yml");

const promtool = installed("promtool");

let world: World;
let scrape: Scrape;

beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_METRICS_PORT: "0" });
  // A scrape does not wait long for a database that has other work.
  await vi.waitFor(async () => {
    scrape = await Scrape.of(world.metricsUrl);
    assert.equal(scrape.value("tokenplane_database_up"), 1);
  }, EVENTUALLY);
});
afterAll(() => world.end());

/** Every text of a value from JSON, by the name that it has there. */
function getTexts(value: unknown, name: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    key === name && typeof one === "string" ? [one] : getTexts(one, name),
  );
}

const dashboard: unknown = JSON.parse(
  readFileSync(path.join(ROOT, "docs/monitoring/dashboard.json"), "utf8"),
);

/** The queries of the dashboard's panels, as Grafana sends them. */
const queries = getTexts(dashboard, "expr").map((query) =>
  query.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"),
);

/** The metrics that a text names, without the suffixes of histograms. */
function metricsIn(text: string): string[] {
  const names = text.match(/\b(?:tokenplane|nodejs|process)_[a-z\d_]+/g) ?? [];
  return [...new Set(names)].map((name) => name.replace(/_(?:bucket|sum|count)$/, ""));
}

/** Runs promtool. @returns its exit code, and all that it wrote. */
function run(args: readonly string[], input = ""): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(promtool ?? "", [...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` }),
    );
    child.stdin?.end(input);
  });
}

describe("the page on monitoring", () => {
  it("has the metrics that a scrape has, and no other, each with its type and what it means", () => {
    const shown = (section: string) =>
      getRows(between(PAGE, `<!-- ${section} -->`, `<!-- /${section} -->`)).map(([name, type, help]) => ({
        name: name?.replaceAll("`", ""),
        type,
        help,
      }));
    const isOurs = ({ name }: { name: string }) => name.startsWith("tokenplane_");
    expect(shown("metrics")).toEqual(scrape.metrics.filter(isOurs));
    expect(shown("defaults")).toEqual(scrape.metrics.filter((metric) => !isOurs(metric)));
  });

  it("has the alerts that the rules have, in their order", () => {
    const names = [...readFileSync(RULES, "utf8").matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(getRows(getSection(PAGE, "## Alerts and the dashboard")).map(([name]) => name)).toEqual(
      names.map((name) => `\`${name}\``),
    );
  });
});

describe("the alert rules and the dashboard", () => {
  it("name metrics that a scrape has", () => {
    const there = new Set(scrape.metrics.map(({ name }) => name));
    const named = metricsIn([readFileSync(RULES, "utf8"), ...queries].join("\n"));
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });

  it("show every metric of Tokenplane's own", () => {
    const shown = new Set(metricsIn(queries.join("\n")));
    const missing = scrape.metrics
      .map(({ name }) => name)
      .filter((name) => name.startsWith("tokenplane_") && !shown.has(name));
    expect(missing).toEqual([]);
  });

  it("have a case that fires each alert, and one that does not", () => {
    const cases = readFileSync(CASES, "utf8");
    for (const [, name = ""] of readFileSync(RULES, "utf8").matchAll(/- alert: (\w+)/g)) {
      expect(cases, name).toMatch(new RegExp(`alertname: ${name}\\n\\s+exp_alerts:`));
      expect(cases, name).toMatch(new RegExp(`\\{ eval_time: \\w+, alertname: ${name} \\}`));
    }
  });
});

describe.skipIf(promtool === undefined)("promtool (skipped where it is not installed)", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-promtool-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds nothing wrong in a scrape", async () => {
    expect(await run(["check", "metrics"], scrape.text)).toEqual({ code: 0, output: "" });
  });

  it("runs the cases of the alerts", async () => {
    expect(await run(["test", "rules", CASES])).toMatchObject({
      code: 0,
      output: expect.stringContaining("SUCCESS") as string,
    });
  });

  it("understands every query of the dashboard", async () => {
    const file = path.join(folder, "queries.yml");
    const rules = queries.map((query, index) => ({ record: `query:${index}`, expr: query }));
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
    expect(await run(["check", "rules", file])).toMatchObject({ code: 0 });
    expect(queries.length).toBeGreaterThan(20);
  });
});
