import { UnreachableError } from "../start-error.js";

/** A request has no answer of a Tokenplane server, or its database cannot be reached. */
export class Unanswered extends UnreachableError {
  override name = "Unanswered";
  /** The reason, without a full stop: what follows can be added. */
  readonly reason: string;
  /** Whether the server may have done what was asked. */
  readonly mayBeDone: boolean;

  /** @param whatToDo a sentence for those who asked for nothing but an answer. */
  constructor(reason: string, whatToDo: string, mayBeDone: boolean) {
    super(`${reason}. ${whatToDo}`);
    this.reason = reason;
    this.mayBeDone = mayBeDone;
  }
}

/** The faults of a certificate, by the words of Node.js and of OpenSSL. */
const EXPIRED = /certificate has expired|certificate is not yet valid/i;
const OTHER_NAME = /does not match certificate's altnames/i;
const NOT_TRUSTED = /self[- ]signed certificate|unable to (?:get|verify)|certificate not trusted|invalid CA/i;

const START_OR_NAME = "Start the server, or set TOKENPLANE_ENDPOINT to its address.";

/** Nothing was sent. @param why in the words of Node.js. */
export function notReached(endpoint: string, why: string): Unanswered {
  const certificate = `The certificate of ${endpoint}`;
  if (EXPIRED.test(why)) {
    const whatToDo = "Renew it, or correct the clock of this machine.";
    return new Unanswered(`${certificate} has expired or is not valid yet`, whatToDo, false);
  }
  if (OTHER_NAME.test(why)) {
    const whatToDo = "Set TOKENPLANE_ENDPOINT to an address with a host name of the certificate.";
    return new Unanswered(`${certificate} is for another host name`, whatToDo, false);
  }
  if (NOT_TRUSTED.test(why)) {
    const reason = `${certificate} was issued by an authority that is not trusted here (${why})`;
    const whatToDo = "Set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority, in PEM.";
    return new Unanswered(reason, whatToDo, false);
  }
  return new Unanswered(`No server answers at ${endpoint} (${why})`, START_OR_NAME, false);
}

/** Something else answered. */
export function notTokenplane(endpoint: string, status: number): Unanswered {
  // A proxy answers for a server that it does not reach, or that takes too long.
  if (status >= 500) {
    const reason = `The server behind ${endpoint} does not answer (HTTP ${status})`;
    return new Unanswered(reason, START_OR_NAME, true);
  }
  const reason = `The program that answers at ${endpoint} is not a Tokenplane server`;
  return new Unanswered(reason, "Set TOKENPLANE_ENDPOINT to the address of a Tokenplane server.", false);
}

/** The server answered `UNAVAILABLE`. */
export function unavailable(endpoint: string): Unanswered {
  const reason = `The server at ${endpoint} cannot reach its database, or gets no answer in time`;
  return new Unanswered(reason, "Run the command again in a moment.", true);
}

function getText(error: unknown, name: "code" | "message" | "syscall"): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** Codes of a connection that did not come about: it took too long, or TLS failed. */
const NOT_CONNECTED =
  /^(?:UND_ERR_CONNECT_TIMEOUT$|ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_)/;

/** Whether an error that `fetch` has as its cause came before anything was sent. */
function isBeforeSending(cause: unknown): boolean {
  // Without a cause, `fetch` refused the request itself. Several errors are those of several addresses.
  if (cause === undefined || cause instanceof AggregateError) return true;
  return (
    /^(?:connect|getaddrinfo)$/.test(getText(cause, "syscall")) ||
    NOT_CONNECTED.test(getText(cause, "code")) ||
    /^bad port$|before secure TLS connection/.test(getText(cause, "message"))
  );
}

/** The reason, in the words of Node.js: `fetch` has them in the cause of its error. */
function getReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return getText(cause, "message") || getText(cause, "code") || "no reason is known";
}

/** The request was sent, and its answer did not come whole. */
export function lost(endpoint: string, error: unknown): Unanswered {
  const reason = `The connection to ${endpoint} was lost before the answer came (${getReason(error)})`;
  return new Unanswered(reason, "Run the command again.", true);
}

/** The meaning of an error of `fetch`. */
export function noAnswer(endpoint: string, error: unknown): Unanswered {
  const cause = error instanceof Error ? error.cause : undefined;
  // Whatever speaks there does not speak HTTP.
  if (getText(cause, "code").startsWith("HPE_")) return notTokenplane(endpoint, 200);
  return isBeforeSending(cause) ? notReached(endpoint, getReason(error)) : lost(endpoint, error);
}
