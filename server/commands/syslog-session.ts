import { readFileSync } from "node:fs";
import { once } from "node:events";
import { isIP } from "node:net";
import { connect, createSecureContext, type TLSSocket } from "node:tls";
import { unreadable, UsageError } from "../start-error.js";

/** The port of syslog over TLS (RFC 5425, 4.1). */
const PORT = 6514;

/** How long the network, or a receiver that reads nothing, is waited for, in milliseconds. */
export const PATIENCE_MS = 60_000;

/** A receiver that does not want a connection ends it in this time after it came about, in milliseconds. */
const SETTLE_MS = 1_000;

/** Where messages of syslog go, over TLS. */
export interface SyslogReceiver {
  readonly host: string;
  readonly port: number;
  /** Certificates of authorities in PEM, instead of those that Node.js trusts. */
  readonly ca: string | undefined;
  /** The certificate and the key, in PEM, by which this side proves who it is. */
  readonly client: { readonly cert: string; readonly key: string } | undefined;
  /** @see PATIENCE_MS */
  readonly patienceMs: number;
}

export interface ReceiverOptions {
  readonly to: string;
  readonly caCertFile?: string;
  readonly clientCertFile?: string;
  readonly clientKeyFile?: string;
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(`The file of ${option} (${file})`, error);
  }
}

function getAddress(to: string): { readonly host: string; readonly port: number } {
  const example = "--to takes an address like syslog+tls://siem.example.com:6514.";
  if (!URL.canParse(to)) throw new UsageError(example);
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(to);
  if (protocol !== "syslog+tls:")
    throw new UsageError(`${example} Events contain personal data, so they are sent only over TLS.`);
  const hasMore = `${username}${password}${pathname === "/" ? "" : pathname}${search}${hash}` !== "";
  if (hostname === "" || hasMore) throw new UsageError(`${example} Nothing may follow the port.`);
  return { host: hostname.replaceAll(/^\[|\]$/g, ""), port: port === "" ? PORT : Number(port) };
}

/** Reads where to send, and the files that it needs. @throws UsageError when one of them is wrong. */
export function syslogReceiver(options: ReceiverOptions): SyslogReceiver {
  const { caCertFile, clientCertFile, clientKeyFile } = options;
  const address = getAddress(options.to);
  const ca = caCertFile === undefined ? undefined : read("--ca-cert-file", caCertFile);
  if (ca !== undefined) {
    if (!ca.includes("-----BEGIN CERTIFICATE-----"))
      throw new UsageError(`The file of --ca-cert-file has no certificate in PEM: ${String(caCertFile)}.`);
    check({ ca }, `The file of --ca-cert-file has a certificate that cannot be read: ${String(caCertFile)}.`);
  }
  if ((clientCertFile === undefined) !== (clientKeyFile === undefined))
    throw new UsageError("--client-cert-file and --client-key-file work only together. Give both, or none.");
  if (clientCertFile === undefined || clientKeyFile === undefined)
    return { ...address, ca, client: undefined, patienceMs: PATIENCE_MS };
  const client = {
    cert: read("--client-cert-file", clientCertFile),
    key: read("--client-key-file", clientKeyFile),
  };
  check(
    client,
    `The files of --client-cert-file and --client-key-file must be a certificate and its private key, both in PEM and without a passphrase: ${clientCertFile}, ${clientKeyFile}.`,
  );
  return { ...address, ca, client, patienceMs: PATIENCE_MS };
}

/**
 * Says where to send, with the files as they are at each call: certificates are renewed while the command runs. While the
 * files are wrong, as in the middle of a renewal, it continues with what it read before.
 * @param onWrong is called once with what is wrong, until the files are right again.
 * @throws UsageError when something is wrong at the beginning.
 */
export function currentReceiver(
  options: ReceiverOptions,
  onWrong: (sentence: string) => void,
): () => SyslogReceiver {
  let last = syslogReceiver(options);
  let isWrong = false;
  return () => {
    try {
      last = syslogReceiver(options);
      isWrong = false;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (!isWrong) onWrong(error.message);
      isWrong = true;
    }
    return last;
  };
}

function check(context: Parameters<typeof createSecureContext>[0], sentence: string): void {
  try {
    createSecureContext(context);
  } catch {
    throw new UsageError(sentence);
  }
}

/** The fault of a connection, in words that say what to do. */
function inWords(error: unknown, { host, port }: SyslogReceiver): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const at = `${host}:${port}`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `The host name ${host} cannot be resolved`;
  if (code === "ECONNREFUSED") return `Nothing listens at ${at}`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `The certificate of ${at} is for another host name. Use a host name of the certificate in --to`;
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(code))
    return `The certificate of ${at} has expired or is not valid yet`;
  if (/SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA/.test(code))
    return `The certificate of ${at} was issued by an authority that is not trusted here. Give the authority's certificate with --ca-cert-file`;
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA/.test(code))
    return `${at} refuses the client's certificate, or asks for one. Give --client-cert-file and --client-key-file`;
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD/.test(code))
    return `The program that listens at ${at} does not speak TLS`;
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) return `${at} does not speak TLS 1.2 or newer`;
  return `The connection to ${at} was lost (${code === "" ? message : code})`;
}

