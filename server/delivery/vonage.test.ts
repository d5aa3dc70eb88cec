import { withUsual } from "@tokenplane/rules/drivers/drivers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectDiscreet, LOCAL, outgoing, PATIENT } from "../../test/support/gateways/message.js";
import { startVonage, type VonageGateway } from "../../test/support/gateways/vonage.js";
import type { OutgoingMessage } from "./delivery.js";
import { outgoingHttp } from "./outgoing-http.js";
import { vonageDriver } from "./vonage.js";

let vonage: VonageGateway;

beforeAll(async () => {
  vonage = await startVonage();
});
afterAll(() => vonage.close());

let sentBefore = 0;
beforeEach(() => {
  sentBefore = vonage.sent.length;
});

async function send(message: OutgoingMessage, secret = vonage.apiSecret) {
  const driver = vonageDriver(
    withUsual("VONAGE", { url: vonage.url, apiKey: vonage.apiKey, from: "Tokenplane" }),
    { apiSecret: secret, signatureSecret: null },
    outgoingHttp(LOCAL, PATIENT),
  );
  const result = await driver.send(message, vonage.untilStall());
  expectDiscreet(result, message, [secret]);
  return result;
}

const newlySent = () => vonage.sent.slice(sentBefore);
const withStatus = (status: unknown) => ({
  status: 200,
  body: { messages: [{ status, "error-text": "739164" }] },
});

describe("an SMS by Vonage", () => {
  it("is accepted, with all that Vonage needs", async () => {
    const message = outgoing({ receiptUrl: "https://mfa.example/receipts/1" });
    const result = await send(message);
    const [sent] = newlySent();
    expect(result).toEqual({ state: "ACCEPTED", vendorId: sent?.messageId });
    expect(sent).toMatchObject({
      to: "491701234567",
      from: "Tokenplane",
      text: message.text,
      type: "text",
      ttl: 300_000,
      clientRef: message.reference,
      callback: message.receiptUrl,
    });
  });

  it("of other letters than SMS has is Unicode", async () => {
    const text = "Код 739164";
    await send(outgoing({ text }));
    expect(newlySent()).toMatchObject([{ text, type: "unicode", callback: null }]);
  });

  it("is sent without a receipt when its address is too long for Vonage", async () => {
    const receiptUrl = `https://mfa.example/${"x".repeat(90)}`;
    expect(await send(outgoing({ receiptUrl }))).toMatchObject({ state: "ACCEPTED" });
    expect(newlySent()).toMatchObject([{ callback: null }]);
  });

  it.each([
    [1, 20_000],
    [1_000_000, 604_800_000],
  ])("of %i seconds lives for %i milliseconds", async (secondsLeft, ttl) => {
    expect(await send(outgoing({ secondsLeft }))).toMatchObject({ state: "ACCEPTED" });
    expect(newlySent()).toMatchObject([{ ttl }]);
  });

  it("is refused with status 200 too, for a reason that is named by Vonage's code", async () => {
    expect(await send(outgoing({ to: "+12345" }))).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("status 3"),
    });
    expect(await send(outgoing(), "hush-hush")).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("credentials"),
    });
    vonage.failNext(withStatus("99"));
    expect(await send(outgoing())).toMatchObject({
      state: "REFUSED",
      failure: expect.stringContaining("status 99"),
    });
    expect(newlySent()).toEqual([]);
  });

  it("is tried again when it is throttled", async () => {
    for (const status of ["1", "10"]) {
      vonage.failNext(withStatus(status));
      expect(await send(outgoing())).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: null });
    }
    vonage.failNext({ status: 429, headers: { "retry-after": "2" } });
    expect(await send(outgoing())).toMatchObject({ state: "NOT_ACCEPTED", retryAfterSeconds: 2 });
  });

  it("is unknown when a part of it is refused, and another one is not", async () => {
    for (const statuses of [
      ["0", "9"],
      ["0", "0", "739164"],
      ["9", "0"],
    ]) {
      vonage.failNext({ status: 200, body: { messages: statuses.map((status) => ({ status })) } });
      expect(await send(outgoing())).toMatchObject({ state: "UNKNOWN" });
    }
    vonage.failNext({ status: 200, body: { messages: [{ status: "9" }, { status: "9" }] } });
    expect(await send(outgoing())).toMatchObject({ state: "REFUSED" });
  });

  it("is unknown after an internal error, an answer that says nothing, a silence or a cut", async () => {
    const unclear = [withStatus("5"), withStatus("739164"), withStatus(null), { status: 200, body: "fine" }];
    for (const failure of [...unclear, { status: 502 }, "CUT", "STALL"] as const) {
      vonage.failNext(failure);
      expect(await send(outgoing())).toMatchObject({ state: "UNKNOWN" });
    }
    expect(newlySent().length).toBe(2);
  });
});
