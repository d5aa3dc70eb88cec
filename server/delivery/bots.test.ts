import { withUsual } from "@tokenplane/rules/drivers/drivers";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Gateway } from "../../test/support/gateways/gateway.js";
import { startMattermost } from "../../test/support/gateways/mattermost.js";
import { expectDiscreet, LOCAL, outgoing, PATIENT } from "../../test/support/gateways/message.js";
import { startSlack } from "../../test/support/gateways/slack.js";
import { floodLimit, startTelegram } from "../../test/support/gateways/telegram.js";
import type { Driver, OutgoingMessage } from "./delivery.js";
import { mattermostDriver } from "./mattermost.js";
import { outgoingHttp } from "./outgoing-http.js";
import { slackDriver } from "./slack.js";
import { telegramDriver } from "./telegram.js";

const http = outgoingHttp(LOCAL, PATIENT);
const MARKUP = '739164 *bold* _x_ <!channel> & <https://evil.example|bank> "{code}"\nnew line';

/** The gateway of the test that runs. */
let current: Gateway<unknown>;

async function send(driver: Driver, message: OutgoingMessage, secret = "wrong") {
  const result = await driver.send(message, current.untilStall());
  expectDiscreet(result, message, [secret]);
  return result;
}

async function opened<T extends Gateway<unknown>>(start: () => Promise<T>): Promise<T> {
  const gateway = await start();
  current = gateway;
  onTestFinished(() => gateway.close());
  return gateway;
}

describe("Telegram", () => {
  const CHAT = "1234567890";
  async function open() {
    const telegram = await opened(startTelegram);
    telegram.chats.add(CHAT);
    const driver = (botToken = telegram.botToken) =>
      telegramDriver(
        withUsual("TELEGRAM", { url: telegram.url, botUsername: telegram.botUsername }),
        { botToken },
        http,
      );
    return { telegram, driver };
  }

  it("takes a text as it is", async () => {
    const { telegram, driver } = await open();
    expect(await send(driver(), outgoing({ to: CHAT, text: MARKUP }))).toEqual({
      state: "ACCEPTED",
      vendorId: "1",
    });
    expect(telegram.sent).toEqual([{ chatId: CHAT, text: MARKUP }]);
  });

  it("refuses who blocked the bot, a chat that is not there, and a wrong token", async () => {
    const { telegram, driver } = await open();
    const unknownChat = await send(driver(), outgoing({ to: "99" }), telegram.botToken);
    expect(unknownChat).toMatchObject({ state: "REFUSED", failure: expect.stringContaining("400") });
    const wrong = "123:wrong";
    expect(await send(driver(wrong), outgoing({ to: CHAT }), wrong)).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("token"),
    });
    telegram.blocked.add(CHAT);
    expect(await send(driver(), outgoing({ to: CHAT }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("blocked"),
    });
    expect(telegram.sent).toEqual([]);
  });

  it("is not asked with a token that would change the path", async () => {
    const { telegram, driver } = await open();
    for (const token of [`${telegram.botToken}/../x`, "1:a?b", "", "1:a#"]) {
      expect(await send(driver(token), outgoing({ to: CHAT }))).toMatchObject({
        state: "REFUSED",
        failure: expect.stringContaining("BotFather"),
      });
    }
  });

  it("says when it may be tried again", async () => {
    const { telegram, driver } = await open();
    telegram.failNext(floodLimit(35));
    expect(await send(driver(), outgoing({ to: CHAT }))).toMatchObject({
      state: "NOT_ACCEPTED",
      retryAfterSeconds: 35,
    });
    telegram.failNext({ status: 429, body: "slow down" });
    expect(await send(driver(), outgoing({ to: CHAT }))).toMatchObject({
      state: "NOT_ACCEPTED",
      retryAfterSeconds: null,
    });
  });

  it("is unknown after an error, an answer that says nothing, a silence or a cut", async () => {
    const { telegram, driver } = await open();
    for (const failure of [{ status: 502 }, { status: 200, body: "ok" }, "CUT", "STALL"] as const) {
      telegram.failNext(failure);
      expect(await send(driver(), outgoing({ to: CHAT }))).toMatchObject({ state: "UNKNOWN" });
    }
  });
});

