import { createPrivateKey } from "node:crypto";
import { mailboxParts } from "@tokenplane/rules/channel";
import { email } from "@tokenplane/rules/text";
import net from "node:net";
import { Readable } from "node:stream";
import { domainToASCII } from "node:url";
import { createTransport } from "nodemailer";
import type { SMTPTransportOptions } from "nodemailer/lib/smtp-transport";
import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import { accepted, notAccepted, refused } from "./answers.js";
import { connectFailure } from "./connect-failure.js";
import type { Driver, OutgoingMessage, SendResult } from "./delivery.js";
import { oneLine } from "./one-line.js";
import { type Lookup, pinnedLookup, reach, systemLookup } from "./reach.js";
import type { OutgoingPolicy } from "./driver-settings.js";
import { smtpFailure } from "./smtp-failure.js";
import { untilAborted } from "./until-aborted.js";
import { withinTime } from "./within-time.js";

/** Milliseconds: for all of a try, and for each wait in it. */
const LIMIT_MS = 18_000;
const WAIT_MS = 10_000;

export interface SmtpOptions {
  readonly lookup?: Lookup;
  /** Milliseconds in all. */
  readonly limitMs?: number;
}

/** Sends mails by a mail server, one connection for each: codes are few, and a kept connection may be dead. */
export function smtpDriver(
  settings: SettingsOf<"SMTP">,
  secrets: SecretsOf<"SMTP">,
  policy: OutgoingPolicy,
  { lookup = systemLookup, limitMs = LIMIT_MS }: SmtpOptions = {},
): Driver {
  return {
    async send(message, signal) {
      if (email(message.to) !== null)
        return refused("The person's e-mail address cannot be used. Correct it.");
      if (!canSign(settings, secrets)) {
        return refused("The channel cannot sign mails. Give it a DKIM selector, and an RSA key as PEM.");
      }
      return withinTime(signal, limitMs, async (ends) => {
        const socket = await connect(settings, policy, lookup, ends);
        if (!(socket instanceof net.Socket)) return socket;
        return deliver(socket, settings, secrets, message, ends);
      });
    },
  };
}

/** nodemailer sends a mail without a signature when it cannot sign, and it signs only by RSA. */
function canSign(
  { dkimDomain, dkimSelector }: SettingsOf<"SMTP">,
  { dkimPrivateKey }: SecretsOf<"SMTP">,
): boolean {
  if (dkimDomain === null) return true;
  if (dkimSelector === null || dkimPrivateKey === null) return false;
  try {
    return createPrivateKey(dkimPrivateKey).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** A connection to an address that was checked; nodemailer would resolve the name again. */
async function connect(
  settings: SettingsOf<"SMTP">,
  policy: OutgoingPolicy,
  lookup: Lookup,
  ends: AbortSignal,
): Promise<net.Socket | SendResult> {
  const host = bare(settings.host);
  const place = await untilAborted(
    reach(host, settings.security !== "NONE", policy, "mail server", lookup),
    ends,
  );
  if (place === undefined) return notAccepted(connectFailure({ code: "ETIMEDOUT" }, "mail server"));
  if (place.state === "FORBIDDEN") return refused(place.failure);
  if (place.state === "NOT_FOUND") return notAccepted(place.failure);
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: settings.port, lookup: pinnedLookup(place.addresses) });
    const late = new Error("it was not connected in time");
    const drop = () => socket.destroy(Object.assign(late, { code: "ETIMEDOUT" }));
    const timer = setTimeout(drop, WAIT_MS);
    ends.addEventListener("abort", drop, { once: true });
    const settle = (result: net.Socket | SendResult) => {
      clearTimeout(timer);
      ends.removeEventListener("abort", drop);
      resolve(result);
    };
    socket.once("connect", () => settle(socket));
    // Stays for as long as the socket: whatever nodemailer does with it, an error has a listener.
    socket.on("error", (error) => settle(notAccepted(connectFailure(error, "mail server"))));
  });
}

/** `[::1]` is how some write an IPv6 address. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

async function deliver(
  socket: net.Socket,
  settings: SettingsOf<"SMTP">,
  secrets: SecretsOf<"SMTP">,
  message: OutgoingMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  // From when nodemailer has the socket, only nodemailer closes it: to destroy a socket below its TLS crashes Node.js.
  let taken = false;
  const transport = createTransport({
    ...transportOptions(settings, secrets),
    getSocket(_options, done) {
      taken = true;
      done(null, { connection: socket });
    },
  });
  let bodyRead = false;
  // "No greeting" and "silence after DATA" are the same error to nodemailer. The body tells them apart: it is read
  // when the server has asked for it, not before.
  transport.use("stream", (mail, done) => {
    const open = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) =>
      noted(open(options), () => {
        bodyRead = true;
      });
    done();
  });
  try {
    const sent = await transport.sendMail({
      from: mailboxParts(settings.from),
      to: { name: "", address: message.to },
      ...(settings.replyTo === null ? {} : { replyTo: mailboxParts(settings.replyTo) }),
      subject: oneLine(message.subject),
      text: message.text,
      ...(message.html === null ? {} : { html: message.html }),
      messageId: `<${oneLine(message.reference)}@${getDomain(settings.from)}>`,
      // So that no absence note is sent in return (RFC 3834, 5).
      headers: { "Auto-Submitted": "auto-generated" },
      signal,
    });
    return accepted(sent.serverMessageId ?? null);
  } catch (error) {
    return smtpFailure(error, bodyRead);
  } finally {
    if (!taken) socket.destroy();
    transport.close();
  }
}

function transportOptions(settings: SettingsOf<"SMTP">, secrets: SecretsOf<"SMTP">): SMTPTransportOptions {
  const { host, port, security, username, from, certificateAuthority, dkimDomain, dkimSelector } = settings;
  return {
    host: bare(host),
    port,
    // Relays accept a sender by this name (EHLO). That of a container is no domain, and nodemailer would say [127.0.0.1].
    name: getDomain(from),
    secure: security === "TLS",
    requireTLS: security === "STARTTLS",
    ignoreTLS: security === "NONE",
    ...(certificateAuthority === null ? {} : { tls: { ca: certificateAuthority } }),
    // A server that does not offer a sign-in must refuse the channel's: without, it might take mails from anybody.
    ...(username === null ? {} : { auth: { user: username, pass: secrets.password ?? "" }, forceAuth: true }),
    ...(dkimDomain === null || dkimSelector === null || secrets.dkimPrivateKey === null
      ? {}
      : { dkim: { domainName: dkimDomain, keySelector: dkimSelector, privateKey: secrets.dkimPrivateKey } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A stream that says when it is first read. */
function noted(source: Readable, onRead: () => void): Readable {
  return Readable.from(
    (async function* read() {
      onRead();
      yield* source;
    })(),
    { objectMode: false },
  );
}

/** The domain of a sender, `Name <address>` or an address, in ASCII: for Message-ID and EHLO. */
function getDomain(from: string): string {
  const domain = domainToASCII(/@([^@<>\s]+)>?\s*$/.exec(from)?.[1] ?? "");
  return domain === "" ? "tokenplane.invalid" : domain;
}
