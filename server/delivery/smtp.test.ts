import { generateKeyPairSync } from "node:crypto";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type SecretsOf, type SettingsOf, withUsual } from "@tokenplane/rules/drivers/drivers";
import { Certificates, hasOpenssl, pem } from "../../test/support/certificates.js";
import {
  type MailServer,
  type MailServerOptions,
  startMailServer,
} from "../../test/support/gateways/mail-server.js";
import {
  expectDiscreet,
  LOCAL,
  NEVER,
  outgoing,
  PATIENT,
  PUBLIC,
} from "../../test/support/gateways/message.js";
import type { OutgoingMessage } from "./delivery.js";
import type { OutgoingPolicy } from "./driver-settings.js";
import { smtpDriver, type SmtpOptions } from "./smtp.js";

const MAIL = outgoing({ to: "anna@example.test", html: "<p>739164</p>" });

async function opened(options: MailServerOptions): Promise<MailServer> {
  const server = await startMailServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** A server that speaks as it is scripted: bytes at the connection, and an answer to each line that matches. */
async function scripted(greeting: string | null, replies: readonly (readonly [RegExp, string])[] = []) {
  const lines: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    if (greeting !== null) socket.write(greeting);
    socket.on("data", (bytes: Buffer) => {
      for (const line of bytes.toString().split("\r\n").filter(Boolean)) {
        lines.push(line);
        const reply = replies.find(([pattern]) => pattern.test(line))?.[1];
        if (reply === "CUT") socket.destroy();
        else if (reply !== undefined) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
  return { host: "127.0.0.1", port: address.port, lines };
}

interface Sending {
  readonly message?: OutgoingMessage;
  readonly settings?: Partial<SettingsOf<"SMTP">>;
  readonly secrets?: Partial<SecretsOf<"SMTP">>;
  readonly policy?: OutgoingPolicy;
  readonly options?: SmtpOptions;
  readonly signal?: AbortSignal;
}

async function send(server: { readonly host: string; readonly port: number }, sending: Sending = {}) {
  const settings = withUsual("SMTP", {
    host: server.host,
    port: server.port,
    security: "NONE",
    from: "Tokenplane <mfa@tokenplane.example>",
    ...sending.settings,
  });
  const secrets = { password: null, dkimPrivateKey: null, ...sending.secrets };
  const message = sending.message ?? MAIL;
  const driver = smtpDriver(settings, secrets, sending.policy ?? LOCAL, {
    ...PATIENT,
    ...sending.options,
  });
  const result = await driver.send(message, sending.signal ?? NEVER);
  expectDiscreet(result, message, [secrets.password ?? message.text]);
  return result;
}

describe("a mail", () => {
  it("arrives with its text, its HTML and its headers", async () => {
    const server = await opened({ security: "NONE" });
    const replyTo = "help@tokenplane.example";
    expect(await send(server, { settings: { replyTo } })).toEqual({ state: "ACCEPTED", vendorId: null });
    const [arrived] = server.sent;
    expect(arrived).toMatchObject({
      from: "mfa@tokenplane.example",
      to: [MAIL.to],
      encrypted: false,
      user: null,
      mail: {
        subject: MAIL.subject,
        html: MAIL.html,
        messageId: `<${MAIL.reference}@tokenplane.example>`,
        from: { text: '"Tokenplane" <mfa@tokenplane.example>' },
        replyTo: { text: replyTo },
      },
    });
    expect(arrived?.mail.text?.trim()).toBe(MAIL.text);
    expect(arrived?.mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(arrived?.raw).not.toMatch(/^x-mailer/im);
  });

  it("arrives as it is written, whatever is in a name", async () => {
    const server = await opened({ security: "NONE" });
    const odd = 'Anna "O\'Neill" {code} {{otp}} <b> ü 好';
    const message = outgoing({
      to: MAIL.to,
      subject: `739164 ${odd}\r\nBcc: eve@evil.example\r\n\r\nbody`,
      text: `${odd}\n.\n..\nQUIT\n${"x".repeat(2000)}`,
      html: `<p>${odd}</p>`,
      reference: "ref\r\nBcc: eve@evil.example",
    });
    expect(await send(server, { message })).toMatchObject({ state: "ACCEPTED" });
    const [arrived] = server.sent;
    expect(arrived?.to).toEqual([MAIL.to]);
    expect(arrived?.mail.bcc).toBeUndefined();
    expect(arrived?.mail.subject).toBe(`739164 ${odd} Bcc: eve@evil.example body`);
    expect(arrived?.mail.text?.trim()).toBe(message.text);
    expect(arrived?.mail.html).toBe(message.html);
  });

  it("without HTML has text alone", async () => {
    const server = await opened({ security: "NONE" });
    await send(server, { message: { ...MAIL, html: null } });
    expect(server.sent[0]?.mail.html).toBe(false);
    expect(server.sent[0]?.raw).toMatch(/^content-type: text\/plain/im);
  });

  it("comes from the mailbox that was checked, whatever is in its name", async () => {
    const server = await opened({ security: "NONE" });
    for (const name of ["Acme: Codes", "Codes (EU)", "Müller, Söhne", 'The "best"']) {
      const from = `${name} <mfa@tokenplane.example>`;
      expect(await send(server, { settings: { from, replyTo: from } })).toMatchObject({ state: "ACCEPTED" });
      expect(server.sent.at(-1)).toMatchObject({
        from: "mfa@tokenplane.example",
        mail: {
          from: { value: [{ name, address: "mfa@tokenplane.example" }] },
          replyTo: { value: [{ name, address: "mfa@tokenplane.example" }] },
        },
      });
    }
  });

  it("comes from a client that names itself by the domain of the sender, in ASCII, as strict relays demand", async () => {
    const server = await opened({ security: "NONE" });
    for (const [from, clientName] of [
      ["codes@example.org", "example.org"],
      ["Codes <codes@sub.example.org>", "sub.example.org"],
      ["Müller <codes@müller.example>", "xn--mller-kva.example"],
    ] as const) {
      expect(await send(server, { settings: { from } })).toMatchObject({ state: "ACCEPTED" });
      expect(server.sent.at(-1)?.clientName).toBe(clientName);
    }
  });

  it("goes to one address, and to nothing that is two or a command", async () => {
    const server = await opened({ security: "NONE" });
    for (const to of [
      "anna@example.test,eve@evil.example",
      "anna@example.test\r\nRCPT TO:<eve@evil.example>",
      "anna@example.test> SIZE=1",
      "Anna <anna@example.test>",
      "anna",
      "@example.test",
    ]) {
      const driver = await send(server, { message: { ...MAIL, to } });
      expect(driver).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("address") });
    }
    expect(server.sent).toEqual([]);
  });

  it("is signed by DKIM, or not sent", async () => {
    const server = await opened({ security: "NONE" });
    const key = (type: "rsa" | "ed25519") =>
      (type === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : generateKeyPairSync("ed25519")
      ).privateKey
        .export({ type: "pkcs8", format: "pem" })
        .toString();
    const settings = { dkimDomain: "tokenplane.example", dkimSelector: "s1" };
    expect(await send(server, { settings, secrets: { dkimPrivateKey: key("rsa") } })).toMatchObject({
      state: "ACCEPTED",
    });
    expect(server.sent[0]?.raw).toMatch(/^DKIM-Signature: [^]*d=tokenplane\.example;[^]*s=s1;/m);
    for (const dkimPrivateKey of ["no key", key("ed25519"), null]) {
      expect(await send(server, { settings, secrets: { dkimPrivateKey } })).toMatchObject({
        state: "REFUSED",
        failure: expect.stringContaining("DKIM"),
      });
    }
    expect(server.sent.length).toBe(1);
  });
});

describe("a mail server", () => {
  it("that says no for now gets the mail later", async () => {
    const server = await opened({ security: "NONE" });
    server.failNext({ at: "RCPT", reply: 450 });
    expect(await send(server)).toMatchObject({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("recipient (450"),
      retryAfterSeconds: null,
    });
    server.failNext({ at: "DATA", reply: 451, text: `4.3.0 ${MAIL.text}` });
    expect(await send(server)).toMatchObject({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("451"),
    });
    expect(server.sent).toEqual([]);
    expect(await send(server)).toMatchObject({ state: "ACCEPTED" });
    expect(server.sent.length).toBe(1);
  });

  it("that says no refuses the mail", async () => {
    const server = await opened({ security: "NONE" });
    server.failNext({ at: "RCPT", reply: 550 });
    expect(await send(server)).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("550 5.1.1"),
    });
    server.failNext({ at: "DATA", reply: 554, text: MAIL.text });
    expect(await send(server)).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("554") });
    expect(server.sent).toEqual([]);
  });

  it("that is silent or gone before the body surely did not get it", async () => {
    const early = await opened({ security: "NONE" });
    early.failNext("CUT_EARLY");
    expect(await send(early)).toMatchObject({ state: "NOT_ACCEPTED" });
    const options = { limitMs: 1000 };
    const silences = [
      await scripted(null),
      await scripted("220 mail.example\r\n"),
      await scripted("SSH-2.0-OpenSSH\r\n"),
    ];
    for (const server of silences)
      expect(await send(server, { options })).toMatchObject({ state: "NOT_ACCEPTED" });
    const late = await scripted("220 mail.example\r\n", [
      [/^EHLO/, "250 mail.example\r\n"],
      [/^MAIL/, "250 ok\r\n"],
      [/^RCPT/, "250 ok\r\n"],
      // DATA is not answered: the body is not wanted yet.
    ]);
    const stop = new AbortController();
    const result = send(late, { signal: stop.signal });
    await expect.poll(() => late.lines).toContain("DATA");
    stop.abort();
    expect(await result).toMatchObject({ state: "NOT_ACCEPTED" });
    const greeting = await scripted("554 mail.example does not want you\r\n");
    expect(await send(greeting)).toMatchObject({ state: "REFUSED" });
  });

  it("that is silent or gone after the body may have it", async () => {
    const server = await opened({ security: "NONE" });
    server.failNext("CUT");
    expect(await send(server)).toMatchObject({ state: "UNKNOWN" });
    server.failNext("STALL");
    const stop = new AbortController();
    const result = send(server, { signal: stop.signal });
    await expect.poll(() => server.sent.length).toBe(2);
    stop.abort();
    expect(await result).toMatchObject({ state: "UNKNOWN" });
  });

  it("tells both apart for a signed mail too: signing reads it early", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const dkimPrivateKey = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const settings = { dkimDomain: "tokenplane.example", dkimSelector: "s1" };
    const server = await opened({ security: "NONE" });
    server.failNext("CUT_EARLY");
    expect(await send(server, { settings, secrets: { dkimPrivateKey } })).toMatchObject({
      state: "NOT_ACCEPTED",
    });
    server.failNext("CUT");
    expect(await send(server, { settings, secrets: { dkimPrivateKey } })).toMatchObject({ state: "UNKNOWN" });
  });

  it("is left when the caller ends the try", async () => {
    const stop = new AbortController();
    const silent = await scripted(null);
    const result = send(silent, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect(await result).toMatchObject({ state: "NOT_ACCEPTED" });
    expect(await send(silent, { signal: AbortSignal.abort() })).toMatchObject({ state: "NOT_ACCEPTED" });
  });

  it("that does not run is not connected to", async () => {
    const server = await startMailServer({ security: "NONE" });
    await server.close();
    expect(await send(server)).toMatchObject({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("refused the connection"),
    });
  });

  it("gets the sign-in, and no mail without one", async () => {
    const server = await opened({ security: "NONE", signIn: true });
    const { username, password } = server;
    expect(await send(server, { settings: { username }, secrets: { password } })).toMatchObject({
      state: "ACCEPTED",
    });
    expect(server.sent[0]?.user).toBe(username);
    expect(await send(server, { settings: { username }, secrets: { password: "hush-hush" } })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("sign-in (535"),
    });
    const open = await opened({ security: "NONE" });
    expect(await send(open, { settings: { username }, secrets: { password } })).toMatchObject({
      failure: expect.any(String),
    });
    expect(open.sent).toEqual([]);
  });
});

