import net from "node:net";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/plugin/cty/value.js";
import { FakeCore } from "../support/fake-core.js";
import { readData } from "../support/fake-core/data-source.js";
import { freePort } from "../support/postgres.js";
import { callsHere, configuring, isForUsers, KEY, getRefusal } from "../support/scene.js";
import { standIns, VIEWER, type Answer } from "../support/stand-in.js";

const standIn = standIns();

describe("an endpoint", () => {
  it.each([
    ["mfa.example.com", 'This is "mfa.example.com". Write an address such as https://mfa.example.com.'],
    ["ftp://mfa.example.com", "Write an address such as https://mfa.example.com."],
    ["https://tp@mfa.example.com", "Write the address without the part before the @."],
    ["http://nothing..invalid", "Write a host name that this machine can resolve."],
    ["http://127.0.0.1:6000", "Let the server listen on another port."],
  ])("%s is refused", async (endpoint, says) => {
    expect(await configuring(endpoint)).toMatchObject({
      path: "endpoint",
      detail: expect.stringContaining(says),
    });
  });

  it("that is a key by mistake is not repeated", async () => {
    const { path, detail } = await configuring(KEY);
    expect(path).toBe("endpoint");
    expect(detail).toContain("Write the server's address here, and the key into api_key.");
    expect(detail).not.toContain(KEY);
  });

  it.each<[string, Answer]>([
    ["a page", { body: "<html>Welcome</html>" }],
    ["a page that is not there", { status: 404, body: "<html>Not here</html>" }],
    ["JSON of something else", { body: { status: "ok" } }],
    ["an error of something else", { status: 401, body: { message: "Unauthorized" } }],
    ["null", { body: null }],
  ])("that answers with %s is no Tokenplane server", async (_what, answer) => {
    const { url } = await standIn(() => answer);
    expect(await configuring(url)).toMatchObject({
      path: "endpoint",
      summary: "This is not a Tokenplane server",
      detail: expect.stringContaining("Write the address of a Tokenplane server, without `/graphql`."),
    });
  });

  it("that redirects is followed by the user, not by the key", async () => {
    const target = await standIn(() => VIEWER);
    const { url } = await standIn(() => ({
      status: 308,
      headers: { location: `${target.url}/graphql` },
      body: "",
    }));
    expect(await configuring(url)).toMatchObject({
      path: "endpoint",
      detail: expect.stringContaining(`redirects to ${target.url}. `),
    });
  });

  it("with a certificate that nobody trusts is refused at once", async () => {
    const { url } = await standIn(() => VIEWER, true);
    expect(await configuring(url)).toMatchObject({
      path: "endpoint",
      summary: "The server's certificate is not trusted",
      detail: expect.stringContaining("set ca_cert_file to the certificate of the authority that issued it."),
    });
  });

  it("with the wrong scheme, or of something that does not speak HTTP, is refused at once", async () => {
    const plain = await standIn(() => VIEWER);
    const mail = net.createServer((socket) => socket.resume().end("220 mail.example.com ready\r\n"));
    await new Promise<void>((resolve) => mail.listen(0, "127.0.0.1", resolve));
    const address = mail.address();
    if (typeof address !== "object" || address === null) expect.fail();
    const says = "whether the endpoint begins with http:// or https://.";
    for (const url of [`https://127.0.0.1:${plain.port}`, `http://127.0.0.1:${address.port}`]) {
      expect(await configuring(url)).toMatchObject({
        path: "endpoint",
        summary: "The server uses another protocol",
        detail: expect.stringContaining(says),
      });
    }
    await new Promise((resolve) => mail.close(resolve));
  });

  it("where nothing listens is tried for a while", async () => {
    expect(await configuring(`http://127.0.0.1:${await freePort()}`)).toMatchObject({
      path: "endpoint",
      summary: "The Tokenplane server cannot be reached",
      detail: expect.stringContaining(
        "nothing listens at this port (ECONNREFUSED). Check that the server runs",
      ),
    });
  });

  it("is asked for when there is none, with the key", async () => {
    const start = FakeCore.start(callsHere(), {});
    await expect(start).rejects.toMatchObject({
      diagnostics: [
        { path: "endpoint", detail: expect.stringContaining("set TOKENPLANE_ENDPOINT") },
        { path: "api_key", detail: expect.stringContaining("Set TOKENPLANE_API_KEY") },
      ],
    });
  });
});

describe("an endpoint or a key that is not known yet", () => {
  it.each([
    { endpoint: UNKNOWN, api_key: KEY },
    { endpoint: "https://mfa.example.com", api_key: UNKNOWN },
  ])("configures, and every call then fails with one error", async (config) => {
    const calls = callsHere();
    const core = await FakeCore.start(calls, config);
    const planned = await core.plan("tokenplane_user", { login: "anna" }, null);
    for (const work of [
      () => core.apply(planned),
      () => core.import("tokenplane_user", { id: "anna" }),
      async () =>
        core.apply(await core.plan("tokenplane_account_bypass_policy", { maximum_duration: "NONE" }, null)),
      () => readData(calls, "tokenplane_users", {}),
    ]) {
      const reported = await getRefusal(work());
      isForUsers(reported);
      expect(reported).toMatchObject({
        path: "",
        summary: "The server is not known yet",
        detail: expect.stringContaining("First apply the resources that create it, with -target"),
      });
    }
  });
});
