// The tools of a person with a configuration: a folder, a core, and a provider.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inject } from "vitest";
import type { Core } from "./cores.mjs";
import { waited } from "./waits.js";

/** How a command of a core ended. */
export interface Ran {
  readonly code: number | null;
  /** Standard output and errors, as they came. */
  readonly output: string;
}

/** An error of a core or a provider, and the line of the configuration. */
export interface Complaint {
  readonly summary: string;
  readonly detail: string;
  /** The block's first line, without the brace. */
  readonly block: string;
  /** The first line that it points at. */
  readonly line: string;
}

/** A diagnostic as cores print it. */
interface Reported {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly snippet?: { readonly context: string | null; readonly code: string };
}

type Attributes = Readonly<Record<string, unknown>>;

/** A folder with a configuration, and a core that works there. */
export class Workspace {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "core-"));
  #environment: Readonly<Record<string, string>>;
  readonly #children = new Set<ChildProcess>();

  /**
   * @param core what to run. @param environment beside PATH and what makes a core quiet: how it finds the provider.
   */
  constructor(
    readonly core: Core,
    environment: Readonly<Record<string, string>>,
  ) {
    this.#environment = environment;
  }

  /** Uses another environment from now on. */
  with(environment: Readonly<Record<string, string>>): this {
    this.#environment = environment;
    return this;
  }

  /** Writes a file of the configuration. */
  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /** Runs a command, such as `plan`. */
  run(...args: readonly string[]): Promise<Ran> {
    return this.start(args).ended;
  }

  /** Runs a command that reads what is typed, such as `console`. */
  async type(input: string, ...args: readonly string[]): Promise<Ran> {
    return this.start(args, {}, input).ended;
  }

  /** Starts a command, which may be interrupted. @param input what it reads; nothing otherwise. */
  start(args: readonly string[], environment: Readonly<Record<string, string>> = {}, input?: string) {
    const [command = "", ...rest] = args;
    const plain = ["plan", "apply", "destroy", "import", "refresh", "init", "validate"].includes(command);
    const child = spawn(this.core.command, [command, ...(plain ? ["-no-color"] : []), ...rest], {
      cwd: this.folder,
      // A process group of its own, as a shell gives to each command.
      detached: true,
      env: {
        PATH: process.env["PATH"],
        HOME: this.folder,
        // The files that killed providers leave are removed with the folder.
        TMPDIR: this.folder,
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
        ...this.#environment,
        ...environment,
      },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    child.stdin?.end(input);
    this.#children.add(child);
    let output = "";
    const collect = (text: string) => {
      output += text;
    };
    child.stdout?.setEncoding("utf8").on("data", collect);
    child.stderr?.setEncoding("utf8").on("data", collect);
    const ended = waited(
      "Terraform cores",
      new Promise<Ran>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => {
          this.#children.delete(child);
          resolve({ code, output });
        });
      }),
    );
    const { pid } = child;
    return {
      ended,
      output: () => output,
      pid,
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      /** Does the same as Ctrl-C: the signal reaches the core and its providers. */
      interrupt: () => pid !== undefined && process.kill(-pid, "SIGINT"),
    };
  }

  /** Applies the configuration, and fails with what the core said when that fails. */
  async apply(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run("apply", "-auto-approve", ...args);
    if (code !== 0) throw new Error(`apply ended with ${code}:\n${output}`);
    return output;
  }

  /** @returns whether a plan has anything to do, and what it says. */
  async plan(...args: readonly string[]): Promise<{ readonly isEmpty: boolean; readonly output: string }> {
    const { code, output } = await this.run("plan", "-detailed-exitcode", ...args);
    if (code !== 0 && code !== 2) throw new Error(`plan ended with ${code}:\n${output}`);
    return { isEmpty: code === 0, output };
  }

  /** The values of the configuration's outputs, as they were applied. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { code, output } = await this.run("output", "-json");
    if (code !== 0) throw new Error(`output ended with ${code}:\n${output}`);
    const outputs = JSON.parse(output) as Readonly<Record<string, { readonly value: unknown }>>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The errors of a plan. */
  async complaints(): Promise<readonly Complaint[]> {
    const { output } = await this.run("plan", "-json");
    return output.split("\n").flatMap((line) => {
      if (!line.includes('"type":"diagnostic"')) return [];
      const { diagnostic } = JSON.parse(line) as { diagnostic: Reported };
      const { severity, summary, detail, snippet } = diagnostic;
      return severity === "error"
        ? [{ summary, detail, block: snippet?.context ?? "", line: snippet?.code.trim() ?? "" }]
        : [];
    });
  }

  /** The attributes of every managed resource in the state, by address. */
  state(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    const text = readFileSync(path.join(this.folder, "terraform.tfstate"), "utf8");
    const { resources } = JSON.parse(text) as {
      resources: {
        mode: string;
        type: string;
        name: string;
        instances: { attributes: Record<string, unknown> }[];
      }[];
    };
    return Object.fromEntries(
      resources.flatMap(({ type, name, instances }) =>
        instances.map(({ attributes }) => [`${type}.${name}`, attributes] as const),
      ),
    );
  }

  /** The attributes of every instance of a managed resource, by addresses such as `type.name[0]`; of those in place. */
  instances(): Readonly<Record<string, Attributes>> {
    const text = readFileSync(path.join(this.folder, "terraform.tfstate"), "utf8");
    // A core that was killed may have written nothing yet.
    if (text === "") return {};
    const { resources } = JSON.parse(text) as {
      resources: {
        mode: string;
        type: string;
        name: string;
        instances: { index_key?: number | string; deposed?: string; attributes: Attributes }[];
      }[];
    };
    return Object.fromEntries(
      resources.flatMap(({ mode, type, name, instances }) =>
        instances
          .filter(({ deposed }) => mode === "managed" && deposed === undefined)
          .map(({ index_key: key, attributes }) => [
            `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
            attributes,
          ]),
      ),
    );
  }

  /** Ends running commands, and removes the folder. */
  clear(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The cores that the tests run with, for `describe.each`. */
export function coresHere(): readonly (readonly [string, Core])[] {
  return inject("cores").map((core) => [`${core.name} ${core.version}`, core] as const);
}

/** The same, but only the newest Terraform and OpenTofu, for what takes long. */
export function coreOfEachName(): readonly (readonly [string, Core])[] {
  const all = coresHere();
  return all.filter(([, { name }], index) => all.findIndex(([, core]) => core.name === name) === index);
}

/** Whether a core is at least some version of Terraform, or else of OpenTofu. */
export function knows(
  core: Core,
  since: { readonly terraform: string; readonly opentofu: string | null },
): boolean {
  const wanted = core.name === "Terraform" ? since.terraform : since.opentofu;
  if (wanted === null) return false;
  const numbers = (version: string) => version.split(".").map((part) => Number.parseInt(part, 10));
  const [major = 0, minor = 0] = numbers(core.version);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(wanted);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/**
 * Makes cores find a provider's executable without `init`, as its author does.
 * @param source such as `example/note`. @param place the folder for the core's settings. @returns the environment.
 */
export function developed(folder: string, source: string, place = folder): Readonly<Record<string, string>> {
  const file = path.join(place, "core.rc");
  writeFileSync(
    file,
    `provider_installation {\n  dev_overrides { "${source}" = "${folder}" }\n  direct {}\n}\n`,
  );
  return { TF_CLI_CONFIG_FILE: file };
}

/**
 * Puts an executable where cores find it with `init`, like a user's mirror.
 * @returns the environment.
 */
export function mirrored(
  folder: string,
  source: string,
  version: string,
  executable: string,
): Readonly<Record<string, string>> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const type = source.split("/").at(-1) ?? "";
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    const place = path.join(folder, "mirror", host, source, version, platform);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `terraform-provider-${type}_v${version}`), readFileSync(executable), {
      mode: 0o755,
    });
  }
  const file = path.join(folder, "mirror.rc");
  writeFileSync(
    file,
    `provider_installation {\n  filesystem_mirror { path = "${path.join(folder, "mirror")}" }\n}\n`,
  );
  return { TF_CLI_CONFIG_FILE: file };
}

/** A provider that serves cores which are started later. */
export class AttachedProvider {
  private constructor(
    private readonly child: ChildProcess,
    /** The environment that attaches a core. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static start(
    executable: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<AttachedProvider> {
    const child = spawn(executable, ["--debug"], {
      env: { PATH: process.env["PATH"], TMPDIR: os.tmpdir(), ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new Promise((resolve, reject) => {
      let reported = "";
      child.once("error", reject);
      child.once("close", (code) => reject(new Error(`the provider ended with ${code}`)));
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        reported += text;
        const line = /TF_REATTACH_PROVIDERS='(.*)'/.exec(reported)?.[1];
        if (line !== undefined) resolve(new AttachedProvider(child, { TF_REATTACH_PROVIDERS: line }));
      });
    });
  }

  /** The path at which it serves. */
  get socket(): string {
    const { TF_REATTACH_PROVIDERS: line = "{}" } = this.environment;
    const served = JSON.parse(line) as Readonly<
      Record<string, { readonly Addr: { readonly String: string } }>
    >;
    return Object.values(served)[0]?.Addr.String ?? "";
  }

  /** @returns its exit code. */
  end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    return new Promise((resolve) => {
      this.child.once("close", (code) => resolve(code));
      this.child.kill(signal);
    });
  }
}

/** The head of a configuration that works with Tokenplane's own provider. */
export const TOKENPLANE_ALONE = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

/** A folder where a core starts Tokenplane's provider as it was built. */
export function getWorkspace(core: Core, environment: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(core, {});
  // The core's settings lie there, too: tests that run at the same time write no file together.
  const found = developed(path.dirname(PROVIDER), "tokenplane/tokenplane", workspace.folder);
  return workspace.with({ ...found, ...environment });
}

/** Tokenplane's own provider, as it was built. */
export const PROVIDER = path.join(import.meta.dirname, "../../provider/dist/terraform-provider-tokenplane");
