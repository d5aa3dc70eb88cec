import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTwilio, type TwilioGateway, type TwilioMessage } from "../../test/support/gateways/twilio.js";
import { startVonage, type VonageGateway, type VonageMessage } from "../../test/support/gateways/vonage.js";
import {
  isFromTwilio,
  isVonageJwt,
  isVonageSignature,
  jsonParameters,
  RECEIPT_TOLERANCE_MS,
  twilioCallback,
  twilioReceipt,
  vonageReceipt,
} from "./receipts.js";

const REFERENCE = "018f2d00-0000-7000-8000-000000000001";
const NOW = Date.UTC(2026, 10, 26, 12);

describe("a receipt of Twilio", () => {
  let twilio: TwilioGateway;
  const callback = twilioCallback("https://mfa.example/receipts/1?x=1", REFERENCE);
  const message: TwilioMessage = {
    sid: `SM${"1".repeat(32)}`,
    to: "+491701234567",
    from: "+15005550006",
    body: "739164",
    validityPeriod: 300,
    statusCallback: callback,
  };

  beforeAll(async () => {
    twilio = await startTwilio();
  });
  afterAll(() => twilio.close());

  it("is Twilio's by its signature", () => {
    const { body, signature } = twilio.receipt(message, "delivered");
    const parameters = new URLSearchParams(body);
    expect(isFromTwilio(twilio.authToken, callback, parameters, signature)).toBe(true);
    expect(twilioReceipt(callback, parameters)).toEqual({
      vendorId: message.sid,
      reference: REFERENCE,
      state: "DELIVERED",
      failure: null,
    });
  });

  // Of Twilio's documentation (twilio.com/docs/usage/security): the token, the request, and its signature.
  it("is computed as Twilio's documentation does it", () => {
    const parameters = new URLSearchParams({
      CallSid: "CA1234567890ABCDE",
      Caller: "+14158675310",
      Digits: "1234",
      From: "+14158675310",
      To: "+18005551212",
    });
    const url = "https://example.com/myapp.php?foo=1&bar=2";
    expect(isFromTwilio("12345", url, parameters, "L/OH5YylLD5NRKLltdqwSvS0BnU=")).toBe(true);
  });

  it.each([
    ["https://mfa.example/r/1?message=2", ["https://mfa.example:443/r/1?message=2"]],
    ["http://mfa.example/r/1", ["http://mfa.example:80/r/1"]],
    ["https://mfa.example:8443/r/1", ["https://mfa.example/r/1", "https://mfa.example:8443/r/1"]],
    ["https://[2001:db8::1]/r/1", ["https://[2001:db8::1]/r/1", "https://[2001:db8::1]:443/r/1"]],
  ])("of %s is Twilio's with the port and without it, and with no other one", (url, forms) => {
    const by = (form: string) => createHmac("sha1", "token").update(form).digest("base64");
    const parameters = new URLSearchParams();
    for (const form of forms) expect(isFromTwilio("token", url, parameters, by(form)), form).toBe(true);
    const other = url.replace(/(:8443)?\/r/, ":8080/r");
    expect(isFromTwilio("token", url, parameters, by(other))).toBe(false);
  });

  it("is not Twilio's when anything of it differs", () => {
    const { body, signature } = twilio.receipt(message, "failed", "30007");
    const check = (
      changed: string,
      url = callback,
      token = twilio.authToken,
      by: string | undefined = signature,
    ) => isFromTwilio(token, url, new URLSearchParams(changed), by);
    expect(check(body)).toBe(true);
    expect(check(body.replace("failed", "delivered"))).toBe(false);
    expect(check(`${body}&More=1`)).toBe(false);
    expect(check(body, `${callback}2`)).toBe(false);
    expect(check(body, callback, "another token")).toBe(false);
    expect(check(body, callback, twilio.authToken, `${signature}A`)).toBe(false);
    expect(check(body, callback, twilio.authToken, "")).toBe(false);
    expect(isFromTwilio(twilio.authToken, callback, new URLSearchParams(body), undefined)).toBe(false);
  });

  it("has each value of a name once, in order", () => {
    const signature = createHmac("sha1", "token").update(`${callback}A1A2B3`).digest("base64");
    const parameters = new URLSearchParams("B=3&A=2&A=1&A=2");
    expect(isFromTwilio("token", callback, parameters, signature)).toBe(true);
  });

  it.each([
    ["queued", "ON_THE_WAY"],
    ["sending", "ON_THE_WAY"],
    ["sent", "ON_THE_WAY"],
    ["delivered", "DELIVERED"],
    ["read", "DELIVERED"],
    ["undelivered", "FAILED"],
    ["failed", "FAILED"],
    ["canceled", "FAILED"],
  ])("with %s is %s", (status, state) => {
    const { body } = twilio.receipt(message, status, "30007");
    const receipt = twilioReceipt(callback, new URLSearchParams(body));
    expect(receipt).toMatchObject({ vendorId: message.sid, state });
    expect(receipt?.failure ?? null).toEqual(state === "FAILED" ? expect.stringContaining("30007") : null);
  });

  it("that is none, is none", () => {
    for (const form of [
      "",
      "MessageSid=SM1",
      "MessageStatus=sent",
      "MessageSid=SM1&MessageStatus=received",
    ]) {
      expect(twilioReceipt(callback, new URLSearchParams(form))).toBeNull();
    }
    expect(twilioReceipt(callback, new URLSearchParams("MessageSid=S%0AM&MessageStatus=sent"))).toBeNull();
  });

  it("repeats nothing that is no code", () => {
    const { body } = twilio.receipt(message, "failed", "+491701234567");
    const failure = twilioReceipt(callback, new URLSearchParams(body))?.failure;
    expect(failure).toBeTypeOf("string");
    expect(failure).not.toContain("4917");
  });
});

