// How a core and a plugin find each other (go-plugin): the core starts the plugin with a cookie, its certificate and the
// versions it speaks in the environment; the plugin prints one line that says where it listens.

/** Tells that a Terraform core started the process, and not a person. It is no secret. */
const COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

const CORE_PROTOCOL = 1;
/** The version of Terraform's plugin protocol that is spoken here. */
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
 * The one line that the core waits for.
 * @param certificate the plugin's own, in DER; undefined without TLS.
 * @param multiplex whether the core asked about multiplexing, which must then be answered.
 */
export function handshakeLine(address: Address, certificate: Buffer | undefined, multiplex: boolean): string {
  const fields = [
    CORE_PROTOCOL,
    PROTOCOL_VERSION,
    address.network,
    addressText(address),
    "grpc",
    // The core wants base64 without its padding.
    certificate?.toString("base64").replace(/=+$/, "") ?? "",
    // An older core would read a seventh field as part of the sixth.
    ...(multiplex ? ["false"] : []),
  ];
  return `${fields.join("|")}\n`;
}

/**
 * What a person sets, so that a core uses a plugin that runs already.
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
