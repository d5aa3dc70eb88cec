import { describe, expect, it } from "vitest";
import { handshakeLine, reattachLine, startedByCore } from "./handshake.js";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const UNIX = { network: "unix", path: "/tmp/a/provider.sock" } as const;

describe("the handshake", () => {
  it.each([0, 1, 2])("says its certificate without padding (length %i mod 3)", (rest) => {
    const certificate = Buffer.alloc(300 + rest, 0xfb);
    const line = handshakeLine(UNIX, certificate, false);
    const fields = line.trimEnd().split("|");
    expect(fields.slice(0, 5)).toEqual(["1", "6", "unix", "/tmp/a/provider.sock", "grpc"]);
    expect(fields).toHaveLength(6);
    // The standard alphabet: a core refuses other characters.
    expect(fields[5]).toMatch(/^[A-Za-z0-9+/]+$/);
    expect(Buffer.from(fields[5] ?? "", "base64").equals(certificate)).toBe(true);
  });

  it("leaves the certificate empty without TLS, and is one line", () => {
    expect(handshakeLine(UNIX, undefined, false)).toBe("1|6|unix|/tmp/a/provider.sock|grpc|\n");
    expect(handshakeLine({ network: "tcp", port: 10_001 }, undefined, false)).toBe(
      "1|6|tcp|127.0.0.1:10001|grpc|\n",
    );
  });

  it("answers about multiplexing only a core that asked", () => {
    expect(handshakeLine(UNIX, undefined, true)).toBe("1|6|unix|/tmp/a/provider.sock|grpc||false\n");
  });

  it("knows a core by its cookie", () => {
    expect(startedByCore({ TF_PLUGIN_MAGIC_COOKIE: COOKIE })).toBe(true);
    expect(startedByCore({ TF_PLUGIN_MAGIC_COOKIE: `${COOKIE}x` })).toBe(false);
    expect(startedByCore({})).toBe(false);
  });

  it("tells how to attach, for every source address", () => {
    const line = reattachLine(["registry.terraform.io/a/b", "registry.opentofu.org/a/b"], UNIX, 7);
    const value: unknown = JSON.parse(/^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line)?.[1] ?? "");
    const attached = {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: 7,
      Test: true,
      Addr: { Network: "unix", String: "/tmp/a/provider.sock" },
    };
    expect(value).toEqual({ "registry.terraform.io/a/b": attached, "registry.opentofu.org/a/b": attached });
  });
});
