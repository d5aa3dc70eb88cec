import { describe, expect, it } from "vitest";
import { noAnswer } from "./no-answer.js";

const AT = "https://mfa.example.com";

/** An error of `fetch`, with its cause as Node.js makes it. */
function failed(message: string, properties: object = {}): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), properties) });
}

describe("a request without an answer", () => {
  it.each<[what: string, error: unknown]>([
    ["nothing listens", failed("connect ECONNREFUSED", { code: "ECONNREFUSED", syscall: "connect" })],
    ["the name is unknown", failed("getaddrinfo ENOTFOUND", { code: "ENOTFOUND", syscall: "getaddrinfo" })],
    ["no address answers", new TypeError("fetch failed", { cause: new AggregateError([]) })],
    ["it took too long to connect", failed("Connect Timeout Error", { code: "UND_ERR_CONNECT_TIMEOUT" })],
    ["the authority is unknown", failed("unable to verify", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })],
    ["TLS was not begun", failed("disconnected before secure TLS connection", { code: "ECONNRESET" })],
    ["it does not speak TLS", failed("wrong version number", { code: "ERR_SSL_WRONG_VERSION_NUMBER" })],
    ["it does not speak HTTP", failed("Expected HTTP/", { code: "HPE_INVALID_CONSTANT" })],
    ["no client takes the port", failed("bad port")],
    ["no client takes the request", new TypeError("Invalid header")],
  ])("certainly did nothing: %s", (_what, error) => {
    expect(noAnswer(AT, error).mayBeDone).toBe(false);
  });

  it.each<[what: string, error: unknown]>([
    ["the connection was closed", failed("other side closed", { code: "UND_ERR_SOCKET" })],
    ["the connection was reset", failed("read ECONNRESET", { code: "ECONNRESET", syscall: "read" })],
    ["the network is gone", failed("read ETIMEDOUT", { code: "ETIMEDOUT", syscall: "read" })],
    ["the answer takes too long", failed("Headers Timeout Error", { code: "UND_ERR_HEADERS_TIMEOUT" })],
    ["nobody knows why", failed("")],
  ])("may have done what was asked: %s", (_what, error) => {
    expect(noAnswer(AT, error).mayBeDone).toBe(true);
  });

  it("says why, and what to do about a certificate", () => {
    const expired = failed("certificate has expired", { code: "CERT_HAS_EXPIRED" });
    expect(noAnswer(AT, expired).message).toBe(
      `The certificate of ${AT} has expired or is not valid yet. Renew it, or correct the clock of this machine.`,
    );
    const several = new TypeError("fetch failed", {
      cause: Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }),
    });
    expect(noAnswer(AT, several).message).toBe(
      `No server answers at ${AT} (ECONNREFUSED). Start the server, or set TOKENPLANE_ENDPOINT to its address.`,
    );
  });
});
