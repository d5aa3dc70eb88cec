import { getCountries } from "libphonenumber-js";
import { describe, expect, it } from "vitest";
import {
  accountSid,
  botUsername,
  certificates,
  chatId,
  dkimSelector,
  domain,
  headerList,
  headerName,
  headerValue,
  host,
  type HttpTemplate,
  locale,
  LOCALES,
  LONGEST_BODY,
  LONGEST_SECRET,
  mailbox,
  messagingServiceSid,
  privateKey,
  referenceHeader,
  secretLine,
  secretName,
  secretNames,
  secretsIn,
  smsSender,
  successContains,
  telegramToken,
  templateBody,
  templateFault,
  templateUrl,
  tokenSecret,
  url,
  username,
  vonageApiKey,
} from "./channel.js";
import { countries, COUNTRIES, country } from "./countries.js";
import { SMTP } from "./drivers/smtp.js";
import { CHANNEL } from "./fields.js";
import type { Rule } from "./rule.js";

const pem = (kind: string, lines = 3) =>
  `-----BEGIN ${kind}-----\n${`${"Ab3+/".repeat(12)}\n`.repeat(lines)}-----END ${kind}-----\n`;

/** Rules of one text: what each accepts, and what it refuses. */
const RULES: Readonly<
  Record<string, readonly [rule: Rule<string>, right: readonly string[], wrong: readonly string[]]>
