// The network settings of the provider's block and of the environment.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { PROVIDER } from "@tokenplane/rules/fields";
import type { Rule } from "@tokenplane/rules/rule";
import { error, type Diagnostic } from "./framework/diagnostic.js";
import { optional } from "./framework/attributes.js";
import { integer, string } from "./framework/types.js";
import { USUAL_NETWORK, type Network } from "./client/network.js";
import { form } from "./validators.js";
import type { Unknown } from "./plugin/cty/value.js";

export const networkAttributes = {
  ca_cert_file: optional(string, {
    description:
      "A file with the certificate of the authority that made the server's certificate (PEM; it may contain several). Only these are trusted, instead of those that Node.js trusts. Default: TOKENPLANE_CA_CERT_FILE.",
  }),
  client_cert_file: optional(string, {
    description:
      "A file with a client certificate (PEM), if a gateway in front of the server requires one. Needs `client_key_file`. Default: TOKENPLANE_CLIENT_CERT_FILE.",
  }),
  client_key_file: optional(string, {
    description:
      "The file with the private key of the client certificate (PEM, not encrypted). Default: TOKENPLANE_CLIENT_KEY_FILE.",
  }),
  http_proxy: optional(string, {
    description:
      "The proxy that requests go through, such as `http://proxy.example.com:3128`. A name and password for it may be written before an `@`, but the environment is a safer place for them. Default: HTTPS_PROXY or HTTP_PROXY, depending on the endpoint's scheme; no proxy if NO_PROXY names the server, or if the server is on this machine.",
    sensitive: true,
  }),
  max_retries: optional(integer, {
    description:
      "How often a request is repeated at most, when the server cannot be reached or is overloaded; `0` for never. Default: TOKENPLANE_MAX_RETRIES, or else as often as `retry_timeout_seconds` allows.",
    validators: [form(PROVIDER.maxRetries)],
  }),
  retry_timeout_seconds: optional(integer, {
    description:
      "How long a request is repeated while a server that has answered before cannot be reached, up to 3,600 seconds. A server that refuses connections from the start is tried for 5 seconds. Default: TOKENPLANE_RETRY_TIMEOUT_SECONDS, or else `75`.",
    validators: [form(PROVIDER.retryTimeoutSeconds)],
  }),
  request_timeout_seconds: optional(integer, {
    description:
      "How long the provider waits for the answer to a request, 1 to 600 seconds. Default: TOKENPLANE_REQUEST_TIMEOUT_SECONDS, or else `30`.",
    validators: [form(PROVIDER.requestTimeoutSeconds)],
  }),
};

type Name = keyof typeof networkAttributes;

/** The network settings of a configuration. */
export type NetworkConfig = {
  readonly [K in Name]?: (K extends `${string}_seconds` | "max_retries" ? number : string) | null | Unknown;
};

/** The same, wholly known. */
export type KnownNetworkConfig = { readonly [K in keyof NetworkConfig]: Exclude<NetworkConfig[K], Unknown> };

function getVariable(name: Name): string {
  return `TOKENPLANE_${name.toUpperCase()}`;
}

/** Reads the settings one by one, and collects what is wrong. */
class Settings {
  readonly wrong: Diagnostic[] = [];

