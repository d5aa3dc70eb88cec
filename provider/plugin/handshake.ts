// How a core and a plugin find each other (go-plugin). The core starts the plugin with a cookie, its certificate and
// its protocol versions in the environment. The plugin prints one line that says where it listens.

/** Shows that a Terraform core started the process, not a person. It is no secret. */
const COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

const CORE_PROTOCOL = 1;
/** The supported version of Terraform's plugin protocol. */
export const PROTOCOL_VERSION = 6;

/** Whether a core started this process. */
export function startedByCore(environment: NodeJS.ProcessEnv): boolean {
  return environment[COOKIE_NAME] === COOKIE;
}

/** Where a plugin listens. */
export type Address =
  { readonly network: "unix"; readonly path: string } | { readonly network: "tcp"; readonly port: number };

/** An address as the core reads it. */
export function addressText(address: Address): string {
  return address.network === "unix" ? address.path : `127.0.0.1:${address.port}`;
}

/**
 * The line that the core waits for.
 * @param certificate the plugin's own, in DER; undefined without TLS.
 * @param multiplex whether the core asked about multiplexing; then it must be answered.
 */
export function handshakeLine(address: Address, certificate: Buffer | undefined, multiplex: boolean): string {
  const fields = [
    CORE_PROTOCOL,
    PROTOCOL_VERSION,
    address.network,
    addressText(address),
    "grpc",
    // The core requires Base64 without padding.
    certificate?.toString("base64").replace(/=+$/, "") ?? "",
    // An older core would read a seventh field as part of the sixth.
    ...(multiplex ? ["false"] : []),
  ];
  return `${fields.join("|")}\n`;
}

/**
 * The environment variable with which a core uses a plugin that already runs.
 * @param source the provider's source address, such as `registry.terraform.io/acme/mfa`.
 */
export function reattachLine(sources: readonly string[], address: Address, pid: number): string {
  const attached = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL_VERSION,
    Pid: pid,
    Test: true,
    Addr: { Network: address.network, String: addressText(address) },
  };
  const value = JSON.stringify(Object.fromEntries(sources.map((source) => [source, attached])));
  return `TF_REATTACH_PROVIDERS='${value}'`;
}
