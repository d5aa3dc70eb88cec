import { afterEach, expect, it, vi } from "vitest";
import type { Device } from "./device.js";

/** How far the server is behind this phone, in milliseconds. */
const BEHIND_MS = 240_000;

/** What the server takes: see server/push/poll.ts. */
const POLL_SKEW_MS = 60_000;
const WAKE_TOKEN_SKEW_MS = 300_000;

afterEach(() => vi.unstubAllGlobals());

/** The page as it is after it was loaded: it has not compared its clock with the server's yet. */
function load(): Promise<typeof import("./protocol.js")> {
  vi.resetModules();
  return import("./protocol.js");
}

it("the server learns how a phone is woken also after a poll corrected the phone's clock backwards, and the page was loaded again", async () => {
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
  const first = await load();
  const { privateKey: key } = await first.newKeyPair();
  const device: Device = { serial: "TP01", portal: "acme", door: "/push/1", label: "", token: "", key };
  expect(await first.sendWakeToken(device, "by this browser")).toBe(true);
  expect(known.wakeToken).toBe("by this browser");
  expect((await first.poll(device)).state).toBe("ASKED");
  expect(polls).toEqual([false, true]);
  expect(await first.sendWakeToken(device, "by another subscription")).toBe(true);
  expect(known.wakeToken).toBe("by another subscription");
  const reloaded = await load();
  expect((await reloaded.poll(device)).state).toBe("ASKED");
  expect(polls).toEqual([false, true, false, true]);
  expect(await reloaded.sendWakeToken(device, reloaded.NO_WAKE_TOKEN)).toBe(true);
  expect(known.wakeToken).toBe(reloaded.NO_WAKE_TOKEN);
  expect(kept.size).toBe(0);
});
