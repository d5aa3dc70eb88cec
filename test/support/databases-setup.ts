import type { TestProject } from "vitest/node";
import postgres from "./postgres-setup.js";
import prepared from "./prepared-setup.js";

/** Makes the databases of the run at the same time: PostgreSQL in processes of its own, the embedded one in this. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends = await Promise.all([postgres(project), prepared(project)]);
  return async () => {
    for (const end of ends) await end?.();
  };
}
