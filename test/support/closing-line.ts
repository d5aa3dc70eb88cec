import { existsSync, readFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

/** How many files are named of those that took longest, unless TEST_TIMES says it. */
const LONGEST = Number(process.env["TEST_TIMES"] ?? 12);

/** Of fewer files, the run itself shows how long each took. */
const SHOWN_FROM = 12;

const line = (seconds: number, what: string) => console.log(`${seconds.toFixed(0).padStart(5)} s  ${what}`);

/** A line that tests wrote down: how long they waited for something, or how long a file was computed. */
interface Noted {
  readonly what?: string;
  readonly file?: string;
  readonly seconds: number;
}

/** The times that tests wrote down, added up by one of its names; times that overlap count in full. */
function notedIn(file: string, by: "what" | "file"): Map<string, number> {
  const sums = new Map<string, number>();
  for (const text of existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : []) {
    const { [by]: name, seconds } = JSON.parse(text) as Noted;
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + seconds);
  }
  return sums;
}

/**
 * Ends a run with one line that anybody's tools can read; before it, which tier it was, which files took longest, what
 * was waited for, and what was skipped and why.
 */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter(
      (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
    );
    const { tier, waits } = this.#vitest?.getRootProject().getProvidedContext() ?? {};
    const isOfAnotherTier = ({ options }: TestCase) =>
      tier === "default" && options.tags?.includes("deep") === true;
    const skipped = inState("skipped").filter((test) => !isOfAnotherTier(test));
    const left = inState("skipped").length - skipped.length;
    const computed = notedIn(waits ?? "", "file");
    const longest = modules
      .map((module) => ({
        file: module.relativeModuleId,
        seconds: module.diagnostic().duration / 1_000,
        computed: computed.get(module.moduleId) ?? 0,
      }))
      .toSorted((a, b) => b.seconds - a.seconds);
    if (modules.length > SHOWN_FROM) {
      console.log("The files that took longest:");
      for (const { file, seconds, computed: its } of longest.slice(0, LONGEST)) {
        line(seconds, `${file} (${its.toFixed(0)} s of a processor)`);
      }
      console.log("The files that computed longest:");
      for (const { file, computed: its } of longest
        .toSorted((a, b) => b.computed - a.computed)
        .slice(0, LONGEST)) {
        line(its, file);
      }
      console.log("What was waited for, all files together:");
      for (const [what, seconds] of [...notedIn(waits ?? "", "what")].toSorted(([, a], [, b]) => b - a)) {
        line(seconds, what);
      }
      line(
        [...computed.values()].reduce((sum, seconds) => sum + seconds, 0),
        "of a processor, without PostgreSQL",
      );
    }
    for (const test of skipped) {
      const result = test.result();
      const why = result.state === "skipped" ? result.note : undefined;
      console.log(`skipped: ${test.fullName}${why === undefined ? "" : `: ${why}`}`);
    }
    if (tier === "default") {
      console.log(
        `The default tier, with one core. ${left} tests of the deep tier were left out: npm run test:deep runs everything.`,
      );
    } else console.log("The deep tier: everything.");
    console.log(
      `${inState("passed").length} passed, ${inState("failed").length + broken.length} failed, ${skipped.length} skipped`,
    );
  }
}
