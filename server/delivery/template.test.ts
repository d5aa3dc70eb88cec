import { describe, expect, it } from "vitest";
import { outgoing } from "../../test/support/gateways/message.js";
import { fill, headerValue, jsonEscape, MissingSecret, percentEncode, plain } from "./template.js";

const SECRETS = { KEY: 'k&y "1"', "my.key-2": "2" };

describe("a template", () => {
  it("gets each value, escaped for where it stands", () => {
    const message = outgoing({ text: 'Say "hi" & {code}\n=ü', secondsLeft: 59.9 });
    const all = "{to}|{text}|{code}|{reference}|{secondsLeft}|{secret:KEY}|{secret:my.key-2}";
    expect(fill(all, message, SECRETS, plain)).toBe(
      `+491701234567|Say "hi" & {code}\n=ü|739164|${message.reference}|59|k&y "1"|2`,
    );
    expect(fill("{text}", message, SECRETS, jsonEscape)).toBe('Say \\"hi\\" & {code}\\n=ü');
    expect(fill("{to} {text}", message, SECRETS, percentEncode)).toBe(
      "%2B491701234567 Say%20%22hi%22%20%26%20%7Bcode%7D%0A%3D%C3%BC",
    );
  });

  it("is filled once: a value that looks like a placeholder stays", () => {
    const message = outgoing({ text: "{code} {secret:KEY} {to} $& $1" });
    expect(fill("{text}", message, SECRETS, plain)).toBe("{code} {secret:KEY} {to} $& $1");
  });

  it("keeps other braces", () => {
    const template = '{"a":{"b":"{to}"},"c":"{other} {TO} {secret:} { to }"}';
    expect(fill(template, outgoing({ to: "1" }), SECRETS, jsonEscape)).toBe(
      '{"a":{"b":"1"},"c":"{other} {TO} {secret:} { to }"}',
    );
  });

  it("without a code has none, and never a negative time", () => {
    expect(fill("<{code}> {secondsLeft}", outgoing({ code: null, secondsLeft: -5 }), {}, plain)).toBe("<> 0");
  });

  it("names the secret that is missing", () => {
    expect(() => fill("{secret:OTHER}", outgoing(), SECRETS, plain)).toThrow(MissingSecret);
    expect(() => fill("{secret:toString}", outgoing(), SECRETS, plain)).toThrow(MissingSecret);
  });
});

describe("percent-encoding", () => {
  it("leaves unreserved characters alone, and does not fail at half of one", () => {
    expect(percentEncode("aZ09-._~")).toBe("aZ09-._~");
    expect(percentEncode("!'()*/?#[]@:&=+ %")).toBe("%21%27%28%29%2A%2F%3F%23%5B%5D%40%3A%26%3D%2B%20%25");
    expect(percentEncode("\ud800")).toBe("%EF%BF%BD");
  });
});

describe("a value of a header", () => {
  it("is one line, in UTF-8", () => {
    expect(headerValue("a\r\nX-Other: b\u0000c\u0085d")).toBe("a X-Other: b c d");
    expect(Buffer.from(headerValue("ü好"), "latin1").toString("utf8")).toBe("ü好");
  });
});
