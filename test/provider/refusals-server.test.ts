import { describe, expect, it } from "vitest";
import { VERSION } from "../../provider/version.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { FakeCore } from "../support/fake-core.js";
import { callsHere, configuring, KEY, getRefusal } from "../support/scene.js";
import { older, standIns, VIEWER, type Answer } from "../support/stand-in.js";

const standIn = standIns();

describe("a server", () => {
  it("that asks for patience gets it", async () => {
    const { url } = await standIn((_asked, n) =>
      n === 0
        ? {
            status: 429,
            headers: { "retry-after": "1" },
            body: { errors: [{ message: "Wait 1 second.", extensions: { code: "RATE_LIMITED" } }] },
          }
        : VIEWER,
    );
    const began = performance.now();
    await FakeCore.start(callsHere(60_000), { endpoint: url, api_key: KEY });
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it.each<[string, Answer, string]>([
    [
      "for longer than anybody waits",
      {
        status: 429,
        headers: { "retry-after": "3600" },
        body: { errors: [{ message: "Wait an hour.", extensions: { code: "RATE_LIMITED" } }] },
      },
      "Wait an hour. Try again in 3600 seconds;",
    ],
    ["again and again, as a proxy does", { status: 429, body: "slow down" }, "Try again in a while;"],
  ])("that asks for patience %s is not asked on", async (_when, answer, says) => {
    const { url } = await standIn(() => answer);
    expect(await configuring(url)).toMatchObject({
      path: "",
      summary: "The server gets too many requests",
      detail: expect.stringContaining(says),
    });
  });

  it("that cannot reach its database for long says so", async () => {
    const { url } = await standIn(() => ({
      status: 503,
      body: { errors: [{ message: "The database cannot be reached.", extensions: { code: "UNAVAILABLE" } }] },
    }));
    expect(await configuring(url)).toMatchObject({
      path: "endpoint",
      detail: expect.stringContaining("The database cannot be reached. Check that"),
    });
  });

  it("that fails inside is reported with the correlation id for its operator", async () => {
    const { url } = await standIn(() => ({
      body: {
        data: null,
        errors: [
          {
            message: "Something failed in the server. Send the operator this correlation id.",
            extensions: { code: "INTERNAL", correlationId: "0196-ab" },
          },
        ],
      },
    }));
    expect((await configuring(url)).detail).toBe(
      "Something failed in the server. Send the operator this correlation id. The correlation id is 0196-ab.",
    );
  });

  it("that is newer and refuses for a new reason is understood", async () => {
    const { url } = await standIn((_asked, n) =>
      n === 0
        ? VIEWER
        : {
            body: {
              data: {
                userCreate: { code: "TOO_LATE", message: "It is too late.", path: ["input", "login"] },
              },
            },
          },
    );
    const core = await FakeCore.start(callsHere(), { endpoint: url, api_key: KEY });
    const planned = await core.plan("tokenplane_user", { login: "anna" }, null);
    const reported = await getRefusal(core.apply(planned));
    expect(reported).toMatchObject({
      path: "login",
      summary: "The server refused this",
      detail: "It is too late.",
    });
  });

  it.each<[string, RegExp, string, string, Record<string, Value>]>([
    ["a field", /lockMinutes: Int!/, "lockedMinutes: Int!", "tokenplane_resource", { name: "VPN" }],
    ["a mutation", / {2}userCreate\(/, "  userMake(", "tokenplane_user", { login: "anna" }],
    [
      "a field of an input",
      /(input UserCreateInput \{[^}]*)phoneNumber/,
      "$1telephone",
      "tokenplane_user",
      { login: "anna", phone_number: "+4915112345" },
    ],
    [
      "a word",
      /(enum BypassDuration \{[^}]*)HOURS_12/,
      "$1HALF_A_DAY",
      "tokenplane_bypass",
      { token_id: "x", everywhere: true, duration: "HOURS_12" },
    ],
  ])("that is too old for %s is reported with both versions", async (_what, now, then, type, config) => {
    const { url } = await standIn(older(now, then));
    const core = await FakeCore.start(callsHere(), { endpoint: url, api_key: KEY });
    const planned = await core.plan(type, config, null);
    const reported = await getRefusal(core.apply(planned));
    expect(reported.summary).toBe("The server is older than the provider");
    const versions = `The provider has version ${VERSION}, the server 0.0.9; `;
    expect(reported.detail.startsWith(versions)).toBe(true);
    expect(reported.detail.slice(versions.length)).toMatch(
      /^the server does not support everything that \w+ requests: /,
    );
    expect(reported.detail).toMatch(/ Upgrade the server, or require an older version of the provider\.$/);
  });

  it("that is so old that it does not say its version is reported, too", async () => {
    const { url } = await standIn(older(/serverVersion: String!/, "version: String!"));
    const { summary, detail } = await getRefusal(
      FakeCore.start(callsHere(), { endpoint: url, api_key: KEY }),
    );
    expect(summary).toBe("The server is older than the provider");
    expect(detail).toContain("the server of an unknown version; the server does not support");
  });
});
