// deploy/compose.yaml, as another program reads it.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ROOT } from "../support/pages.js";

/** A service of the Compose file. */
export interface ComposeService {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly stop_grace_period: string;
  readonly ulimits?: Readonly<Record<string, number>>;
  readonly depends_on?: unknown;
}

/** The Compose file. */
export interface ComposeFile {
  readonly services: Readonly<Record<"tokenplane" | "database", ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** Reads it; undefined where no Python has PyYAML. */
export function composeFile(): ComposeFile | undefined {
  const { status, stdout } = spawnSync(
    "python3",
    [
      "-c",
      "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))",
      path.join(ROOT, "deploy/compose.yaml"),
    ],
    { encoding: "utf8" },
  );
  return status === 0 ? (JSON.parse(stdout) as ComposeFile) : undefined;
}