describe("the address of a mail server", () => {
  it("must be public or allowed, and is resolved once", async () => {
    const server = await opened({ security: "NONE" });
    const { port } = server;
    const asked: string[] = [];
    const lookup = async (host: string) => {
      asked.push(host);
      return [asked.length === 1 ? "127.0.0.1" : "10.0.0.1"];
    };
    const named = { host: "mail.example", port };
    expect(await send(named, { options: { lookup } })).toMatchObject({ state: "ACCEPTED" });
    expect(asked).toEqual(["mail.example"]);
    expect(await send(named, { options: { lookup } })).toMatchObject({ state: "REFUSED" });
    const private1 = { lookup: async () => ["8.8.8.8", "127.0.0.1"] };
    const settings = { security: "STARTTLS" } as const;
    expect(await send(named, { policy: PUBLIC, settings, options: private1 })).toMatchObject({
      state: "REFUSED",
    });
    expect(server.sent.length).toBe(1);
  });

  it.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
    "localhost",
    "[::1]",
    "::1",
    "[::127.0.0.1]",
  ])("is not %s without permission", async (host) => {
    for (const security of ["NONE", "STARTTLS", "TLS"] as const) {
      expect(await send({ host, port: 25 }, { policy: PUBLIC, settings: { security } })).toMatchObject({
        state: "REFUSED",
      });
    }
  });

  it("without TLS must be allowed, though public", async () => {
    const options = { lookup: async () => ["8.8.8.8"] };
    expect(await send({ host: "mail.example", port: 25 }, { policy: PUBLIC, options })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("without TLS"),
    });
  });
});

