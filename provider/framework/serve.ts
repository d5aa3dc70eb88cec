// A provider's executable.
import { createLog, type Log, wantedLevel } from "../plugin/log.js";
import { servePlugin, type ProviderCalls } from "../plugin/serve.js";
import { actionCalls } from "./calls/action.js";
import { configureCalls } from "./calls/configure.js";
import { dataSourceCalls } from "./calls/data-source.js";
import { ephemeralCalls } from "./calls/ephemeral.js";
import { functionCalls } from "./calls/function.js";
import { generateCalls } from "./calls/generate.js";
import { listCalls } from "./calls/list.js";
import { planCalls } from "./calls/plan.js";
import { resourceCalls } from "./calls/resource.js";
import { schemaCalls } from "./calls/schema.js";
import { stateCalls } from "./calls/state.js";
import { validateCalls } from "./calls/validate.js";
import { OpenResources } from "./open-resources.js";
import type { AnyProvider } from "./provider.js";
import { schemaJson } from "./schema-json.js";
import type { Session } from "./session.js";

/** The provider's answers to a core. @param stillOpen what it has opened. @internal */
export function providerCalls(session: Session, stillOpen = new OpenResources()): ProviderCalls {
  return {
    ...schemaCalls(session),
    ...configureCalls(session),
    ...validateCalls(session),
    ...planCalls(session),
    ...resourceCalls(session),
    ...stateCalls(session),
    ...dataSourceCalls(session),
    ...ephemeralCalls(session, stillOpen),
    ...functionCalls(session),
    ...generateCalls(session),
    ...listCalls(session),
    ...actionCalls(session),
  };
}

/** Further commands of an executable, by name. Each gets the arguments after its name. */
export type Commands = Readonly<Record<string, (args: readonly string[]) => Promise<void>>>;

/** The oldest major version of Node.js that still gets security fixes. */
const OLDEST_MAINTAINED = 22;

function warnOfOldNode(log: Log): void {
  const [major = ""] = process.versions.node.split(".");
  if (Number(major) >= OLDEST_MAINTAINED) return;
  log.warn(`Node.js ${major} no longer gets security fixes: install Node.js 24`);
}

const OPTIONS: ReadonlySet<string> = new Set(["--help", "-h", "--schema", "--version", "--debug"]);

/**
 * Serves a provider to the core that started the process; with `--debug`, to cores that are started later. `--schema`
 * prints the same as `terraform providers schema -json`, `--version` the name and version. Wrong arguments are reported
 * on standard error, with exit code 2.
 * @param args of the command line, without those of Node.js: `process.argv.slice(2)`.
 * @param commands further commands of the executable.
 */
export async function serve(
  provider: AnyProvider,
  args: readonly string[],
  commands: Commands = {},
): Promise<void> {
  const executable = `terraform-provider-${provider.name}`;
  const [option, ...rest] = args;
  const command = option === undefined || !Object.hasOwn(commands, option) ? undefined : commands[option];
  if (command !== undefined) {
    await command(rest);
    return;
  }
  // A reader that stops early, like `head`, has what it wanted.
  process.stdout.on("error", () => process.exit(0));
  const isKnown = option === undefined || OPTIONS.has(option);
  if (!isKnown || rest.length > 0) {
    const wrong = isKnown ? rest.join(" ") : option;
    process.stderr.write(`${executable} does not know ${wrong}. Run it with --help to see its arguments.\n`);
    process.exitCode = 2;
    return;
  }
  if (option === "--help" || option === "-h") {
    const own = Object.keys(commands).map((name) => `  ${executable} ${name} …`);
    process.stdout.write(
      [
        `Usage: Terraform or OpenTofu starts ${executable}. It also has these commands:`,
        ...own,
        `  ${executable} --schema    prints what it provides, as JSON`,
        `  ${executable} --version   prints its version`,
        `  ${executable} --debug     serves cores that are started later`,
        "",
      ].join("\n"),
    );
    return;
  }
  if (option === "--schema") {
    process.stdout.write(`${JSON.stringify(schemaJson(provider), undefined, 2)}\n`);
    return;
  }
  if (option === "--version") {
    process.stdout.write(`${executable} ${provider.version}\n`);
    return;
  }
  const now = () => new Date();
  const log = createLog(
    `provider.${provider.name}`,
    wantedLevel(process.env),
    (line) => void process.stderr.write(line),
    now,
  );
  warnOfOldNode(log);
  const stillOpen = new OpenResources();
  await servePlugin({
    executable,
    sources: provider.sources,
    calls: () => providerCalls({ provider, log, configured: null, stop: new AbortController() }, stillOpen),
    beforeEnd: (signal) => stillOpen.closeAll(log, signal),
    log,
    now,
    debug: option === "--debug",
  });
}
