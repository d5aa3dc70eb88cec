import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SettingsOf, withUsual } from "@tokenplane/rules/drivers/drivers";
import { type HttpGateway, startHttpGateway } from "../../test/support/gateways/http-gateway.js";
import { expectDiscreet, LOCAL, outgoing, PATIENT } from "../../test/support/gateways/message.js";
import type { OutgoingMessage } from "./delivery.js";
import { httpTemplateDriver } from "./http-template.js";
import { outgoingHttp } from "./outgoing-http.js";

const NASTY = 'Anna "O\'Neill" {code} & {secret:KEY}\r\nX-Evil: 1 \\ ü 好';

let gateway: HttpGateway;

beforeAll(async () => {
  gateway = await startHttpGateway();
});
afterAll(() => gateway.close());

let sentBefore = 0;
beforeEach(() => {
  sentBefore = gateway.sent.length;
});

async function send(
  message: OutgoingMessage,
  changes: Partial<SettingsOf<"SMS_HTTP">> = {},
  values: Readonly<Record<string, string>> = { KEY: gateway.apiKey },
) {
  const settings = withUsual("SMS_HTTP", {
    url: `${gateway.url}/send`,
    headers: [{ name: "X-Api-Key", value: "{secret:KEY}" }],
    body: '{"to":"{to}","text":"{text}","code":"{code}","ttl":{secondsLeft}}',
    ...changes,
  });
  const driver = httpTemplateDriver(settings, { values }, outgoingHttp(LOCAL, PATIENT));
  const result = await driver.send(message, gateway.untilStall());
  expectDiscreet(result, message, Object.values(values));
  return result;
}

const newlySent = () => gateway.sent.slice(sentBefore);