describe("a receipt of Vonage", () => {
  let vonage: VonageGateway;
  const message: VonageMessage = {
    messageId: "0A00000000000001",
    to: "491701234567",
    from: "A & B = C",
    text: "739164",
    type: "text",
    ttl: 300_000,
    clientRef: null,
    callback: null,
  };

  beforeAll(async () => {
    vonage = await startVonage();
  });
  afterAll(() => vonage.close());

  describe("with a signature in its parameters", () => {
    const check = (body: string, now = NOW, secret = vonage.signatureSecret) =>
      isVonageSignature(secret, new URLSearchParams(body), now);

    it("is Vonage's, by SHA-256 and SHA-512, in capitals or not", () => {
      const { body } = vonage.receipt(message, "delivered", NOW);
      expect(check(body)).toBe(true);
      expect(check(body.replace(/sig=\w+/, (sig) => sig.toLowerCase()))).toBe(true);
      const signed = "&a=1&b=_x_&timestamp=1795694400";
      const sig = createHmac("sha512", vonage.signatureSecret).update(signed).digest("hex");
      expect(check(`b=%26x%3D&timestamp=1795694400&a=1&sig=${sig}`, 1_795_694_400_000)).toBe(true);
    });

    it("is not Vonage's when anything of it differs", () => {
      const { body } = vonage.receipt(message, "failed", NOW);
      expect(check(body.replace("failed", "delivered"))).toBe(false);
      expect(check(`${body}&more=1`)).toBe(false);
      expect(check(`${body}&status=delivered`)).toBe(false);
      expect(check(body, NOW, "another secret")).toBe(false);
      expect(check(body.replace(/sig=\w+/, "sig="))).toBe(false);
      expect(check(body.replace(/&sig=\w+/, ""))).toBe(false);
      expect(check(body.replace(/timestamp=\d+/, "timestamp=x"))).toBe(false);
    });

    it("is not Vonage's by MD5 or SHA-1", () => {
      const signed = "&timestamp=1795694400";
      for (const algorithm of ["md5", "sha1"]) {
        const sig = createHmac(algorithm, vonage.signatureSecret).update(signed).digest("hex");
        expect(check(`timestamp=1795694400&sig=${sig}`, 1_795_694_400_000)).toBe(false);
      }
    });

    it("is recent", () => {
      const { body } = vonage.receipt(message, "delivered", NOW);
      expect(check(body, NOW + RECEIPT_TOLERANCE_MS)).toBe(true);
      expect(check(body, NOW + RECEIPT_TOLERANCE_MS + 1000)).toBe(false);
      expect(check(body, NOW - RECEIPT_TOLERANCE_MS - 1000)).toBe(false);
    });
  });

  describe("with a JWT", () => {
    const check = (
      authorization: string | undefined,
      body: string,
      now = NOW,
      secret = vonage.signatureSecret,
    ) => isVonageJwt(secret, authorization, Buffer.from(body), now);
    const jwt = (header: object, claims: object, secret = vonage.signatureSecret) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const signed = `${part(header)}.${part(claims)}`;
      return `Bearer ${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
    };

    it("is Vonage's", () => {
      const { authorization, body } = vonage.signedWebhook("aaaaaaaa-bbbb", "delivered", NOW);
      expect(check(authorization, body)).toBe(true);
      expect(vonageReceipt(jsonParameters(body) ?? new URLSearchParams())).toEqual({
        vendorId: "aaaaaaaa-bbbb",
        reference: null,
        state: "DELIVERED",
        failure: null,
      });
    });

    it("is not Vonage's when anything of it differs", () => {
      const { authorization, body } = vonage.signedWebhook("aaaaaaaa-bbbb", "failed", NOW);
      expect(check(authorization, body.replace("failed", "delivered"))).toBe(false);
      expect(check(authorization, body, NOW, "another secret")).toBe(false);
      expect(check(undefined, body)).toBe(false);
      expect(check("", body)).toBe(false);
      expect(check(authorization.slice(0, -2), body)).toBe(false);
      expect(check(authorization.replace("Bearer", "Basic"), body)).toBe(false);
      expect(check(`${authorization}${"A".repeat(100_000)}`, body)).toBe(false);
    });

    it("is recent", () => {
      const { authorization, body } = vonage.signedWebhook("aaaaaaaa-bbbb", "failed", NOW);
      expect(check(authorization, body, NOW + RECEIPT_TOLERANCE_MS)).toBe(true);
      expect(check(authorization, body, NOW + RECEIPT_TOLERANCE_MS + 1000)).toBe(false);
      expect(check(authorization, body, NOW - RECEIPT_TOLERANCE_MS - 1000)).toBe(false);
    });

    it("names its algorithm, its time and its body", () => {
      const iat = NOW / 1000;
      const hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
      expect(check(jwt({ alg: "HS256" }, { iat, payload_hash: hash }), "")).toBe(true);
      expect(check(jwt({ alg: "none" }, { iat, payload_hash: hash }), "")).toBe(false);
      expect(check(jwt({}, { iat, payload_hash: hash }), "")).toBe(false);
      expect(check(jwt({ alg: "HS256" }, { payload_hash: hash }), "")).toBe(false);
      expect(check(jwt({ alg: "HS256" }, { iat: String(iat), payload_hash: hash }), "")).toBe(false);
      expect(check(jwt({ alg: "HS256" }, { iat }), "")).toBe(false);
      const unsigned = jwt({ alg: "none" }, { iat, payload_hash: hash }).replace(/\.[^.]*$/, ".");
      expect(check(unsigned, "")).toBe(false);
    });
  });

  it.each([
    ["accepted", "ON_THE_WAY"],
    ["buffered", "ON_THE_WAY"],
    ["submitted", "ON_THE_WAY"],
    ["unknown", "ON_THE_WAY"],
    ["delivered", "DELIVERED"],
    ["expired", "FAILED"],
    ["failed", "FAILED"],
    ["rejected", "FAILED"],
  ])("with %s is %s", (status, state) => {
    const receipt = vonageReceipt(new URLSearchParams(vonage.receipt(message, status, NOW, "6").body));
    expect(receipt).toMatchObject({ vendorId: message.messageId, state });
    expect(receipt?.failure === null).toBe(state !== "FAILED");
    if (status === "failed") expect(receipt?.failure).toContain("err-code 6");
  });

  it("that is none, is none", () => {
    for (const form of [
      "",
      "messageId=1",
      "status=delivered",
      "messageId=1&status=odd",
      "messageId=&status=failed",
    ]) {
      expect(vonageReceipt(new URLSearchParams(form))).toBeNull();
    }
    for (const body of ["", "{", "[]", "null", '"a"']) expect(jsonParameters(body)).toBeNull();
    expect(jsonParameters('{"a":1,"b":"2","c":{"d":1}}')?.toString()).toBe("a=1&b=2");
  });
});