/** A connection did not come about, or broke. The message has no full stop, so that what follows can be added. */
export class SyslogLost extends Error {
  override name = "SyslogLost";
  /** Whether no receiver was reached: a receiver or a network that is away, and not a setting that is wrong. */
  readonly isAway: boolean;

  constructor(message: string, isAway: boolean) {
    super(message);
    this.isAway = isAway;
  }
}

/** The error codes of the network when no receiver is reached. */
const UNREACHABLE = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
]);

/**
 * One connection to a receiver. Syslog knows no answer to a message. Only the orderly end of a connection shows that all was
 * read: the receiver ends its side after it has read the end of ours.
 */
export class SyslogSession {
  readonly #socket: TLSSocket;
  readonly #receiver: SyslogReceiver;
  /** Resolves when the connection has ended, for whatever reason. */
  readonly #closed: Promise<void>;
  #since = performance.now();
  #error: unknown;
  #isEstablished = false;
  /** Whether the receiver said nothing for the whole of `patienceMs` before the connection was established. */
  #isSilent = false;

  /** Opens a connection. @param signal gives it up. @throws SyslogLost */
  static async open(receiver: SyslogReceiver, signal: AbortSignal): Promise<SyslogSession> {
    const { host, port, ca, client } = receiver;
    const socket = connect({
      host,
      port,
      minVersion: "TLSv1.2",
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca }),
      ...client,
    });
    const session = new SyslogSession(socket, receiver);
    const giveUp = () => socket.destroy();
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    await Promise.race([once(socket, "secureConnect"), session.#closed]).catch(() => {});
    signal.removeEventListener("abort", giveUp);
    if (!socket.authorized) throw session.#lost();
    session.#isEstablished = true;
    session.#since = performance.now();
    return session;
  }

  private constructor(socket: TLSSocket, receiver: SyslogReceiver) {
    this.#socket = socket;
    this.#receiver = receiver;
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.setKeepAlive(true, 15_000);
    socket.setTimeout(receiver.patienceMs, () => {
      this.#isSilent = !this.#isEstablished;
      socket.destroy(new Error("the receiver read nothing for too long"));
    });
    socket.on("error", (error) => {
      this.#error ??= error;
    });
    // Nothing is said in the other direction; what comes is read so that its end is noticed.
    socket.resume();
  }

  /** Whether the session can take messages. */
  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && !this.#socket.readableEnded;
  }

  /** Resolves when the receiver has ended its side, or the connection is lost. */
  async ended(): Promise<void> {
    if (!this.isOpen) return;
    await Promise.race([new Promise<void>((resolve) => this.#socket.once("end", resolve)), this.#closed]);
  }

  #lost(): SyslogLost {
    this.#socket.destroy();
    const { host, port } = this.#receiver;
    // Packets that a firewall drops, or a receiver that hangs: it may come back.
    if (this.#isSilent) return new SyslogLost(`${host}:${port} does not answer, or does not speak TLS`, true);
    if (this.#error !== undefined) {
      const isAway = UNREACHABLE.has(String(Reflect.get(Object(this.#error), "code")));
      return new SyslogLost(inWords(this.#error, this.#receiver), isAway);
    }
    return new SyslogLost(
      `${host}:${port} closed the connection. If it was not restarted, it may require another client certificate, or --to may have a wrong address`,
      false,
    );
  }

  /** Sends bytes, no faster than they are read. @throws SyslogLost */
  async send(bytes: Buffer): Promise<void> {
    if (!this.isOpen) throw this.#lost();
    if (!this.#socket.write(bytes))
      await Promise.race([once(this.#socket, "drain").catch(() => {}), this.#closed]);
    if (this.#socket.destroyed) throw this.#lost();
  }

  /** Ends the connection in order: all that was sent has been read then. @throws SyslogLost */
  async finish(): Promise<void> {
    // An end that comes before ours is no answer to it: who ends its side first knows nothing of what was sent since.
    let settling: NodeJS.Timeout | undefined;
    const settled = new Promise<void>((resolve) => {
      settling = setTimeout(resolve, this.#since + SETTLE_MS - performance.now());
    });
    await Promise.race([this.ended(), settled]);
    clearTimeout(settling);
    if (!this.isOpen) throw this.#lost();
    let hasEnded = false;
    this.#socket.once("end", () => {
      hasEnded = true;
    });
    this.#socket.end();
    await this.#closed;
    if (!hasEnded || this.#error !== undefined) throw this.#lost();
  }

  /** Ends the connection at once, whatever was read. */
  drop(): void {
    this.#socket.destroy();
  }
}
