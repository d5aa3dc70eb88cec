import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one line that anybody's tools can read, and names what was skipped. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter(
      (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
    );
    const skipped = inState("skipped");
    for (const test of skipped) console.log(`skipped: ${test.fullName}`);
    console.log(
      `${inState("passed").length} passed, ${inState("failed").length + broken.length} failed, ${skipped.length} skipped`,
    );
  }
}
