import type { Reporter, TestModule } from "vitest/node";

/** How many of the slowest files are listed. */
const LONGEST = 12;

/**
 * Prints the summary of a run as its last line, in a form that tools can read; before it, the slowest files and the
 * skipped tests.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter(
      (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
    );
    const skipped = inState("skipped");
    const longest = modules
      .map((module) => ({ file: module.relativeModuleId, seconds: module.diagnostic().duration / 1_000 }))
      .toSorted((a, b) => b.seconds - a.seconds);
    for (const { file, seconds } of modules.length > LONGEST ? longest.slice(0, LONGEST) : []) {
      console.log(`${seconds.toFixed(0).padStart(4)} s  ${file}`);
    }
    for (const test of skipped) console.log(`skipped: ${test.fullName}`);
    console.log(
      `${inState("passed").length} passed, ${inState("failed").length + broken.length} failed, ${skipped.length} skipped`,
    );
  }
}
