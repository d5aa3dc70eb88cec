import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PinHasher, PINS } from "./pin-hash.js";

const [PEPPER, OTHER] = [randomBytes(32), randomBytes(32)];
const ACCOUNT = "019aba00-0000-7000-8000-00000000000a";
const [TOKEN, NEIGHBOUR] = [
  "019aba00-0000-7000-8000-000000000001",
  "019aba00-0000-7000-8000-000000000002",
] as const;
const hasher = new PinHasher(PEPPER);

describe("the hash of a PIN", () => {
  it("is argon2id with 19 MiB and two passes, salted: the same PIN gives another each time", async () => {
    const hashes = [await hasher.hash(ACCOUNT, "1234", TOKEN), await hasher.hash(ACCOUNT, "1234", TOKEN)];
    expect(new Set(hashes).size).toBe(2);
    for (const one of hashes) expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("fits that PIN alone, of that token alone, under that pepper alone", async () => {
    const stored = await hasher.hash(ACCOUNT, "0123", TOKEN);
    expect(await hasher.isRight(ACCOUNT, stored, "0123", TOKEN)).toBe(true);
    for (const pin of ["123", "00123", "0124", "01230", ""]) {
      expect(await hasher.isRight(ACCOUNT, stored, pin, TOKEN)).toBe(false);
    }
    expect(await hasher.isRight(ACCOUNT, stored, "0123", NEIGHBOUR)).toBe(false);
    expect(await new PinHasher(OTHER).isRight(ACCOUNT, stored, "0123", TOKEN)).toBe(false);
  });
});

describe("hashing", () => {
  it("runs as many at once as it may, lets as many wait as may, of one account half of them, and refuses more", async () => {
    const few = new PinHasher(PEPPER, { ...PINS, atOnce: 2, waiting: 6 });
    const accounts = [...Array<string>(7).fill(ACCOUNT), ...Array<string>(4).fill("another account")];
    const results = await Promise.allSettled(accounts.map((account) => few.pretend(account)));
    expect(results.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill("fulfilled"),
      ...Array<string>(2).fill("rejected"),
      ...Array<string>(3).fill("fulfilled"),
      "rejected",
    ]);
    for (const result of results.filter(({ status }) => status === "rejected")) {
      expect(result).toMatchObject({ reason: expect.objectContaining({ code: "RATE_LIMITED" }) });
    }
  });

  it("of one share takes the room of no other: not of other clients, and not of other logins of the same client", async () => {
    let refused = 0;
    const few = new PinHasher(
      PEPPER,
      { atOnce: 1, waiting: 20, ofShare: { atOnce: 2, waiting: 3 }, what: "passwords" },
      () => (refused += 1),
    );
    const flood = (shares: (n: number) => string[]) =>
      Array.from({ length: 40 }, (_, n) => few.pretend(ACCOUNT, shares(n)).catch(() => {}));
    const floods = [
      ...flood((n) => ["login anna", `network ${n}`]),
      ...flood((n) => [`login ${n}`, "network a"]),
      ...flood(() => ["login bert", "network b"]),
    ];
    await few.pretend(ACCOUNT, ["login clara", "network c"]);
    await few.pretend(ACCOUNT, ["login clara", "network b"]);
    await Promise.all(floods);
    // Of each flood, two were among the account's, and three waited.
    expect(refused).toBe(3 * (40 - 5));
  });

  it("goes on after the rush, and after a hash that cannot be read", async () => {
    const few = new PinHasher(PEPPER, { ...PINS, atOnce: 1, waiting: 1 });
    const stored = await few.hash(ACCOUNT, "1234", TOKEN);
    const damaged = few.isRight(ACCOUNT, "not a hash", "1234", TOKEN);
    const next = few.isRight(ACCOUNT, stored, "1234", TOKEN);
    await expect(damaged).rejects.toThrow("Decoding failed");
    expect(await next).toBe(true);
    const rush = await Promise.allSettled([1, 2, 3].map(() => few.pretend(ACCOUNT)));
    expect(rush.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(await few.isRight(ACCOUNT, stored, "1234", TOKEN)).toBe(true);
  });

  it("leaves the event loop free", async () => {
    let queues = 0;
    let counting = true;
    const count = () => {
      queues += 1;
      if (counting) setImmediate(count);
    };
    count();
    await hasher.pretend(ACCOUNT);
    counting = false;
    expect(queues).toBeGreaterThan(10);
  });
});
