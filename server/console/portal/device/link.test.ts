import { expect, it } from "vitest";
import { getDeviceLink, readDeviceLink } from "./link.js";

const URI =
  "otpauth://pipush/Anna%27s%20phone?url=https%3A%2F%2Fmfa.example.org%2Fpush%2FAZqF_-1&ttl=15&issuer=ACME&enrollment_credential=c-_1&v=1&serial=TP01&sslverify=1&poll_only=True";

it("a phone's link contains what the app's QR code contains, for a page of the same server", () => {
  const link = getDeviceLink("acme", { id: "VG9rZW46MQ==", name: "Anna's phone & more" }, URI);
  expect(link).toMatch(/^\/s\/acme\/device#/);
  const read = {
    serial: "TP01",
    credential: "c-_1",
    door: "/push/AZqF_-1",
    label: "Anna's phone & more",
    token: "VG9rZW46MQ==",
  };
  expect(readDeviceLink(link ?? "")).toEqual(read);
  expect(readDeviceLink(`  https://mfa.example.org${link}\n`)).toEqual(read);
  expect(readDeviceLink(link?.split("#")[1] ?? "")).toEqual(read);
});

it("a phone's link is refused when it is of another kind, or leads to another portal", () => {
  expect(getDeviceLink("acme", { id: "1", name: "x" }, "otpauth://totp/x?secret=AAAA")).toBeUndefined();
  for (const text of [
    "",
    "#",
    "serial=TP01",
    "serial=TP01&credential=c",
    "serial=TP01&credential=c&door=//evil.example/push/a",
    "serial=TP01&credential=c&door=https://evil.example/push/a",
    "serial=TP01&credential=c&door=/graphql",
    "serial=TP01&credential=c&door=/push/../graphql",
  ]) {
    expect(readDeviceLink(text), text).toBeUndefined();
  }
});
