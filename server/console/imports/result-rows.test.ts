import { describe, expect, it } from "vitest";
import type { ImportStateFragment } from "../generated/documents.js";
import { resultRows, shownResults } from "./result-rows.js";

/**
 * A job that refused rows. @param lines of the listed refusals; null is what is about the whole file.
 * @param rowsRead how many rows the server read.
 */
function refusedJob(
  lines: readonly (number | null)[],
  refusedCount: number,
  rowsRead = 1_003,
): ImportStateFragment {
  return {
    id: "job",
    status: "REFUSED",
    dryRun: true,
    created: 0,
    failure: null,
    startedAt: null,
    refusedCount,
    progress: { bytesRead: 1, bytesTotal: 1, rowsRead, rowsChecked: 0 },
    refused: lines.map((line) => ({ line, message: "Wrong." })),
  };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** The states of the rows of a file that are not refused, by their lines. */
function others(job: ImportStateFragment): object {
  const rows = numbers(1, 1_003).map((line) => ({ line, name: `T${line}` }));
  const said = resultRows(job, rows).filter(({ isRefused }) => !isRefused);
  return Object.fromEntries(said.map(({ line, result }) => [line, result]));
}

/** The states of all rows that are not refused. */
const statesOfAll = (job: ImportStateFragment) => [...new Set(Object.values(others(job)))];

const ELSEWHERE = "Not imported, because other rows are refused";

describe("a row that is not listed as refused", () => {
  it("was not looked at behind the place where reading stopped", () => {
    const job = refusedJob([null, ...numbers(2, 1_001)], 1_000, 1_001);
    expect(others(job)).toEqual({ 1: ELSEWHERE, 1_002: "Not checked", 1_003: "Not checked" });
  });

  it("was not checked behind a line that cannot be read, such as a header", () => {
    expect(statesOfAll(refusedJob([1], 1, 0))).toEqual(["Not checked"]);
  });

  it("is imported neither where the whole file is refused, nor where the server failed, and no other row is to blame", () => {
    expect(statesOfAll(refusedJob([null], 0))).toEqual(["Not imported, because the whole file is refused"]);
    expect(statesOfAll({ ...refusedJob([], 0, 0), status: "FAILED" })).toEqual(["Not imported"]);
  });

  it("may be refused behind the last one that is listed, where more are refused than are listed", () => {
    const perhaps = "May be refused, too: only the first 1,000 are listed";
    const job = refusedJob(numbers(2, 1_001), 1_001);
    expect(others(job)).toEqual({ 1: ELSEWHERE, 1_002: perhaps, 1_003: perhaps });
  });

  it("is not refused where all are listed, also a thousand", () => {
    const job = refusedJob(numbers(2, 1_001), 1_000);
    expect(others(job)).toEqual({ 1: ELSEWHERE, 1_002: ELSEWHERE, 1_003: ELSEWHERE });
  });
});

describe("what a table shows of results", () => {
  it("has each reason of refusals once, with its first lines and names, and every other row", () => {
    const job = refusedJob([null, 2, ...numbers(4, 1_002)], 1_000);
    const refused = job.refused.map(({ line }) => ({
      line,
      message: line === null ? "Reading stopped." : line === 2 ? "Other." : "Wrong.",
    }));
    const rows = numbers(1, 1_002).map((line) => ({ line, name: `T${line}` }));
    expect(shownResults(resultRows({ ...job, refused }, rows))).toEqual([
      { lines: "", names: "", result: "Reading stopped.", isRefused: true },
      { lines: "1", names: "T1", result: ELSEWHERE, isRefused: false },
      { lines: "2", names: "T2", result: "Other.", isRefused: true },
      { lines: "3", names: "T3", result: ELSEWHERE, isRefused: false },
      { lines: "4, 5, 6 and 996 more", names: "T4, T5, T6, …", result: "Wrong.", isRefused: true },
    ]);
  });
});