describe.skipIf(!hasOpenssl())("TLS with a mail server", () => {
  let certificates: Certificates;
  let certificate: { readonly cert: string; readonly key: string };
  let certificateAuthority: string;

  beforeAll(() => {
    certificates = new Certificates();
    const by = certificates.make("authority");
    const { certFile, keyFile } = certificates.make("mail", by);
    certificate = { cert: pem(certFile), key: pem(keyFile) };
    certificateAuthority = pem(by.certFile);
  });
  afterAll(() => certificates.clear());

  it.each(["TLS", "STARTTLS"] as const)("by %s is made with one's own authority", async (security) => {
    const server = await opened({ security, certificate, signIn: true });
    const settings = { security, certificateAuthority, username: server.username };
    const secrets = { password: server.password };
    expect(await send(server, { settings, secrets })).toMatchObject({ state: "ACCEPTED" });
    const lookup = async () => ["127.0.0.1"];
    const named = { host: "mfa.example.test", port: server.port };
    expect(await send(named, { settings, secrets, options: { lookup } })).toMatchObject({
      state: "ACCEPTED",
    });
    expect(server.sent).toMatchObject([
      { encrypted: true, user: server.username },
      { encrypted: true, user: server.username },
    ]);
    const other = { host: "other.example.test", port: server.port };
    expect(await send(other, { settings, secrets, options: { lookup } })).toMatchObject({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("certificate"),
    });
    expect(
      await send(server, { settings: { ...settings, certificateAuthority: null }, secrets }),
    ).toMatchObject({
      state: "NOT_ACCEPTED",
      failure: expect.stringContaining("certificate"),
    });
    expect(server.sent.length).toBe(2);
  });

  it("is not left out when the server does not offer it", async () => {
    const server = await scripted("220 mail.example\r\n", [
      [/^EHLO/, "250-mail.example\r\n250 AUTH PLAIN\r\n"],
      [/^STARTTLS/, "502 5.5.1 not here\r\n"],
    ]);
    const settings = { security: "STARTTLS", username: "me" } as const;
    expect(await send(server, { settings, secrets: { password: "hush-hush" } })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("encrypt"),
    });
    expect(server.lines.some((line) => /AUTH|MAIL/.test(line))).toBe(false);
  });

  it("by the wrong port fails before anything is sent", async () => {
    const plain = await opened({ security: "NONE" });
    expect(await send(plain, { settings: { security: "TLS" } })).toMatchObject({ state: "NOT_ACCEPTED" });
    const encrypted = await opened({ security: "TLS", certificate });
    expect(await send(encrypted, { options: { limitMs: 500 } })).toMatchObject({ state: "NOT_ACCEPTED" });
  });

  it("that stalls or is cut surely sent nothing, and the server lives on", async () => {
    const settings = { security: "TLS" } as const;
    for (const server of [
      await scripted(null),
      await scripted(null, [[/./, "CUT"]]),
      await scripted(null, [[/./, "no\r\n"]]),
    ]) {
      expect(await send(server, { settings, options: { limitMs: 300 } })).toMatchObject({
        state: "NOT_ACCEPTED",
      });
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 5);
      expect(await send(server, { settings, signal: stop.signal })).toMatchObject({ state: "NOT_ACCEPTED" });
    }
  });
});