  constructor(
    private readonly config: KnownNetworkConfig,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  text(name: "ca_cert_file" | "client_cert_file" | "client_key_file"): string | undefined {
    return this.config[name] || this.environment[getVariable(name)] || undefined;
  }

  number(name: "max_retries" | "retry_timeout_seconds" | "request_timeout_seconds", rule: Rule<number>) {
    const configured = this.config[name];
    if (configured != null) return configured;
    const variable = this.environment[getVariable(name)];
    if (variable === undefined || variable === "") return undefined;
    const number = /^\d{1,9}$/.test(variable) ? Number(variable) : Number.NaN;
    const sentence = rule(number);
    if (sentence !== null) {
      const what = `${getVariable(name)} is ${JSON.stringify(variable)}.`;
      this.wrong.push(error([name], "This value is not valid", `${what} ${sentence}`));
    }
    return number;
  }

  /**
   * The text of a file.
   * @param check throws when the contents are wrong. @param words what the file should contain.
   */
  file(
    name: "ca_cert_file" | "client_cert_file" | "client_key_file",
    words: string,
    check: (pem: string) => void,
  ) {
    const file = this.text(name);
    if (file === undefined) return undefined;
    let pem: string;
    try {
      pem = readFileSync(file, "utf8");
    } catch (thrown) {
      const why = Reflect.get(Object(thrown), "code") === "ENOENT" ? "does not exist" : "cannot be read";
      const detail = `The file ${JSON.stringify(file)} ${why}. Write the path of a file in PEM that Terraform's user may read.`;
      this.wrong.push(error([name], "The file cannot be read", detail));
      return undefined;
    }
    try {
      check(pem);
      return pem;
    } catch {
      const detail = `The file ${JSON.stringify(file)} contains no ${words} in PEM. Convert it, for example with openssl.`;
      this.wrong.push(error([name], "Not a file in PEM", detail));
      return undefined;
    }
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function checkCertificates(pem: string): void {
  const found = pem.match(CERTIFICATE) ?? [];
  const read = found.map((one) => new X509Certificate(one));
  if (read.length === 0) throw new TypeError("there is none");
}

/** Whether a server is on this machine. The proxies of the environment are not used for it. */
function isHere(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

/**
 * Whether NO_PROXY matches a server: `*`, a host, the end of a host name after a dot, or any of these with a port.
 */
function isExempt(endpoint: string, list: string): boolean {
  const { hostname, port, protocol } = new URL(endpoint);
  const actual = port || (protocol === "https:" ? "443" : "80");
  return list.split(/[\s,]+/).some((entry) => {
    const [, host = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (host === "" || (only !== undefined && only !== actual)) return false;
    const bare = host.replace(/^\*?\.?/, "");
    return bare === "" || hostname === bare || hostname.endsWith(`.${bare}`);
  });
}

function getProxy(setting: string | null | undefined, environment: NodeJS.ProcessEnv, endpoint: string) {
  if (setting) return setting;
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  if (isHere(endpoint) || isExempt(endpoint, read("no_proxy") ?? "")) return undefined;
  return read(endpoint.startsWith("https:") ? "https_proxy" : "http_proxy");
}

function isProxy(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/**
 * Reads the settings, and the files that they name.
 * @param endpoint the server's address.
 * @returns the network, how long an unreachable server is tried in milliseconds, and what is wrong.
 */
export function readNetwork(
  config: KnownNetworkConfig,
  environment: NodeJS.ProcessEnv,
  endpoint: string,
): {
  readonly network: Network;
  readonly patience: number | undefined;
  readonly wrong: readonly Diagnostic[];
} {
  const settings = new Settings(config, environment);
  const { wrong } = settings;
  const ca = settings.file("ca_cert_file", "certificate", checkCertificates);
  const cert = settings.file("client_cert_file", "certificate", checkCertificates);
  const key = settings.file("client_key_file", "private key without a pass phrase", createPrivateKey);
  for (const [one, other] of [
    ["client_cert_file", "client_key_file"],
    ["client_key_file", "client_cert_file"],
  ] as const) {
    if (settings.text(one) !== undefined && settings.text(other) === undefined)
      wrong.push(
        error(
          [other],
          "Something is missing",
          `A client certificate needs its key: write ${other} beside ${one}.`,
        ),
      );
  }
  if (
    cert !== undefined &&
    key !== undefined &&
    !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  ) {
    wrong.push(
      error(
        ["client_key_file"],
        "Not the key of the certificate",
        "The key belongs to another certificate. Write the file that was made with client_cert_file.",
      ),
    );
  }
  const proxy = getProxy(config.http_proxy, environment, endpoint);
  if (proxy !== undefined && !isProxy(proxy)) {
    // The message does not repeat it: it may contain a password.
    wrong.push(
      error(
        ["http_proxy"],
        "Not the address of a proxy",
        "Write an address such as http://proxy.example.com:3128, here or in HTTPS_PROXY.",
      ),
    );
  }
  const maxRetries = settings.number("max_retries", PROVIDER.maxRetries) ?? USUAL_NETWORK.maxRetries;
  const retrySeconds = settings.number("retry_timeout_seconds", PROVIDER.retryTimeoutSeconds);
  const requestSeconds = settings.number("request_timeout_seconds", PROVIDER.requestTimeoutSeconds);
  return {
    network: {
      ca,
      cert,
      key,
      proxy,
      maxRetries,
      requestTimeout: requestSeconds === undefined ? USUAL_NETWORK.requestTimeout : requestSeconds * 1_000,
    },
    patience: retrySeconds === undefined ? undefined : retrySeconds * 1_000,
    wrong,
  };
}
