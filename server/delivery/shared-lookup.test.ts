import { expect, it } from "vitest";
import { sharedLookup } from "./shared-lookup.js";

/** A lookup that answers when the test says so. */
function slowLookup() {
  const asked: string[] = [];
  const answers: ((found: readonly string[] | Error) => void)[] = [];
  const lookup = (host: string) => {
    asked.push(host);
    return new Promise<readonly string[]>((resolve, reject) => {
      answers.push((found) => (found instanceof Error ? reject(found) : resolve(found)));
    });
  };
  const answer = (found: readonly string[] | Error) => answers.shift()?.(found);
  return { asked, answer, lookup };
}

it("a lookup asks for a host once at a time, and for other hosts at the same time", async () => {
  const { asked, answer, lookup } = slowLookup();
  const shared = sharedLookup(lookup);
  const both = Promise.all([shared("mail.example"), shared("Mail.Example")]);
  const other = shared("sms.example");
  expect(asked).toEqual(["mail.example", "sms.example"]);
  answer(["192.0.2.1"]);
  expect(await both).toEqual([["192.0.2.1"], ["192.0.2.1"]]);
  answer(["192.0.2.2"]);
  expect(await other).toEqual(["192.0.2.2"]);
  // Nothing is kept: where a host is may change.
  const again = shared("mail.example");
  answer(["192.0.2.3"]);
  expect(await again).toEqual(["192.0.2.3"]);
});

it("a lookup reports to all who wait that a host was not found, and the next one asks again", async () => {
  const { asked, answer, lookup } = slowLookup();
  const shared = sharedLookup(lookup);
  const both = Promise.allSettled([shared("mail.example"), shared("mail.example")]);
  const reason = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
  answer(reason);
  expect(await both).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
  const again = shared("mail.example");
  answer(["192.0.2.1"]);
  expect(await again).toEqual(["192.0.2.1"]);
  expect(asked).toHaveLength(2);
});

it("whoever waits for a lookup gets an error after a time, and the host is looked up again only when the system's lookup has ended", async () => {
  const { asked, answer, lookup } = slowLookup();
  const shared = sharedLookup(lookup, 10);
  const late = { code: "EAI_AGAIN" };
  await expect(shared("dead.example")).rejects.toMatchObject(late);
  for (let times = 0; times < 3; times += 1) {
    await expect(shared("dead.example")).rejects.toMatchObject(late);
  }
  expect(asked).toEqual(["dead.example"]);
  answer(["192.0.2.1"]);
  await new Promise((resolve) => setImmediate(resolve));
  const again = shared("dead.example");
  answer(["192.0.2.2"]);
  expect(await again).toEqual(["192.0.2.2"]);
});
