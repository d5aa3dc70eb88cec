// The problems between the provider and a server, as users read them.
import { DiagnosticError, error, type Diagnostic } from "../framework/diagnostic.js";
import { KEY_COMMAND } from "./commands.js";
import type { Path } from "../framework/path.js";

/** The attributes that say which server is used; both paths are empty in the block of a resource. */
export interface Where {
  readonly endpoint: Path;
  readonly apiKey: Path;
  readonly clientCertificate: Path;
  readonly proxy: Path;
}

export const IN_PROVIDER_BLOCK: Where = {
  endpoint: ["endpoint"],
  apiKey: ["api_key"],
  clientCertificate: ["client_cert_file"],
  proxy: ["http_proxy"],
};
export const ELSEWHERE: Where = { endpoint: [], apiKey: [], clientCertificate: [], proxy: [] };

/** A failure that does not pass by waiting. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The id under which the server's log has it. */
  readonly correlationId?: string | undefined;
  /** Whether the operation was done, and only a part of its answer failed. */
  readonly isWithin: boolean;
}

/** Something that prevents requests altogether. */
export interface Obstacle {
  readonly kind: "certificate" | "client-certificate" | "protocol" | "proxy" | "name" | "port";
  readonly reason: string;
}

const MAKE_ONE = `Create one, and set api_key or TOKENPLANE_API_KEY:${KEY_COMMAND}`;

/** The server cannot be reached, or something else answers in its place. */
export class UnreachableError extends DiagnosticError {}

export function noTokenplane({ endpoint }: Where, status: number): Diagnostic {
  return error(
    endpoint,
    "This is not a Tokenplane server",
    `The endpoint answered HTTP ${status} with something other than GraphQL. Write the address of a Tokenplane server, without \`/graphql\`.`,
  );
}

/** @param target the address to which the server redirects. */
export function movedAway({ endpoint }: Where, target: string): Diagnostic {
  return error(
    endpoint,
    "The endpoint redirects",
    `It redirects to ${target}. The provider does not send the API key to another address. Write that address as the endpoint, without \`/graphql\`.`,
  );
}

/** @param versions of the provider, and of the server if it is known. */
export function failed(
  { endpoint, apiKey }: Where,
  { status, code, message, correlationId }: Failure,
  operation: string,
  versions: { readonly provider: string; readonly server: string | null },
): Diagnostic {
  if (code === "UNAUTHENTICATED") return error(apiKey, "The API key is not valid", `${message} ${MAKE_ONE}`);
  // A missing permission comes with HTTP 200, because other fields of the request may be answered.
  if (code === "FORBIDDEN" && status === 403) return error(apiKey, "The account cannot be used", message);
  if (code === "FORBIDDEN") {
    return error(apiKey, "The API key has no permission for this", `${message} ${MAKE_ONE}`);
  }
  if (code === "NOT_FOUND" && status === 404) {
    return error(endpoint, "Nothing is at this address", `${message} Write the endpoint without a path.`);
  }
  if (isUnknownToTheServer(code, message)) {
    const server = versions.server === null ? "of an unknown version" : versions.server;
    return error(
      [],
      "The server is older than the provider",
      `The provider has version ${versions.provider}, the server ${server}; the server does not support everything that ${operation} requests: ${message} Upgrade the server, or require an older version of the provider.`,
    );
  }
  const correlated = correlationId === undefined ? "" : ` The correlation id is ${correlationId}.`;
  return error([], "The server could not answer", `${message}${correlated}`);
}

/** Whether a server does not have a part of the API that the provider uses. */
export function isUnknownToTheServer(code: string, message: string): boolean {
  if (code === "GRAPHQL_VALIDATION_FAILED") return true;
  return (
    code === "BAD_USER_INPUT" &&
    // Servers before 0.2 used the sentences of the GraphQL library.
    /is not defined by type "\w+"|does not exist in "\w+" enum|The enum \w+ has no such value/.test(message)
  );
}

export function obstructed(
  { endpoint, clientCertificate, proxy }: Where,
  url: string,
  { kind, reason }: Obstacle,
): Diagnostic {
  switch (kind) {
    case "certificate":
      return error(
        endpoint,
        "The server's certificate is not trusted",
        `${url}: ${reason}. Give the server a certificate for this name, or set ca_cert_file to the certificate of the authority that issued it.`,
      );
    case "client-certificate":
      return error(
        clientCertificate,
        "The server requires another client certificate",
        `${url}: the server closes the connection without a client certificate that it trusts. Set client_cert_file and client_key_file to a certificate of an authority that the server trusts, and to its key.`,
      );
    case "proxy":
      return error(
        proxy,
        "The proxy does not let the request through",
        `${url}: ${reason}. Check http_proxy, or HTTPS_PROXY and NO_PROXY in the environment, and the name and password in it.`,
      );
    case "protocol":
      return error(
        endpoint,
        "The server uses another protocol",
        `${url}: ${reason}. Check the port, and whether the endpoint begins with http:// or https://.`,
      );
    case "port":
      return error(
        endpoint,
        "A port that HTTP clients refuse",
        `${url}: HTTP clients refuse this port, as browsers do, because another protocol uses it. Let the server listen on another port.`,
      );
    case "name":
      return error(
        endpoint,
        "There is no such server",
        `${url}: this name cannot be resolved. Write a host name that this machine can resolve.`,
      );
  }
}

export function unreachable({ endpoint }: Where, url: string, reason: string): Diagnostic {
  return error(
    endpoint,
    "The Tokenplane server cannot be reached",
    `${url}: ${reason.replace(/\.$/, "")}. Check that the server runs and that the endpoint is right, then try again.`,
  );
}

/** @param wait how long the server asks to wait, in milliseconds. */
export function tooManyRequests(message: string, wait: number | undefined): Diagnostic {
  const later = wait === undefined ? "in a while" : `in ${Math.ceil(wait / 1_000)} seconds`;
  return error(
    [],
    "The server gets too many requests",
    `${message} Try again ${later}; \`-parallelism=1\` sends fewer requests at once.`,
  );
}

export function stopped(): Diagnostic {
  return error([], "Stopped", "The operation was stopped. The next apply continues from here.");
}
