// What channels and the tokens whose codes are sent synthesise, and what of them is refused.
import { describe, expect, it } from "vitest";
import { getBlocks, KITS, getRefusals, synthesises, type Kit, type Stack } from "../support/constructs.js";

const SECRET = { variable: { secret: { sensitive: true } } };
const BODY = '{"to": "{to}", "text": "{text}"}';

function secret({ cdk }: Kit, stack: Stack): string {
  return new cdk.TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
}

function channel(attributes: Readonly<Record<string, unknown>>) {
  return { tokenplane_channel: { it: attributes } };
}

const sent = (name: string) => ({ secrets_wo: { [name]: "${var.secret}" }, secrets_wo_version: 1 });

synthesises("channels", [
  {
    what: "a mail server with defaults",
    program: ({ tokenplane }, stack) =>
      void tokenplane.Channel.smtp(stack, "it", { host: "mail.example.org", from: "codes@example.org" }),
    blocks: {
      resource: channel({ name: "it", smtp: { host: "mail.example.org", from: "codes@example.org" } }),
    },
  },
  {
    what: "a mail server with everything",
    program: (kit, stack) => {
      const given = secret(kit, stack);
      kit.tokenplane.Channel.smtp(stack, "it", {
        name: "Mail",
        priority: 1,
        enabled: false,
        hourlyLimit: 10,
        secretsVersion: 2,
        host: "mail.example.org",
        security: "TLS",
        username: "codes",
        password: given,
        from: "codes@example.org",
        replyTo: "help@example.org",
        dkim: { domain: "example.org", selector: "mail", privateKey: given },
      });
    },
    blocks: {
      ...SECRET,
      resource: channel({
        name: "Mail",
        priority: 1,
        enabled: false,
        hourly_limit: 10,
        smtp: {
          host: "mail.example.org",
          port: 465,
          security: "TLS",
          username: "codes",
          from: "codes@example.org",
          reply_to: "help@example.org",
          dkim_domain: "example.org",
          dkim_selector: "mail",
        },
        secrets_wo: { password: "${var.secret}", dkim_private_key: "${var.secret}" },
        secrets_wo_version: 2,
      }),
    },
  },
  {
    what: "Twilio",
    program: (kit, stack) =>
      void kit.tokenplane.Channel.twilio(stack, "it", {
        accountSid: `AC${"0a".repeat(16)}`,
        from: "Example",
        authToken: secret(kit, stack),
        allowedCountries: ["DE"],
      }),
    blocks: {
      ...SECRET,
      resource: channel({
        name: "it",
        allowed_countries: ["DE"],
        twilio: { account_sid: `AC${"0a".repeat(16)}`, from: "Example" },
        ...sent("auth_token"),
      }),
    },
  },
  {
    what: "Vonage",
    program: (kit, stack) =>
      void kit.tokenplane.Channel.vonage(stack, "it", {
        apiKey: "abcd1234",
        from: "Example",
        apiSecret: secret(kit, stack),
        allowedCountries: ["DE"],
      }),
    blocks: {
      ...SECRET,
      resource: channel({
        name: "it",
        allowed_countries: ["DE"],
        vonage: { api_key: "abcd1234", from: "Example" },
        ...sent("api_secret"),
      }),
    },
  },
  ...(["smsHttp", "botHttp"] as const).map((driver) => ({
    what: `a gateway by ${driver}`,
    program: (kit: Kit, stack: Stack) =>
      void kit.tokenplane.Channel[driver](stack, "it", {
        url: "https://gateway.example.org",
        contentType: "JSON",
        headers: { "X-Key": "{secret:KEY}" },
        body: BODY,
        secrets: { KEY: secret(kit, stack) },
        allowedCountries: ["DE"],
        ...(driver === "botHttp" ? { allowedCountries: undefined as never } : {}),
      }),
    blocks: {
      ...SECRET,
      resource: channel({
        name: "it",
        ...(driver === "smsHttp" ? { allowed_countries: ["DE"] } : {}),
        [driver === "smsHttp" ? "sms_http" : "bot_http"]: {
          url: "https://gateway.example.org",
          content_type: "JSON",
          headers: { "X-Key": "{secret:KEY}" },
          body: BODY,
        },
        ...sent("KEY"),
      }),
    },
  })),
  {
    what: "bots",
    program: (kit, stack) =>
      void kit.tokenplane.Channel.telegram(stack, "it", {
        botUsername: "ExampleBot",
        botToken: secret(kit, stack),
      }),
    blocks: {
      ...SECRET,
      resource: channel({
        name: "it",
        telegram: { bot_username: "ExampleBot" },
        ...sent("bot_token"),
      }),
    },
  },
  {
    what: "Firebase",
    program: (kit, stack) =>
      void kit.tokenplane.Channel.fcm(stack, "it", {
        projectId: "tokenplane-test",
        serviceAccount: secret(kit, stack),
      }),
    blocks: {
      ...SECRET,
      resource: channel({ name: "it", fcm: { project_id: "tokenplane-test" }, ...sent("service_account") }),
    },
  },
]);

