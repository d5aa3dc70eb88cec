import { expect, it } from "vitest";
import {
  addressLimits,
  blockLimits,
  changeNoticeLimits,
  channelLimits,
  mailedLinkLimits,
  networkLimits,
  personNetworkLimits,
  newAddressLimits,
  strangerLimits,
} from "./message-limits.js";

/** A code of account a. */
const code = (kind: string, to: string) => ({ accountId: "a", kind, to, hourlyCodes: 1_000 });

it("a limit counts an address once, however it is written", () => {
  const [here, there] = ["victim@example.org", "Victim@Example.ORG"];
  expect(addressLimits(code("EMAIL", there))).toEqual(addressLimits(code("EMAIL", here)));
  expect(strangerLimits(code("EMAIL", there))).toEqual(strangerLimits(code("EMAIL", here)));
  expect(newAddressLimits(code("EMAIL", there))).toEqual(newAddressLimits(code("EMAIL", here)));
  expect(mailedLinkLimits("a", "u", there)).toEqual(mailedLinkLimits("a", "u", here));
  expect(changeNoticeLimits("a", "u", "EMAIL_CHANGED", "EMAIL", there)).toEqual(
    changeNoticeLimits("a", "u", "EMAIL_CHANGED", "EMAIL", here),
  );
  // As tokens may have it that are older than the rule for numbers.
  const number = "+4915112345678";
  expect(addressLimits(code("SMS", "+49015112345678"))).toEqual(addressLimits(code("SMS", number)));
  expect(strangerLimits(code("SMS", "+49015112345678"))).toEqual(strangerLimits(code("SMS", number)));
  expect(blockLimits("a", "+49015112345678")).toEqual(blockLimits("a", number));
});

it.each([
  ["anna@bücher.example", "anna@xn--bcher-kva.example"],
  ["anna@example.org", "anna@ｅｘａｍｐｌｅ.org"],
  ["anna@example.org", "anna@example。org"],
  ["anna@example.org", "ANNA@Example.org."],
  ["ren\u00e9@example.org", "rene\u0301@example.org"],
])("a limit counts %s and %s as one address", (one, other) => {
  expect(addressLimits(code("EMAIL", other))).toEqual(addressLimits(code("EMAIL", one)));
});

it("a limit counts what is no address by its whole text", () => {
  const [one, other] = ["decoy of anna", "decoy of annb"];
  expect(addressLimits(code("EMAIL", other))).not.toEqual(addressLimits(code("EMAIL", one)));
});

it("a limit counts chats that differ in case alone as two", () => {
  expect(addressLimits(code("BOT", "U01"))).not.toEqual(addressLimits(code("BOT", "u01")));
});

it("a limit counts a number and a mailbox over all accounts, and a chat for each account: its messenger gave out the id", () => {
  for (const getLimits of [addressLimits, strangerLimits, newAddressLimits]) {
    const getAddress = (accountId: string, kind: string, to: string) =>
      getLimits({ ...code(kind, to), accountId })[0];
    expect(getAddress("a", "SMS", "+4915112345678")).toEqual(getAddress("b", "SMS", "+4915112345678"));
    expect(getAddress("a", "EMAIL", "anna@example.org")).toEqual(
      getAddress("b", "EMAIL", "anna@example.org"),
    );
    expect(getAddress("a", "BOT", "U01")).not.toEqual(getAddress("b", "BOT", "U01"));
  }
});

it("the limit of codes of an account is the server's setting, and one network gets a quarter of it for strangers", () => {
  const hourlyCodes = 20_000;
  const asked = { ...code("SMS", "+4915112345678"), hourlyCodes };
  for (const getLimits of [addressLimits, strangerLimits, newAddressLimits]) {
    expect(getLimits(asked)[1]?.most).toBe(20_000);
  }
  const network = { accountId: "a", network: "203.0.113.0/24", hourlyCodes };
  const limits = [...personNetworkLimits("portal anna", network), ...networkLimits(network)];
  expect(limits.map(({ most }) => most)).toEqual([5, 5_000]);
});

it("the limit of a channel leaves links and notices half of it, and at least one message", () => {
  const mostOf = (most: number, isAfterCodes: boolean) =>
    channelLimits("a", "c", most, isAfterCodes).map((limit) => limit.most);
  expect(mostOf(200, false)).toEqual([200]);
  expect(mostOf(200, true)).toEqual([200, 100]);
  expect(mostOf(5, true)).toEqual([5, 2]);
  expect(mostOf(1, true)).toEqual([1, 1]);
  expect(channelLimits("a", "c", 5, true)[0]).toEqual(channelLimits("a", "c", 5, false)[0]);
});
