import { type DriverName, withUsual } from "@tokenplane/rules/drivers/drivers";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFcm } from "../../test/support/gateways/fcm.js";
import type { Gateway } from "../../test/support/gateways/gateway.js";
import { startHttpGateway } from "../../test/support/gateways/http-gateway.js";
import { startMailServer } from "../../test/support/gateways/mail-server.js";
import { startMattermost } from "../../test/support/gateways/mattermost.js";
import { expectDiscreet, LOCAL, NEVER, outgoing, PUBLIC } from "../../test/support/gateways/message.js";
import { startSlack } from "../../test/support/gateways/slack.js";
import { startTelegram } from "../../test/support/gateways/telegram.js";
import { startTwilio } from "../../test/support/gateways/twilio.js";
import { startVonage } from "../../test/support/gateways/vonage.js";
import { careful, getDriver } from "./driver.js";
import { FcmAccessTokens } from "./fcm.js";
import type { ChannelSetup } from "./driver-settings.js";

interface Set {
  readonly setup: ChannelSetup;
  readonly to: string;
  readonly sent: readonly unknown[];
}

async function opened<T extends Pick<Gateway<unknown>, "close">>(starting: Promise<T>): Promise<T> {
  const gateway = await starting;
  onTestFinished(() => gateway.close());
  return gateway;
}

async function httpTemplate(driver: "SMS_HTTP" | "BOT_HTTP"): Promise<Set> {
  const { url, apiKey, sent } = await opened(startHttpGateway());
  return {
    to: "42",
    sent,
    setup: {
      driver,
      settings: withUsual(driver, {
        url,
        headers: [{ name: "X-Api-Key", value: "{secret:KEY}" }],
        body: '{"text":"{text}"}',
        successContains: "queued",
      }),
      secrets: { values: { KEY: apiKey } },
    },
  };
}

const fcm = () => ({ tokens: new FcmAccessTokens(), now: Date.now });

/** A gateway for each driver, and a channel that sends by it. */
const SETS: Readonly<Record<DriverName, () => Promise<Set>>> = {
  async SMTP() {
    const { host, port, sent } = await opened(startMailServer({ security: "NONE" }));
    return {
      to: "anna@example.test",
      sent,
      setup: {
        driver: "SMTP",
        settings: withUsual("SMTP", { host, port, security: "NONE", from: "mfa@tokenplane.example" }),
        secrets: { password: null, dkimPrivateKey: null },
      },
    };
  },
  async TWILIO() {
    const { url, accountSid, authToken, sent } = await opened(startTwilio());
    const settings = withUsual("TWILIO", { url, accountSid, from: "Tokenplane" });
    return { to: "+491701234567", sent, setup: { driver: "TWILIO", settings, secrets: { authToken } } };
  },
  async VONAGE() {
    const { url, apiKey, apiSecret, sent } = await opened(startVonage());
    const secrets = { apiSecret, signatureSecret: null };
    return {
      to: "+491701234567",
      sent,
      setup: { driver: "VONAGE", settings: withUsual("VONAGE", { url, apiKey, from: "T" }), secrets },
    };
  },
  SMS_HTTP: () => httpTemplate("SMS_HTTP"),
  BOT_HTTP: () => httpTemplate("BOT_HTTP"),
  async TELEGRAM() {
    const { url, botUsername, botToken, chats, sent } = await opened(startTelegram());
    chats.add("42");
    return {
      to: "42",
      sent,
      setup: {
        driver: "TELEGRAM",
        settings: withUsual("TELEGRAM", { url, botUsername }),
        secrets: { botToken },
      },
    };
  },
  async SLACK() {
    const { url, botToken, channels, sent } = await opened(startSlack());
    channels.add("U1");
    return {
      to: "U1",
      sent,
      setup: { driver: "SLACK", settings: withUsual("SLACK", { url }), secrets: { botToken } },
    };
  },
  async MATTERMOST() {
    const { url, botToken, channels, sent } = await opened(startMattermost());
    const to = "c".repeat(26);
    channels.add(to);
    return {
      to,
      sent,
      setup: { driver: "MATTERMOST", settings: withUsual("MATTERMOST", { url }), secrets: { botToken } },
    };
  },
  async FCM() {
    const { urls, serviceAccount, phones, sent } = await opened(startFcm());
    phones.add("phone");
    const settings = withUsual("FCM", {
      url: urls.send,
      tokenUrl: urls.token,
      projectId: "tokenplane-test",
    });
    return { to: "phone", sent, setup: { driver: "FCM", settings, secrets: { serviceAccount } } };
  },
};

describe.each(Object.entries(SETS))("the driver of %s", (_name, open) => {
  it("sends a message by its gateway, once", async () => {
    const { setup, to, sent } = await open();
    const result = await getDriver(setup, LOCAL, fcm()).send(
      outgoing({ to, data: { nonce: "739164" } }),
      NEVER,
    );
    expect(result).toMatchObject({ state: "ACCEPTED" });
    expect(sent.length).toBe(1);
    expect(JSON.stringify(sent)).toContain("739164");
  });

  it("reaches nothing that the operator does not allow", async () => {
    const { setup, to, sent } = await open();
    const message = outgoing({ to, data: { nonce: "739164" } });
    const result = await getDriver(setup, PUBLIC, fcm()).send(message, NEVER);
    expect(result).toMatchObject({ state: "REFUSED" });
    expectDiscreet(result, message);
    expect(sent).toEqual([]);
  });

  it("sends nothing when the try was ended before", async () => {
    const { setup, to, sent } = await open();
    const result = await getDriver(setup, LOCAL, fcm()).send(
      outgoing({ to, data: { nonce: "739164" } }),
      AbortSignal.abort(),
    );
    expect(result).toMatchObject({ state: "NOT_ACCEPTED" });
    expect(sent).toEqual([]);
  });
});

describe("a driver that fails", () => {
  it("does not throw, and says nothing of the message", async () => {
    const message = outgoing();
    const driver = careful({
      send: async ({ text, to }) => {
        throw new Error(`${text} to ${to}`);
      },
    });
    const result = await driver.send(message, NEVER);
    expect(result).toMatchObject({ state: "UNKNOWN" });
    expectDiscreet(result, message);
  });
});
