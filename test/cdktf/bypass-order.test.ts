// The server decides on a bypass by the policy that it has at that moment: a new policy is set first, and removed last.
import { describe, expect, it } from "vitest";
import { blocksOf, KITS, type Kit, type Program } from "../support/constructs.js";

const HOUR = (tokenplane: Kit["tokenplane"]) =>
  tokenplane.BypassPolicy.temporary({ atMost: tokenplane.BypassDuration.HOUR_1 });

/** What the bypass of a program waits for, of what it does not refer to. */
function waitsFor(used: Kit, program: Program): unknown {
  return blocksOf(used, program)["resource"]?.["tokenplane_bypass"]?.["travel"];
}

describe.each(KITS)("with $name, a bypass is granted", (used) => {
  const { tokenplane } = used;
  const program =
    (own: boolean, account: boolean, at: "vpn" | "everywhere"): Program =>
    (_used, stack) => {
      const vpn = new tokenplane.ProtectedResource(stack, "vpn", {
        name: "VPN",
        bypass: own ? HOUR(tokenplane) : undefined,
      });
      new tokenplane.Bypass(stack, "travel", {
        authenticator: tokenplane.Authenticator.fromSerial(stack, "fob", "10001"),
        at: at === "vpn" ? vpn : at,
        duration: "HOUR_1",
      });
      // It may stand further down.
      if (account) new tokenplane.AccountBypassPolicy(stack, "policy", { policy: HOUR(tokenplane) });
    };

  it.each([
    ["after the policy of its resource", program(true, true, "vpn"), /^tokenplane_bypass_policy\.vpn_/],
    [
      "after the account's without one",
      program(false, true, "vpn"),
      /^tokenplane_account_bypass_policy\.policy$/,
    ],
    [
      "everywhere after the account's",
      program(true, true, "everywhere"),
      /^tokenplane_account_bypass_policy\.policy$/,
    ],
  ])("%s", (_what, written, policy) => {
    expect(waitsFor(used, written)).toHaveProperty("depends_on", [expect.stringMatching(policy)]);
  });

  it("at once without any", () => {
    expect(waitsFor(used, program(false, false, "vpn"))).not.toHaveProperty("depends_on");
  });
});
