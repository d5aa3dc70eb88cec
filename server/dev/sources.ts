import path from "node:path";

/** The packages that server and pages share, by the names that imports have. */
const SHARED = /^@tokenplane\/(rules|files)\/(.*)$/;

/** The project's folder, in which `run.mjs` starts each script. */
const ROOT = process.cwd();

/** The shared packages as they are in the sources, for Vite: a change of a rule needs no build. */
export const SHARED_ALIAS = { find: SHARED, replacement: path.join(ROOT, "schema/$1/$2.ts") };

/** The same for Rolldown. */
export const sharedSources = {
  name: "shared-sources",
  resolveId(name: string): string | null {
    const [, folder, file] = SHARED.exec(name) ?? [];
    return folder === undefined ? null : path.join(ROOT, "schema", folder, `${file}.ts`);
  },
};
