const CERTIFICATE = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_REVOKED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "INVALID_CA",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** The code of a system's or a library's error; of several, that of the first. Empty when it has none. */
export function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (typeof error !== "object" || error === null) return "";
  // nodemailer replaces the code of a system's error, and keeps it here.
  if ("originalCode" in error && typeof error.originalCode === "string") return error.originalCode;
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/**
 * Why there is no connection, for administrators. It is made of the error's code only: what else an error says may
 * name what the message is about.
 * @param other what was to be connected to, such as `gateway` or `mail server`.
 */
export function connectFailure(error: unknown, other: string): string {
  const code = errorCode(error);
  if (CERTIFICATE.has(code)) {
    return `The ${other}'s certificate is not trusted (${code}). Renew it, or correct the host name.`;
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code === "ETLS") {
    return `TLS with the ${other} failed. Check the port, and which TLS versions the ${other} supports.`;
  }
  switch (code) {
    case "ENOTFOUND":
    case "ENODATA":
      return `The ${other}'s host name was not found. Check it for typing errors.`;
    case "EAI_AGAIN":
      return `The ${other}'s host name could not be looked up now. Check the server's DNS.`;
    case "ECONNREFUSED":
      return `The ${other} refused the connection. Check whether it runs, and its port.`;
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `There is no route to the ${other}. Check the network and its firewall.`;
    case "ETIMEDOUT":
      return `The connection to the ${other} was not established in time. Check whether a firewall blocks it.`;
    default:
      return `The connection to the ${other} failed before anything was sent. Check whether it runs.`;
  }
}