describe("a message by an HTTP template", () => {
  it("arrives as JSON, whatever is in it", async () => {
    const message = outgoing({ text: NASTY });
    expect(await send(message)).toEqual({ state: "ACCEPTED", vendorId: null });
    const [sent] = newlySent();
    expect(sent).toMatchObject({ method: "POST", path: "/send" });
    expect(sent?.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(JSON.parse(sent?.body ?? "")).toEqual({ to: message.to, text: NASTY, code: "739164", ttl: 300 });
  });

  it("arrives as a form, whatever is in it", async () => {
    const message = outgoing({ text: NASTY });
    await send(message, {
      contentType: "application/x-www-form-urlencoded",
      body: "to={to}&text={text}&key={secret:KEY}",
    });
    expect([...new URLSearchParams(newlySent()[0]?.body)]).toEqual([
      ["to", message.to],
      ["text", NASTY],
      ["key", gateway.apiKey],
    ]);
  });

  it("arrives as plain text, whatever is in it", async () => {
    await send(outgoing({ text: NASTY }), { contentType: "text/plain", body: "{text}" });
    expect(newlySent()[0]?.body).toBe(NASTY);
  });

  it.each(["text/xml", "application/soap+xml; charset=utf-8"])(
    "arrives as %s, whatever is in it",
    async (type) => {
      const headers = [
        { name: "X-Api-Key", value: "{secret:KEY}" },
        { name: "Content-Type", value: type },
      ];
      const body = '<sms to="{to}"><text>{text}</text></sms>';
      const text = `</text><evil a="1" b='2'>&amp;\u0000\uffff ü 好 😀`;
      await send(outgoing({ text }), { contentType: null, headers, body });
      expect(newlySent()[0]?.body).toBe(
        '<sms to="+491701234567"><text>&lt;/text&gt;&lt;evil a=&quot;1&quot; b=&apos;2&apos;&gt;&amp;amp; ü 好 😀</text></sms>',
      );
    },
  );

  it("arrives in the URL, whatever is in it", async () => {
    const message = outgoing({ text: `${NASTY}#?/../x` });
    const url = `${gateway.url}/{reference}?to={to}&text={text}&key={secret:KEY}`;
    await send(message, { url, method: "GET", contentType: null, body: null });
    const [sent] = newlySent();
    const arrived = new URL(sent?.path ?? "", gateway.url);
    expect(sent).toMatchObject({ method: "GET", body: "" });
    expect(arrived.pathname).toBe(`/${message.reference}`);
    expect([...arrived.searchParams]).toEqual([
      ["to", message.to],
      ["text", message.text],
      ["key", gateway.apiKey],
    ]);
  });

  it("arrives in a header, and begins no other one", async () => {
    const key = { name: "X-Api-Key", value: "{secret:KEY}" };
    await send(outgoing({ text: NASTY }), { headers: [key, { name: "X-Text", value: "<{text}>" }] });
    const [sent] = newlySent();
    expect(sent?.headers["x-evil"]).toBeUndefined();
    expect(Buffer.from(String(sent?.headers["x-text"]), "latin1").toString("utf8")).toBe(
      `<${NASTY.replace("\r\n", " ")}>`,
    );
  });

  it("is escaped for the type that a header gives", async () => {
    const headers = [
      { name: "X-Api-Key", value: "{secret:KEY}" },
      { name: "content-type", value: "application/vnd.gateway+json" },
    ];
    await send(outgoing({ text: NASTY }), { contentType: null, headers, body: '["{text}"]' });
    expect(JSON.parse(newlySent()[0]?.body ?? "")).toEqual([NASTY]);
  });

  it("is accepted by 2xx, and by the text that means success", async () => {
    expect(await send(outgoing(), { successContains: '"queued"' })).toMatchObject({ state: "ACCEPTED" });
    gateway.failNext({ status: 200, body: "ERROR: 739164 for +491701234567 not sent" });
    expect(await send(outgoing(), { successContains: '"queued"' })).toMatchObject({ state: "REFUSED" });
    gateway.failNext({ status: 500, body: '"queued"' });
    expect(await send(outgoing(), { successContains: '"queued"' })).toMatchObject({ state: "UNKNOWN" });
  });

  it("is refused, repeatable or unknown by its status", async () => {
    expect(await send(outgoing(), {}, { KEY: "wrong key" })).toMatchObject({ state: "REFUSED" });
    gateway.failNext({ status: 302, headers: { location: "http://169.254.169.254/" } });
    expect(await send(outgoing())).toMatchObject({ state: "REFUSED" });
    gateway.failNext({ status: 429, headers: { "retry-after": "5" } });
    expect(await send(outgoing())).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 5 });
    for (const failure of [{ status: 502 }, "CUT", "STALL"] as const) {
      gateway.failNext(failure);
      expect(await send(outgoing())).toMatchObject({ state: "UNKNOWN" });
    }
  });

  it("may be repeated when the gateway recognises that, and arrives once", async () => {
    const idempotencyHeader = "Idempotency-Key";
    const message = outgoing({ reference: "0191f0c0-0000-7000-8000-0000000000ff" });
    for (const failure of ["CUT", "STALL", { status: 500 }] as const) {
      gateway.failNext(failure);
      expect(await send(message, { idempotencyHeader })).toMatchObject({
        state: "NOT_ACCEPTED",
        mayHaveBeenSent: true,
      });
    }
    expect(await send(message, { idempotencyHeader })).toMatchObject({ state: "ACCEPTED" });
    expect(newlySent().length).toBe(1);
    expect(newlySent()[0]?.headers["idempotency-key"]).toBe(message.reference);
  });

  it("is not sent without a secret, to a host of the message's choice, or with headers that frame a request", async () => {
    expect(await send(outgoing(), {}, { OTHER: "x" })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("KEY"),
    });
    const port = new URL(gateway.url).port;
    for (const url of [
      `http://{to}:${port}/`,
      `http://127.0.0.1:{code}/`,
      `{text}`,
      `http://{code}@127.0.0.1/`,
    ]) {
      expect(await send(outgoing({ to: "127.0.0.1" }), { url })).toMatchObject({
        state: "REFUSED",
        failure: expect.stringContaining("placeholder"),
      });
    }
    for (const name of ["Host", "content-length", "Transfer-Encoding", "Connection"]) {
      const headers = [{ name, value: "1" }];
      expect(await send(outgoing(), { headers })).toMatchObject({
        state: "REFUSED",
        failure: expect.stringContaining(name.toLowerCase()),
      });
    }
    expect(await send(outgoing(), { headers: [{ name: "a b", value: "1" }] })).toMatchObject({
      state: "REFUSED",
    });
    expect(newlySent()).toEqual([]);
  });
});
