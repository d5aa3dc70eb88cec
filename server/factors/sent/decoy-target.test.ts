import { maskedTarget } from "@tokenplane/rules/masked-target";
import { describe, expect, it } from "vitest";
import { decoyTarget } from "./decoy-target.js";

const KEY = Buffer.alloc(32, 7);
const names = Array.from({ length: 300 }, (_, n) => `login user${n}`);

/** The ends that masks of decoys show in an account with some chats. */
function getEnds(chats: readonly string[]): string[] {
  return names.map((name) => maskedTarget("BOT", decoyTarget("BOT", chats, KEY, name, null)).slice(-2));
}

describe("the chat of a decoy", () => {
  it.each([
    ["numbers", ["-1001234567817", "123456720"], /^\d\d$/],
    ["letters and digits of Slack", ["U012AB3CD", "U012AB3C7"], /^[CD7]{2}$/],
    ["letters and digits of Mattermost", ["4xp9fdt77pncbef59f4k1qe83o"], /^[3o]{2}$/],
    ["no signs", ["1//", "a--"], /^AB$/],
  ] as const)("ends as chats of the account do: %s", (_what, chats, form) => {
    const ends = getEnds(chats);
    for (const end of ends) expect(end).toMatch(form);
    expect(getEnds(chats.toReversed())).toEqual(ends);
  });

  it("shows each sign at each place", () => {
    expect(new Set(getEnds(["U012AB3CD", "U012AB3C7"])).size).toBe(9);
  });

  it("changes for a name only to a sign that is new", () => {
    const before = getEnds(["U012AB3CD"]);
    const after = getEnds(["U012AB3CD", "U012AB3CX"]);
    const changed = after.filter((end, n) => end !== before[n]);
    expect(changed.length).toBeGreaterThan(0);
    for (const end of changed) expect(end).toContain("X");
  });
});