describe("Slack", () => {
  const PERSON = "U0123456789";
  async function open() {
    const slack = await opened(startSlack);
    slack.channels.add(PERSON);
    const driver = (botToken = slack.botToken) =>
      slackDriver(withUsual("SLACK", { url: slack.url }), { botToken }, http);
    return { slack, driver };
  }

  it("takes a text, in which nothing is markup", async () => {
    const { slack, driver } = await open();
    const result = await send(driver(), outgoing({ to: PERSON, text: MARKUP }));
    expect(result).toEqual({ state: "ACCEPTED", vendorId: slack.sent[0]?.ts });
    expect(slack.sent[0]?.text).toBe(
      '739164 *bold* _x_ &lt;!channel&gt; &amp; &lt;https://evil.example|bank&gt; "{code}"\nnew line',
    );
  });

  it("refuses with status 200, by an error that is a word", async () => {
    const { slack, driver } = await open();
    expect(await send(driver(), outgoing({ to: "U9" }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("channel_not_found"),
    });
    expect(await send(driver("xoxb-wrong"), outgoing({ to: PERSON }), "xoxb-wrong")).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("invalid_auth"),
    });
    slack.failNext({ status: 200, body: { ok: false, error: "some_new_error" } });
    expect(await send(driver(), outgoing({ to: PERSON }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("some_new_error"),
    });
    expect(slack.sent).toEqual([]);
  });

  it("is tried again when it is limited", async () => {
    const { slack, driver } = await open();
    const limited = { ok: false, error: "ratelimited" };
    slack.failNext({ status: 429, body: limited, headers: { "retry-after": "30" } });
    slack.failNext({ status: 200, body: limited, headers: { "retry-after": "30" } });
    for (let n = 0; n < 2; n += 1) {
      expect(await send(driver(), outgoing({ to: PERSON }))).toMatchObject({
        state: "NOT_ACCEPTED",
        retryAfterSeconds: 30,
      });
    }
  });

  it("is unknown after an error of its own, an answer that says nothing, a silence or a cut", async () => {
    const { slack, driver } = await open();
    const fatal = { status: 200, body: { ok: false, error: "fatal_error" } };
    const echo = { status: 200, body: { ok: false, error: "739164 is your code" } };
    for (const failure of [fatal, echo, { status: 500 }, { status: 200 }, "CUT", "STALL"] as const) {
      slack.failNext(failure);
      expect(await send(driver(), outgoing({ to: PERSON }))).toMatchObject({ state: "UNKNOWN" });
    }
  });
});

describe("Mattermost", () => {
  const CHANNEL = "c".repeat(26);
  async function open() {
    const mattermost = await opened(startMattermost);
    mattermost.channels.add(CHANNEL);
    const driver = (botToken = mattermost.botToken, url = mattermost.url) =>
      mattermostDriver(withUsual("MATTERMOST", { url }), { botToken }, http);
    return { mattermost, driver };
  }

  it("takes a post", async () => {
    const { mattermost, driver } = await open();
    const message = outgoing({ to: CHANNEL });
    const result = await send(driver(), message);
    expect(result).toEqual({ state: "ACCEPTED", vendorId: mattermost.sent[0]?.id });
    expect(mattermost.sent).toMatchObject([{ channelId: CHANNEL, message: message.text }]);
  });

  it("refuses a channel that the bot is not in, one that is none, a wrong token, and a wrong URL", async () => {
    const { mattermost, driver } = await open();
    const message = outgoing({ to: CHANNEL });
    expect(await send(driver(), outgoing({ to: "d".repeat(26) }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("403"),
    });
    expect(await send(driver(), outgoing({ to: "none" }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("(400)"),
    });
    expect(await send(driver("hush"), message, "hush")).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("401"),
    });
    expect(await send(driver(undefined, `${mattermost.url}/wrong`), message)).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("404"),
    });
    expect(mattermost.sent).toEqual([]);
  });

  it("says when it may be tried again", async () => {
    const { mattermost, driver } = await open();
    mattermost.failNext({ status: 429, headers: { "x-ratelimit-reset": "3" } });
    mattermost.failNext({ status: 429, headers: { "retry-after": "9" } });
    const message = outgoing({ to: CHANNEL });
    expect(await send(driver(), message)).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 3 });
    expect(await send(driver(), message)).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 9 });
  });

  it("is unknown after an error, a silence or a cut", async () => {
    const { mattermost, driver } = await open();
    for (const failure of [{ status: 500 }, "CUT", "STALL"] as const) {
      mattermost.failNext(failure);
      expect(await send(driver(), outgoing({ to: CHANNEL }))).toMatchObject({ state: "UNKNOWN" });
    }
  });
});
