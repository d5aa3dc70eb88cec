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
    // Extended key usage: server and client.
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("is valid from an hour ago, for ten years", () => {
    expect(new Date(read.validFrom).toISOString()).toBe("2026-11-25T11:00:00.000Z");
    expect(new Date(read.validTo).toISOString()).toBe("2036-11-22T12:00:00.000Z");
  });

  it.each([
    // The last day on which both dates have two-digit years, a day on which only the first has, and the first on which
    // neither has.
    ["2039-12-30T00:00:00Z", "2039-12-29T23:00:00.000Z", "2049-12-27T00:00:00.000Z"],
    ["2045-06-01T00:00:00Z", "2045-05-31T23:00:00.000Z", "2055-05-30T00:00:00.000Z"],
    ["2050-01-01T01:00:00Z", "2050-01-01T00:00:00.000Z", "2059-12-30T01:00:00.000Z"],
  ])("is valid so in later years, too (%s)", (now, from, to) => {
    const later = new X509Certificate(selfSignedCertificate(new Date(now)).certificate);
    expect(new Date(later.validFrom).toISOString()).toBe(from);
    expect(new Date(later.validTo).toISOString()).toBe(to);
    // Strict parsers, such as Go's, require the form that X.509 defines for each year: UTCTime or GeneralizedTime.
    const times = [from, to].map((time) => {
      const digits = time.replaceAll(/[-:T]|\.\d+/g, "");
      return time < "2050" ? `\u0017\r${digits.slice(2)}` : `\u0018\u000f${digits}`;
    });
    expect(later.raw.toString("latin1")).toContain(times.join(""));
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
