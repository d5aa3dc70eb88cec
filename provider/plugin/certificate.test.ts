import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { selfSignedCertificate } from "./certificate.js";

const NOW = new Date("2026-11-25T12:00:00.500Z");

describe("the certificate of a connection", () => {
  const made = selfSignedCertificate(NOW);
  const read = new X509Certificate(made.certificate);

  it("is signed by itself, with the key that goes with it", () => {
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkIssued(read)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(made.privateKey))).toBe(true);
    expect(read.raw.equals(made.der)).toBe(true);
  });

  it("is for localhost, by a name that Go looks at, and may sign itself", () => {
    expect(read.subject).toBe("CN=localhost");
    expect(read.subjectAltName).toBe("DNS:localhost");
    expect(read.checkHost("localhost")).toBe("localhost");
    expect(read.ca).toBe(true);
    // Server and client.
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("is valid from an hour ago, for ten years", () => {
    expect(new Date(read.validFrom).toISOString()).toBe("2026-11-25T11:00:00.000Z");
    expect(new Date(read.validTo).toISOString()).toBe("2036-11-22T12:00:00.000Z");
  });

  it("has a positive serial number of sixteen bytes, another one each time, in DER that every parser takes", () => {
    const serials = Array.from({ length: 50 }, () => {
      const one = new X509Certificate(selfSignedCertificate(NOW).der);
      expect(one.verify(one.publicKey)).toBe(true);
      expect(one.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
      return one.serialNumber;
    });
    expect(new Set(serials).size).toBe(serials.length);
  });
});
