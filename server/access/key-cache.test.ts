import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeyCache, type KnownKey } from "./key-cache.js";

const key: KnownKey = {
  accountId: "a",
  id: "k",
  name: "key",
  role: "ADMIN",
  resourceId: null,
  expiresAt: null,
  revokedAt: null,
  accountEnabled: true,
  lastUsedAt: null,
};

describe("KeyCache", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("looks a key up once a second, also when many ask at once", async () => {
    const cache = new KeyCache();
    const read = vi.fn(async () => key);
    await Promise.all([cache.find("h", read), cache.find("h", read), cache.find("h", read)]);
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(999);
    await cache.find("h", read);
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await cache.find("h", read);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("holds ten thousand keys, those used last: a key in use is not pushed out by others", async () => {
    const cache = new KeyCache();
    const read = vi.fn(async () => key);
    const idle = vi.fn(async () => key);
    await cache.find("busy", read);
    await cache.find("idle", idle);
    for (let index = 0; index < 10_000; index += 1) {
      await cache.find(`other ${index}`, async () => key);
      await cache.find("busy", read);
    }
    expect(read).toHaveBeenCalledTimes(1);
    await cache.find("idle", idle);
    expect(idle).toHaveBeenCalledTimes(2);
  });

  it("is empty after clear(), and caches neither a missing key nor a failure", async () => {
    const cache = new KeyCache();
    const read = vi.fn(async (): Promise<KnownKey | null> => key);
    await cache.find("h", read);
    cache.clear();
    await cache.find("h", read);
    expect(read).toHaveBeenCalledTimes(2);
    const missing = vi.fn(async () => null);
    await cache.find("m", missing);
    await cache.find("m", missing);
    expect(missing).toHaveBeenCalledTimes(2);
    const failing = vi.fn(async () => Promise.reject(new Error("away")));
    await expect(cache.find("f", failing)).rejects.toThrow("away");
    await expect(cache.find("f", failing)).rejects.toThrow("away");
    expect(failing).toHaveBeenCalledTimes(2);
  });
});