> = {
  host: [
    host,
    ["mail.example.org", "mail", "mail_1", "10.0.0.7", "2001:db8::1", "a".repeat(63), `${"a.".repeat(126)}a`],
    ["", "mail.example.org:25", "-a", "a-", "a..b", ".a", "a b", "https://a", "a".repeat(64), `${"a.".repeat(127)}a`, "[::1]", "ma/il"], // prettier-ignore
  ],
  domain: [domain, ["example.org", "a.b.c"], ["", "example", ".org", "example.", "a b.org", `${"a.".repeat(127)}a`]], // prettier-ignore
  dkimSelector: [
    dkimSelector,
    ["mail2026", "a", "a.b", "a".repeat(63)],
    ["", "a b", "a".repeat(64), "-a", "."],
  ],
  url: [
    url,
    ["https://a", "https://a.example/b/c", "http://10.0.0.1:8080", "https://[2001:db8::1]:443/", "https://a:65535", "https://a:1"], // prettier-ignore
    ["", "a", "ftp://a", "https://", "https://a:b@c", "https://a?b", "https://a#b", "https://a/{to}", "https://a/b c", "https://a:0", "https://a:65536", "https://a:99999", "https://a/\\b", `https://a/${"b".repeat(991)}`, " https://a", "https://a\n", "HTTPS://a"], // prettier-ignore
  ],
  mailbox: [
    mailbox,
    [
      "a@b.c",
      "Example <a@b.c>",
      '"x <codes@example.org>',
      "Müller & Co. <codes@example.org>",
      `${"n".repeat(100)} <a@b.c>`,
    ],
    ["", "a", "<a@b.c>", "Example a@b.c", "Example <a>", "Example <a@b.c", "a@b.c, d@e.f", " <a@b.c>", "E\nx <a@b.c>", "A <b@c.d> <e@f.g>", `${"n".repeat(101)} <a@b.c>`, "a@b.c;d", 'x"@b.c', "a@[192.0.2.1]", "a:b@c.d"], // prettier-ignore
  ],
  referenceHeader: [
    referenceHeader,
    ["Idempotency-Key", "x-request-id"],
    ["", "a b", "Host", "Content-Type", "content-type", "Authorization"],
  ],
  username: [username, ["a", "a@b.c", "a".repeat(254)], ["", " a", "a\n", "a".repeat(255)]],
  secretLine: [
    secretLine,
    ["a", " a ", "pässwörd", "a".repeat(LONGEST_SECRET)],
    ["", "a\n", "a\u0000", "\ud800", "a".repeat(LONGEST_SECRET + 1)],
  ],
  tokenSecret: [tokenSecret, ["xoxb-1", "a".repeat(1_000)], ["", "a b", "ä", "a\n", "a".repeat(1_001)]],
  telegramToken: [telegramToken, ["1:a", "123456:A-_b9"], ["", "a:b", "1:", "1", "1:a/b", "1:a ", ":a"]],
  privateKey: [
    privateKey,
    [
      pem("PRIVATE KEY"),
      pem("RSA PRIVATE KEY"),
      pem("PRIVATE KEY").replaceAll("\n", "\r\n"),
      `\n${pem("PRIVATE KEY")}`,
    ],
    ["", "a", pem("EC PRIVATE KEY"), pem("ENCRYPTED PRIVATE KEY"), pem("PUBLIC KEY"), pem("PRIVATE KEY", 0), `${pem("PRIVATE KEY")}a`, pem("PRIVATE KEY").repeat(2), pem("PRIVATE KEY", 200)], // prettier-ignore
  ],
  certificates: [
    certificates,
    [pem("CERTIFICATE"), pem("CERTIFICATE").repeat(20), `${pem("CERTIFICATE")}\n\n`],
    ["", pem("PRIVATE KEY"), pem("CERTIFICATE").repeat(21), `${pem("CERTIFICATE")}${pem("PRIVATE KEY")}`, pem("CERTIFICATE", 600), `-----BEGIN CERTIFICATE-----${" ".repeat(29_000)}`], // prettier-ignore
  ],
  accountSid: [accountSid, [`AC${"0f".repeat(16)}`], ["", `AC${"0g".repeat(16)}`, `AC${"0".repeat(31)}`, `MG${"0".repeat(32)}`, `AC${"0".repeat(33)}`]], // prettier-ignore
  messagingServiceSid: [messagingServiceSid, [`MG${"0F".repeat(16)}`], ["", `AC${"0".repeat(32)}`, `MG${"0".repeat(31)}`, `MG${"0".repeat(33)}`]], // prettier-ignore
  smsSender: [
    smsSender,
    ["+4930123456", "12345", "123", "Example", "A", "My Co-op 24", "123456789012345"],
    ["", "12", "Elevenchars+1", "Müller", "+1", "       ", "a\n", "1234567890123456"],
  ],
  vonageApiKey: [vonageApiKey, ["abcd1234"], ["", "a b", "a-b", "a".repeat(51)]],
  botUsername: [botUsername, ["abot", "Example_1_bot", "a".repeat(32)], ["", "@abot", "abo", "1abot", "a-bot", "a".repeat(33)]], // prettier-ignore
  chatId: [
    chatId,
    [
      "-100123",
      "U012AB3CD",
      "@anna",
      "19:a@thread.v2",
      "!room:example.org",
      "+49151@c.us",
      "a=",
      "a".repeat(100),
    ],
    ["", "a b", "ä", "a\n", "a".repeat(101), "-100123;", "U012AB3CD,", "<@U012AB3CD>", '"@anna"', "(1)"], // prettier-ignore
  ],
  locale: [locale, LOCALES, ["", "it", "EN", "de-AT"]],
  headerName: [
    headerName,
    ["X-Api-Key", "authorization", "a", "Content-Type", "a".repeat(100)],
    ["", "a b", "a:", "ä", "Host", "content-length", "Transfer-Encoding", "CONNECTION", "te", "Expect", "upgrade", "Keep-Alive", "Trailer", "Proxy-Connection", "a\n", "a".repeat(101), "__proto__"], // prettier-ignore
  ],
  headerValue: [
    headerValue,
    ["a", "Bearer {secret:A}", "a b", "ä", "{to}", '{"a": 1}', "a".repeat(500)],
    [
      "",
      " a",
      "a ",
      "a\r\nb: c",
      "a\tb",
      "{phone}",
      "{secret:}",
      "{secret:a-b}",
      "{secret:__proto__}",
      "\ud800",
      "a".repeat(501),
    ],
  ],
  secretName: [
    secretName,
    ["A", "a_1", "a".repeat(50)],
    ["", "a-b", "a b", "ä", "a".repeat(51), "__proto__"],
  ],
  templateUrl: [
    templateUrl,
    [
      "https://a/{to}?text={text}&key={secret:A}",
      "https://a?x={code}",
      "http://10.0.0.1:8080/x",
      "https://a",
    ],
    ["", "a", "https://{to}", "https://{secret:H}/a", "https://a{to}.b/", "https://a/{phone}", "https://a:b@c/", "https://a/#b", "https://a/b c", `https://a/${"b".repeat(991)}`], // prettier-ignore
  ],
  templateBody: [
    templateBody,
    [
      "{to}",
      '{"a": {"b": "{text}"}}',
      "{reference} {secondsLeft} {secret:A_1}",
      "{}",
      "{ to }",
      "a".repeat(LONGEST_BODY),
    ],
    ["", "{To}", "{otp}", "{secret:a.b}", "\ud800", "a".repeat(LONGEST_BODY + 1)],
  ],
  successContains: [successContains, ["ok", '"status":"0"', " "], ["", "a\n", "\ud800", "a".repeat(201)]],
  country: [country, ["DE", "GB", "XK"], ["", "de", "UK", "DEU", "ZZ", "D"]],
};

