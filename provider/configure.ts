// Connects the provider to a server, and says at once what is missing.
import { DiagnosticError, error, warning, type Diagnostic } from "./framework/diagnostic.js";
import { isUnknown, type Unknown } from "./plugin/cty/value.js";
import type { Log } from "./plugin/log.js";
import { Client } from "./client/client.js";
import { Viewer } from "./client/operations.js";
import { Reads } from "./client/reads.js";
import { notYetKnown, type Tokenplane } from "./client/tokenplane.js";
import { VERSION } from "./version.js";

/** What a configuration says. */
interface Request {
  readonly config: {
    readonly endpoint: string | null | Unknown;
    readonly api_key: string | null | Unknown;
  };
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly warn: (diagnostic: Diagnostic) => void;
}

const MAY_PROVISION = new Set(["ADMIN", "PROVISIONER"]);

export async function configure(
  { config, log, signal, warn }: Request,
  environment: NodeJS.ProcessEnv,
): Promise<Tokenplane> {
  if (isUnknown(config.endpoint) || isUnknown(config.api_key)) return notYetKnown();
  const endpoint = config.endpoint || environment["TOKENPLANE_ENDPOINT"] || "";
  const apiKey = config.api_key || environment["TOKENPLANE_API_KEY"] || "";
  const missing = [
    ...(endpoint === ""
      ? [
          error(
            ["endpoint"],
            "Which server?",
            "Write endpoint, or set TOKENPLANE_ENDPOINT, such as https://mfa.example.com.",
          ),
        ]
      : []),
    ...(apiKey === ""
      ? [
          error(
            ["api_key"],
            "The API key is missing",
            "Set TOKENPLANE_API_KEY, or write api_key: a key of role PROVISIONER, which `tokenplane api-key create` makes.",
          ),
        ]
      : []),
  ];
  if (missing.length > 0) throw new DiagnosticError(...missing);
  if (!/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : "")) {
    throw new DiagnosticError(
      error(
        ["endpoint"],
        "Not an address",
        `This is ${JSON.stringify(endpoint)}. Write an address such as https://mfa.example.com.`,
      ),
    );
  }
  const client = new Client({ endpoint, apiKey, version: VERSION, log, signal });
  const { viewer } = await client.ask(Viewer, {});
  if (viewer === null || viewer.account === null) {
    throw new DiagnosticError(
      error(
        ["api_key"],
        "A key of no account",
        "This API key belongs to no account. Use one of role PROVISIONER in the account.",
      ),
    );
  }
  if (!MAY_PROVISION.has(viewer.role)) {
    warn(
      warning(
        ["api_key"],
        "The API key can only read",
        `Its role is ${viewer.role}. Data sources work; changes need a key of role PROVISIONER.`,
      ),
    );
  }
  log.info("connected", { server: viewer.serverVersion, account: viewer.account.name, role: viewer.role });
  return { client, reads: new Reads(client), accountId: viewer.account.id, now: () => new Date() };
}
