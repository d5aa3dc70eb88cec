import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SettingsOf, withUsual } from "@tokenplane/rules/drivers/drivers";
import { expectDiscreet, LOCAL, outgoing, PATIENT } from "../../test/support/gateways/message.js";
import { startTwilio, type TwilioGateway } from "../../test/support/gateways/twilio.js";
import type { OutgoingMessage } from "./delivery.js";
import { outgoingHttp } from "./outgoing-http.js";
import { twilioDriver } from "./twilio.js";

let twilio: TwilioGateway;

beforeAll(async () => {
  twilio = await startTwilio();
});
afterAll(() => twilio.close());

let sentBefore = 0;
beforeEach(() => {
  sentBefore = twilio.sent.length;
});

async function send(
  message: OutgoingMessage,
  changes: Partial<SettingsOf<"TWILIO">> = {},
  token = twilio.authToken,
) {
  const { url, accountSid } = twilio;
  const settings = withUsual("TWILIO", { url, accountSid, from: "+15005550006", ...changes });
  const driver = twilioDriver(settings, { authToken: token }, outgoingHttp(LOCAL, PATIENT));
  const result = await driver.send(message, twilio.untilStall());
  expectDiscreet(result, message, [token]);
  return result;
}

const newlySent = () => twilio.sent.slice(sentBefore);

describe("an SMS by Twilio", () => {
  it("is accepted, with all that Twilio needs", async () => {
    const message = outgoing({ text: "739164 & = + ü", receiptUrl: "https://mfa.example/receipts/1?a=b" });
    const result = await send(message);
    const [sent] = newlySent();
    expect(result).toEqual({ state: "ACCEPTED", vendorId: sent?.sid });
    expect(sent).toMatchObject({
      to: message.to,
      from: "+15005550006",
      body: message.text,
      validityPeriod: 300,
      statusCallback: `${message.receiptUrl}&message=${message.reference}`,
    });
  });

  it("goes by a messaging service", async () => {
    await send(outgoing(), { from: null, messagingServiceSid: "MG1", url: `${twilio.url}/` });
    expect(newlySent()).toMatchObject([{ from: "MG1", statusCallback: null }]);
  });

  it.each([
    [-3, 1],
    [0.5, 1],
    [59.9, 59],
    [1_000_000, 36_000],
  ])("of %d seconds is valid for %i", async (secondsLeft, validityPeriod) => {
    expect(await send(outgoing({ secondsLeft }))).toMatchObject({ state: "ACCEPTED" });
    expect(newlySent()).toMatchObject([{ validityPeriod }]);
  });

  it("is refused, for a reason that is named by Twilio's code", async () => {
    expect(await send(outgoing({ to: "+12345" }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("21211"),
    });
    expect(await send(outgoing(), {}, "hush-hush")).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("20003"),
    });
    expect(await send(outgoing(), { from: null })).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("docs/api/errors/21603"),
    });
    twilio.failNext({ status: 400, body: { code: "739164", message: "739164" } });
    expect(await send(outgoing())).toMatchObject({ state: "REFUSED" });
    expect(newlySent()).toEqual([]);
  });

  it("is tried again after too many requests, and while Twilio is not available", async () => {
    twilio.failNext({ status: 429, body: { code: 20_429 }, headers: { "retry-after": "4" } });
    expect(await send(outgoing())).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 4 });
    twilio.failNext({ status: 503, body: { code: 20_503 } });
    expect(await send(outgoing())).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: null });
  });

  it("is unknown after an error of Twilio's, a silence or a cut", async () => {
    twilio.failNext({ status: 500 });
    twilio.failNext({ status: 504 });
    twilio.failNext("CUT");
    twilio.failNext("STALL");
    for (let n = 0; n < 4; n += 1) expect(await send(outgoing())).toMatchObject({ state: "UNKNOWN" });
    expect(newlySent().length).toBe(2);
  });
});
