import { describe, expect, it } from "vitest";
import { createLog, wantedLevel, type Level } from "./log.js";

const NOW = new Date("2026-11-25T12:00:00.007Z");

function written(level: Level | undefined) {
  const lines: string[] = [];
  const log = createLog(
    "provider.note",
    level,
    (line) => void lines.push(line),
    () => NOW,
  );
  const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, entries };
}

describe("the log", () => {
  it.each([
    [{}, "off"],
    [{ TF_LOG: "" }, "off"],
    [{ TF_LOG: "off" }, "off"],
    [{ TF_LOG: "OFF" }, "off"],
    [{ TF_LOG: "Warn" }, "warn"],
    [{ TF_LOG: "error", TF_LOG_PROVIDER: "DEBUG" }, "debug"],
    [{ TF_LOG: "trace", TF_LOG_PROVIDER: "off" }, "off"],
    [{ TF_LOG: "info", TF_LOG_PROVIDER: "" }, "info"],
    [{ TF_LOG: "JSON" }, "trace"],
    [{ TF_LOG: "1" }, "trace"],
  ] as const)("with %j has the level %s", (environment, level) => {
    expect(wantedLevel(environment) ?? "off").toBe(level);
  });

  it("writes what is asked for and more serious, one line each", () => {
    const { log, lines, entries } = written("info");
    for (const level of ["trace", "debug", "info", "warn", "error"] as const) log[level](`of ${level}`);
    expect(entries().map((entry) => entry["@level"])).toEqual(["info", "warn", "error"]);
    expect(lines.every((line) => line.indexOf("\n") === line.length - 1)).toBe(true);
  });

  it("writes nothing when nothing is asked for", () => {
    const { log, lines } = written(undefined);
    log.error("x");
    expect(lines).toEqual([]);
  });

  it("gives times six digits of a second, which a core insists on", () => {
    const { log, entries } = written("trace");
    log.info("hello\nworld", { count: 3, yes: true, none: null, left: undefined });
    expect(entries()).toEqual([
      {
        "@level": "info",
        "@message": "hello\nworld",
        "@timestamp": "2026-11-25T12:00:00.007000Z",
        "@module": "provider.note",
        count: 3,
        yes: true,
        none: null,
      },
    ]);
  });

  it("keeps the texts that a core casts without a look, whatever is said beside them", () => {
    const { log, entries } = written("trace");
    log.warn("real", { "@message": 1, "@level": null, "@timestamp": false, "@module": 2 });
    const [entry = {}] = entries();
    for (const key of ["@message", "@level", "@timestamp", "@module"]) {
      expect(typeof entry[key], key).toBe("string");
    }
    expect(entry["@message"]).toBe("real");
  });

  it("cuts long texts, so that a core reads the line as JSON", () => {
    const { log, lines } = written("trace");
    log.info("é".repeat(100_000), { body: "\u0001".repeat(100_000) });
    // Each control letter takes six bytes.
    expect(Buffer.byteLength(lines[0] ?? "")).toBeLessThan(65_536);
  });

  it("masks secrets in messages and details, also those that begin with another one", () => {
    const { log, entries, lines } = written("trace");
    log.mask("hunter22");
    log.mask("hunter22andmore");
    log.mask("abc");
    log.error("key hunter22andmore, abc", { header: "Bearer hunter22hunter22", n: 5 });
    expect(entries()[0]).toMatchObject({ "@message": "key ***, abc", header: "Bearer ******", n: 5 });
    expect(lines[0]).not.toContain("hunter22");
  });

  it("masks a secret that a cut would split", () => {
    const { log, lines } = written("trace");
    log.mask("s3cr3t-s3cr3t");
    log.info(`${"x".repeat(7_995)}s3cr3t-s3cr3t`);
    expect(lines[0]).not.toContain("s3cr3");
  });
});
