// Connects the provider to a server, and reports at once what is missing.
import { DiagnosticError, error, warning, type Diagnostic } from "./framework/diagnostic.js";
import { isUnknown, type Unknown } from "./plugin/cty/value.js";
import type { Log } from "./plugin/log.js";
import { Client } from "./client/client.js";
import { Viewer } from "./client/operations.js";
import { KEY_COMMAND } from "./client/commands.js";
import { IN_PROVIDER_BLOCK } from "./client/problems.js";
import { Reads } from "./client/reads.js";
import { PolicyChanges } from "./client/policy-changes.js";
import { notYetKnown, type Tokenplane } from "./client/tokenplane.js";
import { readNetwork, type NetworkConfig } from "./network-settings.js";
import { VERSION } from "./version.js";

/** A request to configure the provider. */
interface Request {
  readonly config: NetworkConfig & {
    readonly endpoint: string | null | Unknown;
    readonly api_key: string | null | Unknown;
  };
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** A setting is missing or wrong. No request was sent. */
export class SettingsError extends DiagnosticError {}

const MAY_PROVISION = new Set(["ADMIN", "PROVISIONER"]);

/**
 * Connects to the server that the configuration names, or else the environment.
 * @param atMost how long the server is tried while it cannot be reached, in milliseconds, unless the settings allow less.
 * @throws {DiagnosticError} that says what is missing or wrong.
 */
export async function configure(
  { config, log, signal, warn }: Request,
  environment: NodeJS.ProcessEnv,
  atMost?: number,
): Promise<Tokenplane> {
  if (!isKnown(config)) return notYetKnown();
  const endpoint = config.endpoint || environment["TOKENPLANE_ENDPOINT"] || "";
  const apiKey = config.api_key || environment["TOKENPLANE_API_KEY"] || "";
  const missing = [
    ...(endpoint === ""
      ? [
          error(
            ["endpoint"],
            "The endpoint is missing",
            "Write endpoint, or set TOKENPLANE_ENDPOINT, such as https://mfa.example.com.",
          ),
        ]
      : []),
    ...(apiKey === ""
      ? [
          error(
            ["api_key"],
            "The API key is missing",
            `Set TOKENPLANE_API_KEY, or write api_key. To create one:${KEY_COMMAND}`,
          ),
        ]
      : []),
  ];
  if (missing.length > 0) throw new SettingsError(...missing);
  const wrong = [...checkEndpoint(endpoint), ...checkKey(apiKey)];
  if (wrong.length > 0) throw new SettingsError(...wrong);
  const { network, ...settings } = readNetwork(config, environment, endpoint);
  if (settings.wrong.length > 0) throw new SettingsError(...settings.wrong);
  const password = network.proxy === undefined ? "" : new URL(network.proxy).password;
  if (password !== "") log.mask(password);
  const client = new Client({
    endpoint,
    apiKey,
    version: VERSION,
    log,
    signal,
    patience: atMost === undefined ? settings.patience : Math.min(atMost, settings.patience ?? atMost),
    network,
  });
  const { viewer } = await client.ask(Viewer, {}, IN_PROVIDER_BLOCK);
  if (viewer === null || viewer.account === null) {
    throw new DiagnosticError(
      error(
        ["api_key"],
        "The API key cannot read an account",
        `Its role is ${viewer?.role ?? "unknown"}. Use a key of role PROVISIONER in the account. To create one:${KEY_COMMAND}`,
      ),
    );
  }
  if (!MAY_PROVISION.has(viewer.role)) {
    warn(
      warning(
        ["api_key"],
        "The API key may not change everything",
        `Its role is ${viewer.role}. Data sources work; resources need a key of role PROVISIONER.`,
      ),
    );
  }
  log.info("connected", { server: viewer.serverVersion, account: viewer.account.name, role: viewer.role });
  return {
    client,
    reads: new Reads(client),
    accountId: viewer.account.id,
    role: viewer.role,
    isKnown: true,
    plannedPolicies: new Map(),
    policyChanges: new PolicyChanges(),
    now: () => new Date(),
  };
}

type Known<T> = { readonly [K in keyof T]: Exclude<T[K], Unknown> };

function isKnown(config: Request["config"]): config is Request["config"] & Known<Request["config"]> {
  return !Object.values(config).some(isUnknown);
}

function* checkEndpoint(endpoint: string): Iterable<Diagnostic> {
  // The message does not repeat it: it may be a key.
  if (endpoint.startsWith("tp_")) {
    yield error(
      ["endpoint"],
      "Not an address",
      "This looks like an API key. Write the server's address here, and the key into api_key.",
    );
    return;
  }
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    yield error(
      ["endpoint"],
      "Not an address",
      `This is ${JSON.stringify(endpoint)}. Write an address such as https://mfa.example.com.`,
    );
  } else if (url.username !== "" || url.password !== "") {
    yield error(
      ["endpoint"],
      "A name or password in the address",
      "The server uses an API key instead. Write the address without the part before the @.",
    );
  }
}

function* checkKey(apiKey: string): Iterable<Diagnostic> {
  // The message does not repeat the key. Nor is the key sent: fetch's error about a wrong header contains its value.
  if (/^tp_[\x21-\x7e]+$/.test(apiKey)) return;
  yield error(
    ["api_key"],
    "Not an API key",
    "An API key begins with tp_, and has no spaces or line breaks. If you read the key from a file, use trimspace().",
  );
}
