import type { TestProject } from "vitest/node";
import { findCores, type Core } from "./cores.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The cores for the tests of the provider. */
    cores: readonly Core[];
  }
}

/** Finds the cores of the run once, and says which could not be had. The default tier runs with only the first one. */
export default function setup(project: TestProject): void {
  const { cores, missing } = findCores();
  for (const sentence of missing) console.warn(`SKIPPED: ${sentence}`);
  project.provide("cores", project.config.provide.tier === "deep" ? cores : cores.slice(0, 1));
}