describe.each(Object.entries(RULES))("%s", (_name, [rule, right, wrong]) => {
  it.each(right.map((value) => [value]))("accepts %j", (value) => {
    expect(rule(value)).toBeNull();
  });

  it.each(wrong.map((value) => [value]))("refuses %j in a sentence that does not repeat it", (value) => {
    const sentence = rule(value) ?? "";
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    if (value.length > 15) expect(sentence).not.toContain(value);
  });
});

describe("countries", () => {
  it("are all that phone numbers have", () => {
    expect(getCountries().filter((code) => !COUNTRIES.has(code))).toEqual([]);
    expect([...COUNTRIES].filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
    // 249 of ISO 3166-1, and AC, TA, XK.
    expect(COUNTRIES.size).toBe(252);
  });

  it("are at least one, and help with the code of Great Britain", () => {
    expect(countries.all(["DE"])).toBeNull();
    expect(countries.all([...COUNTRIES])).toBeNull();
    expect(countries.all([...COUNTRIES, "DE"])).toMatch(/^Name 1 to 252/);
    expect(countries.all([])).toMatch(/^Name 1 to 252/);
    expect(country("UK")).toContain("GB");
    expect(country("uk")).not.toContain("GB");
  });
});

describe("numbers of a channel", () => {
  it.each([
    ["the priority", CHANNEL.priority, 1, 1_000],
    ["the limit of an hour", CHANNEL.hourlyLimit, 1, 1_000_000],
    ["the port of SMTP", SMTP.settings.port.rule, 1, 65_535],
  ])("have two limits: %s", (_name, rule, least, most) => {
    expect([least, most].map(rule)).toEqual([null, null]);
    expect(rule(least - 1)).toMatch(/ is a number from 1 to /);
    expect(rule(most + 1)).toMatch(/ is a number from 1 to /);
  });
});

describe("headers", () => {
  const header = (name: string, value = "a") => ({ name, value });

  it("are at most 20, each once", () => {
    const many = Array.from({ length: 21 }, (_, number) => header(`A${number}`));
    expect(headerList(many.slice(1))).toBeNull();
    expect(headerList(many)).toMatch(/at most 20 /);
    expect(headerList([header("A"), header("a")])).toMatch(/^Two headers/);
  });

  it("have no Authorization that everybody reads", () => {
    expect(headerList([header("AUTHORIZATION", "Bearer x")])).toMatch(
      /^Use \{secret:NAME\} in the value of Authorization/,
    );
    expect(headerList([header("Authorization", "Bearer {to}")])).toMatch(
      /^Use \{secret:NAME\} in the value of Authorization/,
    );
    expect(headerList([header("Authorization", "Bearer {secret:A}")])).toBeNull();
    expect(headerList([header("X-Authorization", "Bearer x")])).toBeNull();
  });
});

describe("secrets of a template", () => {
  it("have names of their own, at most 20", () => {
    const many = Array.from({ length: 21 }, (_, number) => `A${number}`);
    expect(secretNames.all(many.slice(1))).toBeNull();
    expect(secretNames.all(many)).toMatch(/at most 20 /);
    expect(secretNames.all(["A", "A"])).toMatch(/^Two secrets/);
    expect(secretNames.all(["A", "a"])).toBeNull();
  });

  it("are found wherever they stand, each once and in order", () => {
    expect(secretsIn(["{secret:B} {to}", null, "{secret:A}{secret:B}", "{secret:}", "{secret:a-b}"])).toEqual(
      ["A", "B"],
    );
    expect(secretsIn([])).toEqual([]);
  });
});

describe("a template", () => {
  const TEMPLATE: HttpTemplate = {
    url: "https://a/",
    method: "POST",
    contentType: "application/json",
    headers: [],
    body: '{"to": "{to}", "text": "{text}", "ttl": {secondsLeft}}',
    idempotencyHeader: null,
  };
  const fault = (parts: Partial<HttpTemplate>) => templateFault({ ...TEMPLATE, ...parts })?.field ?? null;
  const form = "application/x-www-form-urlencoded";

  it.each<[string, Partial<HttpTemplate>, string | null]>([
    ["as it is", {}, null],
    ["GET with everything in the URL", { method: "GET", url: "https://a/{to}/{code}", body: null }, null],
    ["GET with a body", { method: "GET" }, "body"],
    ["PUT", { method: "PUT" }, null],
    ["no text", { body: '{"to": "{to}"}' }, "body"],
    ["the code for the text", { body: '{"to": "{to}", "code": "{code}"}' }, null],
    ["the code in a header", { body: '{"to": "{to}"}', headers: [{ name: "A", value: "{code}" }] }, null],
    ["nobody", { body: '{"text": "{text}"}' }, "body"],
    ["whom in the URL", { url: "https://a/{to}", body: '{"text": "{text}"}' }, null],
    ["nothing at all", { url: "https://a/", body: null }, "url"],
    ["no body and nobody", { url: "https://a/{text}", body: null }, "url"],
    ["a placeholder outside of a text", { body: '{"to": {to}, "text": "{text}"}' }, "body"],
    ["a comma too many", { body: '{"to": "{to}", "text": "{text}",}' }, "body"],
    ["the same as a form", { contentType: form, body: "to={to}&text={text}" }, null],
    ["the same without a type", { contentType: null, body: "{to} {text}" }, null],
    ["a form as JSON", { body: "to={to}&text={text}" }, "body"],
    [
      "JSON by a header",
      {
        contentType: null,
        headers: [{ name: "content-type", value: "application/vnd.api+json; a=b" }],
        body: "{to}{text}",
      },
      "body",
    ],
    [
      "a form by a header",
      { headers: [{ name: "Content-Type", value: form }], body: "to={to}&text={text}" },
      null,
    ],
    ["a header for repetitions", { idempotencyHeader: "Idempotency-Key" }, null],
    [
      "a header for repetitions that is there",
      { headers: [{ name: "idempotency-key", value: "1" }], idempotencyHeader: "Idempotency-Key" },
      "idempotencyHeader",
    ],
  ])("with %s", (_what, parts, field) => {
    expect(fault(parts)).toBe(field);
    expect(templateFault({ ...TEMPLATE, ...parts })?.sentence ?? "A.").toMatch(/^[A-Z].*\.$/);
  });
});