describe.each(KITS)("with $name", (kit) => {
  const { Authenticator, Channel, Person, ProtectedResource } = kit.tokenplane;

  it("codes are sent to a number, an address and a chat, after the PIN", () => {
    const { resource } = getBlocks(kit, (_kit, stack) => {
      const owner = new Person(stack, "alice", { login: "alice" });
      const bot = Channel.fromName(stack, "bot", "Company chat");
      const number = Authenticator.sms(stack, "number", { owner, phoneNumber: "+491701234567" });
      Authenticator.email(stack, "mail", { name: "Alice's mail", address: "alice@example.org" });
      Authenticator.bot(stack, "chat", { channel: bot, chatId: "U0123ABCD" });
      const portal = new ProtectedResource(stack, "portal", { name: "Portal", pinBeforeSending: true });
      portal.grant(owner, number);
    });
    expect(resource?.["tokenplane_token"]).toEqual({
      number: {
        model: "SMS",
        name: "number",
        phone_number: "+491701234567",
        user_id: "${tokenplane_user.alice.id}",
      },
      mail: { model: "EMAIL", name: "Alice's mail", address: "alice@example.org" },
      chat: {
        model: "BOT",
        name: "chat",
        channel_id: "${data.tokenplane_channel.bot.id}",
        chat_id: "U0123ABCD",
      },
    });
    expect(resource?.["tokenplane_resource"]).toEqual({
      portal: { name: "Portal", pin_before_sending: true },
    });
  });

  it("a secret that is written as plain text is refused, and is in no sentence", () => {
    const refusals = getRefusals(kit, (_kit, stack) => {
      Channel.slack(stack, "it", { botToken: "xoxb-Geheimnis" });
    });
    expect(refusals).toEqual([
      expect.stringMatching(/^\[team\/it\] The secret bot_token is written as plain text\. Give a /),
    ]);
    expect(refusals.join()).not.toContain("Geheimnis");
  });

  it("a channel that is there twice is refused, and one that is looked up twice is not", () => {
    const refusals = getRefusals(kit, (_kit, stack) => {
      Channel.fromName(stack, "one", "Chat");
      Channel.fromName(stack, "two", "Chat");
      const botToken = secret(kit, stack);
      Channel.slack(stack, "first", { name: "Slack", botToken });
      Channel.slack(stack, "second", { name: "Slack", botToken });
    });
    expect(refusals).toEqual([
      '[team/second] The channel "Slack" is at team/first already. Use that object here, too.',
    ]);
  });

  it.each([
    ["sends nothing", { body: '{"to": "{to}"}' }, "Write {text} or {code} into the body"],
    ["is not JSON", { body: "{to} {text}" }, "The body is not JSON."],
  ])("a template that %s is refused", (_what, props, words) => {
    const refusals = getRefusals(kit, (_kit, stack) => {
      Channel.botHttp(stack, "it", { url: "https://chat.example.org", ...props });
    });
    expect(refusals).toEqual([expect.stringContaining(words)]);
  });

  it("Twilio has one sender", () => {
    const refusals = getRefusals(kit, (_kit, stack) => {
      Channel.twilio(stack, "it", {
        accountSid: `AC${"0a".repeat(16)}`,
        authToken: secret(kit, stack),
        allowedCountries: ["DE"],
      });
    });
    expect(refusals).toEqual([expect.stringContaining("Give either from or messagingServiceSid")]);
  });
});
