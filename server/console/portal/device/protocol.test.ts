import { afterEach, expect, it, vi } from "vitest";
import type { Device } from "./device.js";
import { newKeyPair, NO_WAKE_TOKEN, poll, sendWakeToken } from "./protocol.js";

/** How far the server is behind this phone, in milliseconds. */
const BEHIND_MS = 240_000;

/** The clock skew that the server accepts: see server/push/poll.ts. */
const POLL_SKEW_MS = 60_000;
const WAKE_TOKEN_SKEW_MS = 300_000;

afterEach(() => vi.unstubAllGlobals());

it("the server learns how a phone is woken also after a poll corrected the phone's clock backwards", async () => {
  const known = { at: 0, wakeToken: "" };
  const polls: boolean[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit): Promise<Response> => {
    const now = Date.now() - BEHIND_MS;
    const asked = body instanceof URLSearchParams ? body : new URLSearchParams(path.split("?")[1]);
    const at = Date.parse(asked.get("timestamp") ?? "");
    const wakeToken = asked.get("new_fb_token");
    const isTaken = Math.abs(now - at) <= (wakeToken === null ? POLL_SKEW_MS : WAKE_TOKEN_SKEW_MS);
    if (wakeToken === null) polls.push(isTaken);
    else if (isTaken && at > known.at) Object.assign(known, { at, wakeToken });
    return Response.json(
      { result: { value: [] } },
      { status: isTaken ? 200 : 400, headers: { date: new Date(now).toUTCString() } },
    );
  });
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  });
  const { privateKey: key } = await newKeyPair();
  const device: Device = { serial: "TP01", portal: "acme", door: "/push/1", label: "", token: "", key };
  expect(await sendWakeToken(device, "by this browser")).toBe(true);
  expect(known.wakeToken).toBe("by this browser");
  // The time of the wake token, which the next page and other tabs read.
  expect([...kept.values()]).toEqual([String(known.at)]);
  expect((await poll(device)).state).toBe("ASKED");
  expect(polls).toEqual([false, true]);
  expect(await sendWakeToken(device, "by another subscription")).toBe(true);
  expect(known.wakeToken).toBe("by another subscription");
  expect(await sendWakeToken(device, NO_WAKE_TOKEN)).toBe(true);
  expect(known.wakeToken).toBe(NO_WAKE_TOKEN);
  expect(kept.size).toBe(0);
});
