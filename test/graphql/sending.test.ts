import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { housekeeping, keepHouse } from "../../server/housekeeping.js";
import { receiptPath } from "../../server/messages/receipt-address.js";
import { misnamedIn } from "../support/event-names.js";
import { type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { type HttpGateway, startHttpGateway } from "../support/gateways/http-gateway.js";
import { startTelegram, type TelegramGateway } from "../support/gateways/telegram.js";
import { startTwilio, type TwilioGateway } from "../support/gateways/twilio.js";
import { startVonage, type VonageGateway } from "../support/gateways/vonage.js";
import type { Seed } from "../support/seed.js";
import { newNumber, SENT_MODELS, sentToken } from "../support/sent.js";
import { onOneStore } from "../support/world.js";

interface Message {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly receipt: string | null;
  readonly channel: { readonly name: string } | null;
}

const PUBLIC = "https://mfa.example.org";

onOneStore(
  "messages by channels",
  (world) => {
    let [twilio, vonage, http, telegram, otherTelegram, mail]: [
      TwilioGateway?,
      VonageGateway?,
      HttpGateway?,
      TelegramGateway?,
      TelegramGateway?,
      MailServer?,
    ] = [];
    beforeAll(async () => {
      twilio = await startTwilio();
      vonage = await startVonage();
      http = await startHttpGateway();
      telegram = await startTelegram();
      otherTelegram = await startTelegram();
      mail = await startMailServer({ security: "NONE" });
    });
    afterAll(async () => {
      for (const one of [twilio, vonage, http, telegram, otherTelegram, mail]) await one?.close();
    });

    function opened<T>(gateway: T | undefined): T {
      if (gateway === undefined) throw new Error("the gateway is not open");
      return gateway;
    }

    async function channel(seed: Seed, name: string, driver: object, more: object = {}): Promise<string> {
      const input = { name, driver, ...more };
      const { channel: made } = await seed.admin.do<{ channel: { id: string } }>(
        "channelCreate",
        input,
        "channel { id }",
      );
      return made.id;
    }

    /** Answers the sender's statements in another way, until the test ends. @param answer gets the SQL, and what asks the database. */
    const answerSender = (answer: (text: string, ask: () => Promise<unknown[]>) => Promise<unknown[]>) => {
      const { periodic } = world().services.database;
      const query = periodic.query;
      const spy = vi
        .spyOn(periodic, "query")
        .mockImplementation((statement) =>
          answer(statement.strings.join("?"), () => query.call(periodic, statement)),
        );
      onTestFinished(() => spy.mockRestore());
      return spy;
    };

    const byTwilio = (seed: Seed, more: object = {}) => {
      const { url, accountSid, authToken } = opened(twilio);
      const driver = { twilio: { url, accountSid, authToken, from: "+4915100000000" } };
      return channel(seed, "Twilio", driver, { allowedCountries: ["DE", "AT"], ...more });
    };
    const byVonage = (seed: Seed, more: object = {}) => {
      const { url, apiKey, apiSecret, signatureSecret } = opened(vonage);
      const driver = { vonage: { url, apiKey, apiSecret, signatureSecret, from: "Example" } };
      return channel(seed, "Vonage", driver, { allowedCountries: ["DE"], ...more });
    };
    /** A gateway that recognises a repetition. */
    const byRepeatable = (seed: Seed, more: object = {}) => {
      const { url, apiKey } = opened(http);
      const smsHttp = {
        url: `${url}/send`,
        headers: [{ name: "X-Api-Key", value: "{secret:KEY}" }],
        body: '{"to":"{to}","text":"{text}"}',
        idempotencyHeader: "Idempotency-Key",
        secrets: [{ name: "KEY", value: apiKey }],
      };
      return channel(seed, "HTTP", { smsHttp }, { allowedCountries: ["DE"], ...more });
    };
    const byMail = (seed: Seed, name = "Mail", port = opened(mail).port) =>
      channel(seed, name, {
        smtp: { host: "127.0.0.1", port, security: "NONE", from: "Example <codes@example.org>" },
      });

    async function messages(seed: Seed): Promise<Message[]> {
      const read = await seed.admin.query<{ messages: { nodes: Message[] } }>(
        "{ messages { nodes { id state attempts failure receipt channel { name } } } }",
      );
      return read.messages.nodes;
    }

    /** Waits until the newest message is settled, while the clock goes on for retries. */
    async function settled(seed: Seed): Promise<Message> {
      await expect
        .poll(async () => {
          const [newest] = await messages(seed);
          if (newest?.state === "PENDING") world().clock.pass(1);
          return newest?.state;
        })
        .not.toMatch(/PENDING|SENDING/);
      const [newest] = await messages(seed);
      if (newest === undefined) throw new Error("there is no message");
      return newest;
    }

    async function token(seed: Seed, model: object): Promise<string> {
      const made = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "phone", model: { software: model } },
        "token { id }",
      );
      return made.token.id;
    }

    it("go by the channel with the lowest priority, and by the next one when it refuses or is away", async () => {
      const seed = await world().seed();
      await byTwilio(seed, { priority: 20 });
      await byVonage(seed, { priority: 10 });
      const [first, second, third] = [newNumber(), newNumber(), newNumber()];
      await token(seed, { sms: { phoneNumber: first } });
      expect(await settled(seed)).toMatchObject({
        state: "ACCEPTED",
        channel: { name: "Vonage" },
        attempts: 1,
      });
      expect(opened(vonage).sent.at(-1)).toMatchObject({ to: first.slice(1) });
      const text = opened(vonage).sent.at(-1)?.text ?? "";
      expect(text).toMatch(/^\d{6} /);

      // Vonage refuses: status 200, and a status in the body.
      opened(vonage).failNext({
        status: 200,
        body: { messages: [{ status: "6", "error-text": "unroutable" }] },
      });
      await token(seed, { sms: { phoneNumber: second } });
      expect(await settled(seed)).toMatchObject({
        state: "ACCEPTED",
        channel: { name: "Twilio" },
        attempts: 1,
      });
      expect(opened(twilio).sent.at(-1)).toMatchObject({ to: second });

      opened(vonage).failNext({ status: 429, headers: { "retry-after": "1" } });
      await token(seed, { sms: { phoneNumber: third } });
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", channel: { name: "Twilio" } });
      expect(opened(vonage).sent.filter(({ to }) => to === second.slice(1) || to === third.slice(1))).toEqual(
        [],
      );

      // Both are busy: the message waits for the one that takes it first.
      opened(vonage).failNext({ status: 429, headers: { "retry-after": "1" } });
      opened(twilio).failNext({ status: 429, headers: { "retry-after": "7200" } });
      await token(seed, { sms: { phoneNumber: newNumber() } });
      expect(await settled(seed)).toMatchObject({
        state: "ACCEPTED",
        channel: { name: "Vonage" },
        attempts: 2,
      });
    });

    it("do not delay the next code when the gateway refused them", async () => {
      const seed = await world().seed();
      await sentToken(seed);
      world().clock.pass(700);
      await byTwilio(seed);
      const isSent = async () => {
        const { challenge } = await seed.admin.do<{ challenge: { sent: boolean } }>(
          "challengeCreate",
          { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login: "anna" } } },
          "challenge { sent }",
        );
        return challenge.sent;
      };
      // More often than a day's limit.
      for (let times = 0; times < 21; times += 1) {
        opened(twilio).failNext({ status: 400, body: { code: 21_211, message: "invalid" } });
        // What is given back follows at once.
        await expect.poll(isSent).toBe(true);
        expect(await settled(seed)).toMatchObject({ state: "REFUSED" });
      }
      await expect.poll(isSent).toBe(true);
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED" });
      expect(await isSent()).toBe(false);
    });

    it("are tried again when they were surely not sent, and not when they may have been", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      opened(twilio).failNext({ status: 429, headers: { "retry-after": "2" } }, 2);
      const again = newNumber();
      await token(seed, { sms: { phoneNumber: again } });
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", attempts: 3, failure: null });
      expect(opened(twilio).sent.filter(({ to }) => to === again)).toHaveLength(1);

      opened(twilio).failNext("CUT");
      const once = newNumber();
      await token(seed, { sms: { phoneNumber: once } });
      const message = await settled(seed);
      expect(message).toMatchObject({ state: "UNKNOWN", attempts: 1 });
      expect(message.failure).not.toContain(once);
      expect(opened(twilio).sent.filter(({ to }) => to === once)).toHaveLength(1);
      expect((await seed.events(1))[0]).toBe("MESSAGE_FAILED");

      opened(twilio).failNext({ status: 400, body: { code: 21_610, message: `${once} has unsubscribed` } });
      await token(seed, { sms: { phoneNumber: newNumber() } });
      const refused = await settled(seed);
      expect(refused).toMatchObject({ state: "REFUSED" });
      expect(refused.failure).not.toContain(once);
    });

    it(
      "are repeated by the same channel alone when its gateway recognises that, and end as unknown",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        await byRepeatable(seed, { priority: 10 });
        await byTwilio(seed, { priority: 20 });
        const [again, never] = [newNumber(), newNumber()];
        const byNext = () => opened(twilio).sent.filter(({ to }) => to === again || to === never);
        opened(http).failNext("CUT");
        await token(seed, { sms: { phoneNumber: again } });
        expect(await settled(seed)).toMatchObject({
          state: "ACCEPTED",
          channel: { name: "HTTP" },
          attempts: 2,
        });
        opened(http).failNext("CUT");
        opened(http).failNext({ status: 400 });
        await token(seed, { sms: { phoneNumber: never } });
        expect(await settled(seed)).toMatchObject({
          state: "UNKNOWN",
          channel: { name: "HTTP" },
          attempts: 2,
        });
        expect(byNext()).toEqual([]);
        expect(opened(http).sent.filter(({ body }) => body.includes(again))).toHaveLength(1);

        // Behind a channel that was changed meanwhile, another gateway may be.
        opened(http).failNext("CUT");
        await token(seed, { sms: { phoneNumber: newNumber() } });
        await expect
          .poll(async () => (await messages(seed))[0])
          .toMatchObject({ state: "PENDING", attempts: 1 });
        world().clock.pass(0.5);
        await seed.admin.do("channelUpdate", { channel: { name: "HTTP" }, priority: 11 }, "__typename");
        expect(await settled(seed)).toMatchObject({
          state: "UNKNOWN",
          channel: { name: "HTTP" },
          attempts: 2,
        });
      },
    );

    it("go to allowed countries only", async () => {
      const seed = await world().seed();
      await byVonage(seed);
      const refusal = (phoneNumber: string) =>
        seed.admin.refusal("tokenCreate", { name: "phone", model: { software: { sms: { phoneNumber } } } });
      expect(await refusal("+436641234567")).toBe("POLICY_REFUSED");
      // Another spelling of a number would have limits of its own.
      expect(await refusal("+49015112345678")).toBe("VALIDATION_FAILED");
      await byTwilio(seed);
      await token(seed, { sms: { phoneNumber: "+436641234567" } });
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", channel: { name: "Twilio" } });
      await seed.admin.do("channelUpdate", { channel: { name: "Vonage" }, enabled: false }, "__typename");
      await seed.admin.do("channelUpdate", { channel: { name: "Twilio" }, enabled: false }, "__typename");
      // What is disabled is not replaced by the memory of the server.
      expect(await refusal(newNumber())).toBe("POLICY_REFUSED");
    });

    it(
      "are sent although the database was away between their claim and their sending",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        await byTwilio(seed);
        let failures = 0;
        // What is read of a claimed message first, and then what gives it back.
        const isAway = (text: string) =>
          (failures === 0 && text.includes("AS wanted")) || (failures === 1 && text.includes("attempts - "));
        answerSender((text, ask) => {
          if (!isAway(text)) return ask();
          failures += 1;
          return Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
        });
        await token(seed, { sms: { phoneNumber: newNumber() } });
        expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", attempts: 1, failure: null });
        expect(failures).toBe(2);
      },
    );

    it("are a job that fails while its statements take too long, and are sent afterwards", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      const tooSlow = Object.assign(new Error("canceling statement due to statement timeout"), {
        code: "57014",
      });
      const slow = answerSender((text, ask) =>
        text.includes("SET state = 'SENDING'") ? Promise.reject(tooSlow) : ask(),
      );
      const failure = async () => {
        const { jobs } = await world().operator.query<{ jobs: { name: string; failure: string | null }[] }>(
          "{ jobs { name failure } }",
        );
        return jobs.find(({ name }) => name === "messages")?.failure;
      };
      await token(seed, { sms: { phoneNumber: newNumber() } });
      await expect.poll(failure).toMatch(/^A statement took longer than its limit/);
      slow.mockRestore();
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", attempts: 1 });
      await expect.poll(failure).toBeNull();
    });

    it("are claimed again when the clock was set on while they were claimed", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      let claims = 0;
      answerSender(async (text, ask) => {
        const rows = await ask();
        if (rows.length === 0 || !text.includes("SET state = 'SENDING'")) return rows;
        claims += 1;
        // As long as a claim lasts.
        if (claims === 1) world().clock.pass(120);
        return rows;
      });
      await token(seed, { sms: { phoneNumber: newNumber() } });
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", attempts: 1, failure: null });
      expect(claims).toBe(2);
    });

    it(
      "are given back when they cannot be made ready, and are then not sent, which is not unknown",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        await byTwilio(seed);
        answerSender((text, ask) =>
          text.includes("AS wanted") ? Promise.reject(new Error("this is a mistake in the server")) : ask(),
        );
        await token(seed, { sms: { phoneNumber: newNumber() } });
        await expect
          .poll(async () => {
            const [newest] = await messages(seed);
            if (newest?.state === "PENDING") world().clock.pass(27);
            return newest;
          })
          .toMatchObject({ state: "EXPIRED" });
      },
    );

    it("stop at the channel's hourly limit", async () => {
      const seed = await world().seed();
      await byTwilio(seed, { hourlyLimit: 2, priority: 1 });
      await byVonage(seed);
      const by: (string | undefined)[] = [];
      // What a gateway refuses uses up nothing.
      opened(twilio).failNext({ status: 400, body: { code: 21_610, message: "unsubscribed" } });
      for (let n = 0; n < 5; n += 1) {
        await token(seed, { sms: { phoneNumber: newNumber() } });
        by.push((await settled(seed)).channel?.name);
      }
      expect(by).toEqual(["Vonage", "Twilio", "Twilio", "Vonage", "Vonage"]);

      // The other one says when to come back: a message is not tried in vain before that.
      opened(vonage).failNext({ status: 429, headers: { "retry-after": "30" } });
      await token(seed, { sms: { phoneNumber: newNumber() } });
      await expect
        .poll(async () => (await messages(seed))[0])
        .toMatchObject({ state: "PENDING", attempts: 1 });
      world().clock.pass(10);
      await token(seed, { sms: { phoneNumber: newNumber() } });
      // Without `settled`, which lets time pass: the one before may be due then.
      await expect.poll(async () => (await messages(seed))[0]?.state).toBe("ACCEPTED");
      expect((await messages(seed))[1]).toMatchObject({ state: "PENDING", attempts: 1 });
      world().clock.pass(20);
      await expect
        .poll(async () => (await messages(seed))[1])
        .toMatchObject({ state: "ACCEPTED", channel: { name: "Vonage" }, attempts: 2 });
    });

    it(
      "are mails with the code first, and are sent by the next server when one refuses",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        await byMail(seed, "Away", 1);
        await byMail(seed);
        const login = 'anna" <script>{code} https://evil.example';
        await seed.user(login);
        const { email } = SENT_MODELS.EMAIL();
        await seed.admin.do(
          "tokenCreate",
          { name: "mail", model: { software: { email } }, to: { user: { login } } },
          "__typename",
        );
        expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", channel: { name: "Mail" } });
        const sent = opened(mail).sent.at(-1);
        expect(sent).toMatchObject({ from: "codes@example.org", to: [email.address] });
        expect(sent?.mail.subject).toMatch(/^\d{6} /);
        const code = sent?.mail.subject?.slice(0, 6) ?? "";
        expect(sent?.mail.text).toContain(code);
        expect(sent?.mail.html).toContain(code);
        expect(sent?.mail.html).not.toContain("<script>");
        expect(sent?.mail.text).not.toContain("https://evil.example");

        opened(mail).failNext({ at: "DATA", reply: 450 });
        await token(seed, SENT_MODELS.EMAIL());
        expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", attempts: 2 });
        opened(mail).failNext({ at: "RCPT", reply: 550 });
        const unknown = SENT_MODELS.EMAIL();
        await token(seed, unknown);
        const refused = await settled(seed);
        expect(refused.state).toBe("REFUSED");
        expect(refused.failure).not.toContain(unknown.email.address);
      },
    );

    it("go to chats of a bot's channel, and a chat that blocked it says so", async () => {
      const seed = await world().seed();
      const { url, botToken, botUsername, chats, blocked } = opened(telegram);
      await channel(seed, "Bot", { telegram: { url, botToken, botUsername } });
      chats.add("4711").add("4712");
      const bot = (chatId: string) => ({ bot: { channel: { name: "Bot" }, chatId } });
      await token(seed, bot("4711"));
      expect(await settled(seed)).toMatchObject({ state: "ACCEPTED", channel: { name: "Bot" } });
      expect(opened(telegram).sent.at(-1)).toMatchObject({ chatId: "4711" });
      blocked.add("4712");
      await token(seed, bot("4712"));
      expect(await settled(seed)).toMatchObject({ state: "REFUSED" });
      expect(await seed.admin.refusal("channelDelete", { channel: { name: "Bot" } })).toBe("STILL_IN_USE");
    });

    it("learn the chat of a Telegram bot by a link, which works once and in a private chat only", async () => {
      const seed = await world().seed();
      const { url, botToken, botUsername, sent, write } = opened(telegram);
      await channel(seed, "Bot", { telegram: { url, botToken, botUsername } });
      const link = async (): Promise<{ id: string; code: string }> => {
        const made = await seed.admin.do<{ token: { id: string }; enrolment: { startLink: string } }>(
          "tokenCreate",
          { name: "chat", model: { software: { bot: { channel: { name: "Bot" } } } } },
          "token { id } enrolment { startLink sentTo }",
        );
        const { startLink } = made.enrolment;
        const code = new RegExp(`^https://t\\.me/${botUsername}\\?start=([\\w-]{32})$`).exec(startLink)?.[1];
        if (code === undefined) throw new Error(startLink);
        return { id: made.token.id, code };
      };
      const first = await link();
      const to = (chat: number) => sent.filter(({ chatId }) => chatId === String(chat));
      write(-100_001, `/start ${first.code}`, "group");
      write(100_001, "hello");
      // Anybody can write to a bot: a page of the longest messages must not stand before all that follow.
      for (let number = 0; number < 20; number += 1) write(100_001, "好".repeat(4_096));
      write(100_001, `/start ${"x".repeat(32)}`);
      write(100_002, `/start ${first.code}`);
      await expect.poll(() => to(100_002).length).toBe(1);
      write(100_003, `/start ${first.code}`);
      const otp = /\b\d{6}\b/.exec(to(100_002)[0]?.text ?? "")?.[0];
      await seed.admin.do("tokenEnrolmentConfirm", { token: { id: first.id }, otp }, "token { status }");
      const { token: read } = await seed.admin.query<{ token: { delivery: object } }>(
        `query ($id: ID!) { token(by: { id: $id }) { delivery { kind sentTo channel { name } } } }`,
        { id: first.id },
      );
      expect(read.delivery).toEqual({ kind: "BOT", sentTo: "••••02", channel: { name: "Bot" } });
      // Another one shows that the updates before it were read.
      const second = await link();
      const third = await link();
      write(100_004, `/start ${second.code}`);
      await expect.poll(() => to(100_004).length).toBe(1);
      expect([...to(100_001), ...to(100_003), ...to(-100_001)]).toEqual([]);
      // The third one still waits when the channel gets another address: from then on, the chat is learned there.
      world().clock.pass(1);
      const next = opened(otherTelegram);
      await seed.admin.do(
        "channelUpdate",
        { channel: { name: "Bot" }, driver: { telegram: { url: next.url, botToken, botUsername } } },
        "__typename",
      );
      next.write(100_005, `/start ${third.code}`);
      await expect.poll(() => next.sent.map(({ chatId }) => chatId)).toEqual(["100005"]);
    });

    it("test a channel, in a language", async () => {
      const seed = await world().seed();
      const { url, apiKey } = opened(http);
      await channel(
        seed,
        "HTTP",
        {
          smsHttp: {
            url: `${url}/send`,
            contentType: "JSON",
            headers: [{ name: "X-Api-Key", value: "{secret:KEY}" }],
            body: '{"to":"{to}","text":"{text}"}',
            secrets: [{ name: "KEY", value: apiKey }],
          },
        },
        { allowedCountries: ["DE"] },
      );
      const to = newNumber();
      const { testMessage } = await seed.admin.do<{ testMessage: Message }>(
        "channelTest",
        { channel: { name: "HTTP" }, to, locale: "de" },
        "testMessage { id state }",
      );
      expect(testMessage.state).toMatch(/PENDING|SENDING|ACCEPTED/);
      expect(await settled(seed)).toMatchObject({ id: testMessage.id, state: "ACCEPTED" });
      const body = JSON.parse(opened(http).sent.at(-1)?.body ?? "") as { to: string; text: string };
      expect(body.to).toBe(to);
      expect(body.text).not.toMatch(/\d{6}/);
      expect(body.text).toContain("Test");
      const refused = { channel: { name: "HTTP" }, to: "+4930123456" };
      expect(await seed.admin.refusalAt("channelTest", refused)).toBe("VALIDATION_FAILED input.to");
      const inItalian = { channel: { name: "HTTP" }, to, locale: "it" };
      expect(await seed.admin.refusalAt("channelTest", inItalian)).toBe("VALIDATION_FAILED input.locale");
    });

    it("have receipts of Twilio, if it signed them", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      await token(seed, { sms: { phoneNumber: newNumber() } });
      await settled(seed);
      const sent = opened(twilio).sent.at(-1);
      if (sent?.statusCallback == null) throw new Error("no receipt was asked for");
      expect(sent.statusCallback.startsWith(`${PUBLIC}/receipts/`)).toBe(true);
      const gateway = { "x-forwarded-for": "203.0.113.7" };
      const report = async (status: string, signature?: string): Promise<number> => {
        const receipt = opened(twilio).receipt(sent, status);
        const response = await fetch(String(sent.statusCallback).replace(PUBLIC, world().url), {
          method: "POST",
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature ?? receipt.signature,
            ...gateway,
          },
          body: receipt.body,
        });
        return response.status;
      };
      const receipt = async () => (await messages(seed))[0]?.receipt;
      expect(await report("delivered", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")).toBe(403);
      expect(await receipt()).toBeNull();
      // Twilio signs the address with its port, or without it.
      const withPort = { ...sent, statusCallback: sent.statusCallback.replace(PUBLIC, `${PUBLIC}:443`) };
      expect(await report("sent", opened(twilio).receipt(withPort, "sent").signature)).toBe(204);
      expect(await receipt()).toBe("ON_THE_WAY");
      expect(await report("delivered")).toBe(204);
      expect(await report("sent")).toBe(204);
      expect(await receipt()).toBe("DELIVERED");
      const post = (path: string, init: RequestInit = {}) =>
        fetch(`${world().url}${path}`, { method: "POST", body: "MessageSid=SM1", headers: gateway, ...init });
      // A channel that does not exist is answered as a wrong signature is.
      const unknown = receiptPath({ accountId: randomUUID(), channelId: randomUUID() });
      expect((await post(unknown)).status).toBe(403);
      expect((await post("/receipts/nothing")).status).toBe(403);
      expect((await post(unknown, { body: "x".repeat(20_000) })).status).toBe(413);
      expect((await fetch(`${world().url}${unknown}`)).status).toBe(405);

      // Wrong ones are counted as guesses of keys are; genuine ones use up nothing of that, and go on.
      for (let n = 0; n < 40; n += 1) expect(await report("sent")).toBe(204);
      const wrong = [];
      for (let n = 0; n < 40; n += 1) wrong.push((await post(unknown)).status);
      expect(new Set(wrong)).toEqual(new Set([403, 429]));
      expect(wrong.slice(0, 20)).not.toContain(429);
      expect(await report("delivered")).toBe(204);
      expect([403, 429]).toContain(await report("delivered", "AAAA"));
    });

    it("have receipts of Vonage, where each part of an SMS has an id of its own", async () => {
      const seed = await world().seed();
      await byVonage(seed);
      await token(seed, { sms: { phoneNumber: newNumber() } });
      await settled(seed);
      const message = opened(vonage).sent.at(-1);
      if (message?.callback == null) throw new Error("no receipt was asked for");
      expect(message.callback.length).toBeLessThanOrEqual(100);
      const { callback } = message;
      const getReport = async (part: typeof message, status: string): Promise<number> => {
        const { body } = opened(vonage).receipt(part, status, world().clock.now(), "9");
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        return (await fetch(callback.replace(PUBLIC, world().url), { method: "POST", headers, body })).status;
      };
      expect(await getReport(message, "delivered")).toBe(204);
      expect((await messages(seed))[0]).toMatchObject({ receipt: "DELIVERED" });
      // Another part of the same SMS has an id of its own, which nobody has stored.
      expect(await getReport({ ...message, messageId: "0A99000000000002" }, "failed")).toBe(204);
      expect((await messages(seed))[0]).toMatchObject({
        receipt: "FAILED",
        failure: expect.stringContaining("9"),
      });
    });

    it("have receipts also when the answer of the gateway is not there yet, or never comes", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      for (const [failure, state] of [
        ["CUT", "UNKNOWN"],
        ["STALL", "SENDING"],
      ] as const) {
        opened(twilio).failNext(failure);
        const before = opened(twilio).sent.length;
        await token(seed, { sms: { phoneNumber: newNumber() } });
        await expect.poll(() => opened(twilio).sent.length).toBe(before + 1);
        await expect.poll(async () => (await messages(seed))[0]?.state).toBe(state);
        const sent = opened(twilio).sent.at(-1);
        if (sent?.statusCallback == null) throw new Error("no receipt was asked for");
        const { body, signature } = opened(twilio).receipt(sent, "delivered");
        const response = await fetch(sent.statusCallback.replace(PUBLIC, world().url), {
          method: "POST",
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature,
          },
          body,
        });
        expect(response.status).toBe(204);
        expect((await messages(seed))[0]).toMatchObject({ state, receipt: "DELIVERED" });
      }
    });

    it(
      "stop to a country where almost no code is used, until somebody lets them go on",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        await byTwilio(seed);
        for (let n = 0; n < 50; n += 1) await token(seed, { sms: { phoneNumber: newNumber() } });
        await expect
          .poll(async () => {
            const { messages: all } = await seed.admin.query<{ messages: { totalCount: number } }>(
              "{ messages(filter: { states: [ACCEPTED] }) { totalCount } }",
            );
            return all.totalCount;
          })
          .toBe(50);
        world().clock.pass(180);
        // Also while nothing may be removed, because the clock may be wrong.
        await world().database.query(
          Prisma.sql`UPDATE jobs SET finished_at = ${new Date(world().clock.now() - 30 * 86_400_000)} WHERE name = 'housekeeping'`,
        );
        await expect(housekeeping(world().services).run(new AbortController().signal)).rejects.toThrow(
          "nothing is removed",
        );
        expect((await seed.events(1))[0]).toBe("CHANNEL_SUSPENDED");
        const suspensions = async () => {
          const { channel: read } = await seed.admin.query<{
            channel: { suspensions: { country: string }[] };
          }>('{ channel(by: { name: "Twilio" }) { suspensions { country } } }');
          return read.suspensions;
        };
        expect(await suspensions()).toEqual([{ country: "DE" }]);
        const input = { name: "phone", model: { software: { sms: { phoneNumber: newNumber() } } } };
        expect(await seed.admin.refusal("tokenCreate", input)).toBe("POLICY_REFUSED");
        await seed.admin.do("channelResume", { channel: { name: "Twilio" }, country: "DE" }, "__typename");
        expect(await suspensions()).toEqual([]);
        await keepHouse(world().services);
        expect(await suspensions()).toEqual([]);
        await token(seed, { sms: { phoneNumber: newNumber() } });
        expect(await settled(seed)).toMatchObject({ state: "ACCEPTED" });
      },
    );

    it("are not kept longer than 30 days", async () => {
      const seed = await world().seed();
      await byTwilio(seed);
      await token(seed, { sms: { phoneNumber: newNumber() } });
      await settled(seed);
      world().clock.pass(30 * 86_400 - 60);
      await keepHouse(world().services);
      expect(await messages(seed)).toHaveLength(1);
      world().clock.pass(120);
      await keepHouse(world().services);
      expect(await messages(seed)).toEqual([]);
    });

    it("leave events that name everybody whom they are about", async () => {
      expect(await misnamedIn(world(), "sending")).toEqual([]);
    });
  },
  {
    TOKENPLANE_PUBLIC_URL: PUBLIC,
    TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8",
    TOKENPLANE_ADDRESS_FAILURES: "30",
    TOKENPLANE_TRUSTED_PROXIES: "127.0.0.1",
  },
);
