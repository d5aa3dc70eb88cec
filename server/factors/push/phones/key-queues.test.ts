import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { ServerKey } from "../../../push/keys.js";
import { KeyQueues } from "./key-queues.js";

/** Keys that are made when the test says so. */
function workshop() {
  const begun: ((key: ServerKey) => void)[] = [];
  const make = () => new Promise<ServerKey>((resolve) => begun.push(resolve));
  const key = (): ServerKey => ({ privateKey: Buffer.from("private"), publicKey: Buffer.from("public") });
  return { begun, make, key };
}

it("one key is made for a phone, however many of its requests come at once", async () => {
  const queues = new KeyQueues();
  const { begun, make, key } = workshop();
  const all = Array.from({ length: 500 }, () => queues.of("account", "phone", make));
  expect(begun).toHaveLength(1);
  begun[0]?.(key());
  expect(new Set(await Promise.all(all.filter((one) => one !== null))).size).toBe(1);
  // A phone that comes again gets another one.
  void queues.of("account", "phone", make);
  expect(begun).toHaveLength(2);
});

it("two keys of phones are made at once, some phones wait, and more are refused", async () => {
  const queues = new KeyQueues();
  const { begun, make, key } = workshop();
  // Of one account, half as many wait: the phones of the others get their keys, too.
  const all = [
    ...Array.from({ length: 23 }, (_, number) => queues.of("account", `phone ${number}`, make)),
    ...Array.from({ length: 21 }, (_, number) => queues.of("another account", `phone ${number}`, make)),
  ];
  expect(all.flatMap((one, number) => (one === null ? [number] : []))).toEqual([22, 43]);
  expect(begun).toHaveLength(2);
  for (let number = 0; number < 42; number += 1) {
    begun[number]?.(key());
    await setImmediate();
  }
  expect(begun).toHaveLength(42);
  expect(await Promise.all(all.filter((one) => one !== null))).toHaveLength(42);
  // One that fails gives its turn away, too.
  const failing = queues.of("account", "phone", () => Promise.reject(new Error("no key")));
  await expect(failing).rejects.toThrow("no key");
  void queues.of("account", "phone", make);
  expect(begun).toHaveLength(43);
});
