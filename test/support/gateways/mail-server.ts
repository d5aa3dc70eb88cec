// A mail server for tests: real SMTP with TLS and sign-in, which keeps what it accepted and fails when it is asked to.
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** The step that fails next. */
export type MailFailure =
  /** A reply such as 450 or 550 to the recipient. */
  | { readonly at: "RCPT"; readonly reply: number; readonly text?: string }
  /** A reply to the whole message. */
  | { readonly at: "DATA"; readonly reply: number; readonly text?: string }
  /** It accepts the message and never confirms it. */
  | "STALL"
  /** It accepts the message, and cuts the connection. */
  | "CUT"
  /** It cuts the connection at the recipient. */
  | "CUT_EARLY";

/** A mail that was accepted. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
  /** Of the connection: what the client calls itself in EHLO. */
  readonly clientName: string;
  readonly encrypted: boolean;
  readonly user: string | null;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly sent: readonly ArrivedMail[];
  readonly failNext: (failure: MailFailure, times?: number) => void;
  readonly close: () => Promise<void>;
}

export interface MailServerOptions {
  /** TLS from the first byte, STARTTLS, or none. */
  readonly security: "TLS" | "STARTTLS" | "NONE";
  /** PEM; without, there is no TLS. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** Whether clients must sign in. */
  readonly signIn?: boolean;
}

const USERNAME = "tokenplane";
const PASSWORD = "the password of this mail server";

export async function startMailServer({
  security,
  certificate,
  signIn = false,
}: MailServerOptions): Promise<MailServer> {
  const sent: ArrivedMail[] = [];
  const failures: MailFailure[] = [];
  // Not by destroying sockets: below a TLS handshake, that crashes Node.js.
  const cut = () => {
    for (const connection of server.connections) connection.close();
  };
  const server = new SMTPServer({
    ...certificate,
    secure: security === "TLS",
    disabledCommands: [...(security === "STARTTLS" ? [] : ["STARTTLS"]), ...(signIn ? [] : ["AUTH"])],
    authOptional: !signIn,
    allowInsecureAuth: security === "NONE",
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      if (username === USERNAME && password === PASSWORD) done(null, { user: username });
      else done(failed(535, `5.7.8 ${username} did not sign in`));
    },
    onRcptTo({ address }, _session, done) {
      const failure = failures[0];
      if (failure === "CUT_EARLY") {
        failures.shift();
        cut();
      } else if (typeof failure === "object" && failure.at === "RCPT") {
        failures.shift();
        // Mail servers repeat the address.
        done(failed(failure.reply, failure.text ?? `5.1.1 <${address}> is not known here`));
      } else done();
    },
    async onData(stream, session, done) {
      const raw = await read(stream);
      // The connection ended before the message was whole: nothing arrived, and no client waits for a reply.
      if (raw === undefined) return;
      const failure = failures.shift();
      if (typeof failure === "object") {
        done(failed(failure.reply, failure.text ?? "the message is not wanted"));
        return;
      }
      sent.push(await arrived(raw, session));
      if (failure === "CUT") cut();
      else if (failure === undefined) done();
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
  return {
    host: "127.0.0.1",
    port: address.port,
    username: USERNAME,
    password: PASSWORD,
    sent,
    failNext(failure, times = 1) {
      for (let n = 0; n < times; n += 1) failures.push(failure);
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** @returns the message; undefined when its connection ended before. */
async function read(stream: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function arrived(
  raw: string,
  { envelope, hostNameAppearsAs, secure, user }: SMTPServerSession,
): Promise<ArrivedMail> {
  return {
    from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    mail: await simpleParser(raw),
    clientName: hostNameAppearsAs,
    encrypted: secure,
    user: typeof user === "string" ? user : null,
  };
}

function failed(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
