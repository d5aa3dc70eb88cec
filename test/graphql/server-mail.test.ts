import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.js";
import { serverMail } from "../../server/messages/server-mail.js";
import { type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { NEVER, outgoing } from "../support/gateways/message.js";
import { Certificates, hasOpenssl, pem } from "../support/certificates.js";
import { manualClock } from "../support/clock.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { Seed } from "../support/seed.js";
import { storeHere, openWorld, type World } from "../support/world.js";

const FROM = "Example <codes@example.org>";

async function sendBy(TOKENPLANE_SMTP_URL: string) {
  const config = readConfig({ TOKENPLANE_SMTP_URL, TOKENPLANE_SMTP_FROM: FROM });
  return serverMail(config).send(outgoing({ to: "anna@example.test" }), NEVER);
}

describe("the mail server of the installation", () => {
  let mail: MailServer;
  let world: World;
  beforeAll(async () => {
    mail = await startMailServer({ security: "NONE", signIn: true });
    const { username, password, port } = mail;
    world = await openWorld(storeHere(), {
      TOKENPLANE_SMTP_URL: `smtp://${username}:${encodeURIComponent(password)}@127.0.0.1:${port}?tls=no`,
      TOKENPLANE_SMTP_FROM: FROM,
    });
  });
  afterAll(async () => {
    await world.end();
    await mail.close();
  });

  it("sends the codes of accounts without an e-mail channel, and no SMS", async () => {
    const seed = await world.seed();
    await seed.admin.do(
      "tokenCreate",
      { name: "Mail", model: { software: { email: { address: "anna@example.test" } } } },
      "token { id }",
    );
    await expect.poll(() => mail.sent.length).toBe(1);
    const [sent] = mail.sent;
    expect(sent).toMatchObject({
      to: ["anna@example.test"],
      from: "codes@example.org",
      clientName: "example.org",
      user: mail.username,
    });
    expect(sent?.mail.from?.text).toBe('"Example" <codes@example.org>');
    expect(sent?.mail.text).toMatch(/\b\d{6}\b/);
    const sms = { name: "SMS", model: { software: { sms: { phoneNumber: "+4915112345678" } } } };
    expect(await seed.admin.refusal("tokenCreate", sms)).toBe("POLICY_REFUSED");
    await expect(seed.admin.query("{ outbox { to } }")).rejects.toThrow("keeps none");
  });

  it("gets no mail by smtp:// when it does not offer TLS", async () => {
    const server = await startMailServer({ security: "NONE" });
    try {
      expect((await sendBy(`smtp://127.0.0.1:${server.port}`)).state).not.toBe("ACCEPTED");
      expect(server.sent).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

describe("a server without a mail server", () => {
  it("that others reach keeps no codes in memory: it refuses what it cannot send, also behind a proxy of the same machine", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-behind-"));
    try {
      const place = await newPlace(() => path.join(folder, "data"));
      const server = await openHere({ ...place, TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
      const { admin } = await Seed.account(await server.operator(), manualClock());
      const token = { name: "Mail", model: { software: { email: { address: "anna@example.test" } } } };
      expect(await admin.refusal("tokenCreate", token)).toBe("POLICY_REFUSED");
      await expect(admin.query("{ outbox { to } }")).rejects.toThrow("keeps none");
    } finally {
      await stopAll();
      rmSync(folder, { recursive: true });
    }
  });
});

describe.skipIf(!hasOpenssl())("TLS with the mail server of the installation", () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = new Certificates();
  });
  afterAll(() => certificates.clear());

  it.each([
    ["smtp", "STARTTLS"],
    ["smtps", "TLS"],
  ] as const)("is not used by %s when its certificate is not trusted", async (scheme, security) => {
    const { certFile, keyFile } = certificates.make(security);
    const server = await startMailServer({
      security,
      certificate: { cert: pem(certFile), key: pem(keyFile) },
    });
    try {
      expect(await sendBy(`${scheme}://127.0.0.1:${server.port}`)).toMatchObject({
        state: "NOT_ACCEPTED",
        failure: expect.stringContaining("certificate is not trusted"),
      });
      expect(server.sent).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
