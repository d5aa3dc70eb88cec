import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hasColor } from "../../server/color.js";
import { runChild } from "./child.js";
import { Failure } from "./failure.js";

const PROVIDER = path.resolve("provider/dist/terraform-provider-tokenplane");

/**
 * The core to run: what TERRAFORM or TOFU names, or `terraform` or `tofu` on PATH.
 * @throws Failure when there is none.
 */
export function findCore({ TERRAFORM, TOFU }: NodeJS.ProcessEnv): string {
  const named = TERRAFORM ?? TOFU;
  const found = (named === undefined ? ["terraform", "tofu"] : [named]).find(
    (command) =>
      spawnSync(command, ["version"], { env: { ...process.env, CHECKPOINT_DISABLE: "1" } }).status === 0,
  );
  if (found !== undefined) return found;
  throw new Failure(
    named === undefined
      ? "There is neither terraform nor tofu on PATH. Install one of them, or say in TERRAFORM where it is."
      : `${named} is neither Terraform nor OpenTofu. Say in TERRAFORM where one of them is.`,
  );
}

/**
 * Puts the provider as it was built here where cores find it, as a mirror of a registry has it.
 * @param folder where the mirror is made.
 * @returns the environment in which a core takes it from there, and from nowhere else.
 */
export function mirrorProvider(folder: string): NodeJS.ProcessEnv {
  const { version } = JSON.parse(readFileSync("provider/package.json", "utf8")) as {
    readonly version: string;
  };
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const mirror = path.join(folder, "mirror");
  for (const registry of ["registry.terraform.io", "registry.opentofu.org"]) {
    const place = path.join(mirror, registry, "tokenplane/tokenplane", version, platform);
    const executable = path.join(place, `terraform-provider-tokenplane_v${version}`);
    mkdirSync(place, { recursive: true });
    copyFileSync(PROVIDER, executable);
    chmodSync(executable, 0o755);
  }
  const settings = path.join(folder, "core.rc");
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
  );
  return { TF_CLI_CONFIG_FILE: settings };
}

/** A core at work in a folder with a configuration. */
export class Core {
  constructor(
    private readonly command: string,
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly signal: AbortSignal,
    /** The signal of an interruption. */
    private readonly killSignal: NodeJS.Signals,
  ) {}

  /** Makes the folder ready. */
  async init(): Promise<void> {
    // It may be of the provider as it was built before.
    rmSync(path.join(this.folder, ".terraform.lock.hcl"), { force: true });
    await this.#succeed(["init", "-input=false"]);
  }

  /**
   * Plans, and keeps the plan.
   * @param options of the command, such as `-destroy`.
   * @returns what there is to do, as the core counts it; undefined when nothing is.
   */
  async plan(file: string, ...options: readonly string[]): Promise<string | undefined> {
    const args = ["plan", "-input=false", "-detailed-exitcode", `-out=${file}`, ...options];
    const { code, output, errors } = await this.#run(args);
    if (code === 0) return undefined;
    if (code !== 2) throw new Failure(errors.trim() || output.trim());
    return /^Plan: .*$/m.exec(output)?.[0] ?? output.trim();
  }

  /** Applies a plan. @param isShown whether it is shown how far it is. */
  async apply(file: string, isShown: boolean): Promise<void> {
    const { code, errors } = await this.#run(["apply", "-input=false", file], isShown);
    if (code === 0) return;
    throw new Failure(`${errors}It could not be done to the end; what was done stands in the state.`);
  }

  /** The ids of everything in the state, by type. */
  async made(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { values } = JSON.parse(await this.#succeed(["show", "-json"])) as {
      readonly values?: {
        readonly root_module: {
          readonly resources?: readonly {
            readonly mode: string;
            readonly type: string;
            readonly values: { readonly id: string };
          }[];
        };
      };
    };
    const managed = (values?.root_module.resources ?? []).filter(({ mode }) => mode === "managed");
    const types = [...new Set(managed.map(({ type }) => type))];
    return new Map(
      types.map((type) => [type, managed.filter((one) => one.type === type).map((one) => one.values.id)]),
    );
  }

  async #succeed(args: readonly string[]): Promise<string> {
    const { code, output, errors } = await this.#run(args);
    if (code !== 0) throw new Failure(errors.trim() || output.trim());
    return output;
  }

  #run([command = "", ...args]: readonly string[], isShown = false) {
    const { folder, environment, signal, killSignal } = this;
    // Cores do not know NO_COLOR.
    const color = isShown && hasColor(process.stdout) ? [] : ["-no-color"];
    return runChild(this.command, [command, ...color, ...args], {
      folder,
      environment: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...environment },
      signal,
      killSignal,
      isShown,
    });
  }
}
