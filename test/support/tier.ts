import { inject } from "vitest";

/**
 * Tests are of two tiers. What is marked by the tag `deep` is only of the deep tier; all else is of both:
 * `npm test` runs the default tier, `npm run test:deep` everything.
 */
export type Tier = "default" | "deep";

declare module "vitest" {
  interface ProvidedContext {
    /** The tier that this run is of. */
    tier: Tier;
  }
}

/** The value for the default tier, or that for the deep one: how often, or with what. */
export function byTier<Value>(inDefault: Value, inDeep: Value): Value {
  return inject("tier") === "deep" ? inDeep : inDefault;
}

/** All rows of a table in the deep tier, and every third in the default one. */
export function someByTier<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.filter((_row, index) => byTier(index % 3 === 0, true));
}
