import { Refusal } from "@tokenplane/rules/refusal";
import { expect, it } from "vitest";
import type { Caller } from "../../server/actions/actor.js";
import { makeAdmission } from "../../server/admission/admission.js";
import { callerAt } from "../../server/admission/caller.js";
import { followChallenge } from "../../server/authentication/follow-challenge.js";
import { signIn, type SignInRequest } from "../../server/authentication/sign-in.js";
import { newId } from "../../server/database/new-id.js";
import { localId } from "../../server/global-id.js";
import { newestEvent } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

// A door that knows nothing of GraphQL, as RADIUS will: it calls the use case.

onOneStore("a door beside GraphQL", (world) => {
  it("signs somebody in by the same rules: once with a code, locked by wrong ones, repeated by its key", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 3, lockMinutes: 10 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const accountId = localId("Account", seed.accountId) ?? "";
    const caller: Caller = {
      actor: {
        kind: "SYSTEM",
        credential: null,
        verifiedAt: null,
        id: accountId,
        name: "a door for tests",
        role: "AUTHENTICATOR",
        accountId,
        resourceId: null,
        expiresAt: null,
      },
      callerAddress: "192.0.2.7",
      correlationId: newId(world().clock.now()),
    };
    const enter = (passcode: string, more: Partial<SignInRequest> & { idempotencyKey?: string } = {}) =>
      signIn(world().services, caller, {
        resource: { name: "VPN" },
        subject: { user: { login: "Anna" } },
        passcode,
        ...more,
      });
    const granted = { payload: { granted: true, method: "OTP" }, secrets: null };
    const denied = { payload: { granted: false, method: null }, secrets: null };

    const code = fob.code();
    expect(await enter(code, { idempotencyKey: "first" })).toEqual(granted);
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "AUTHENTICATION_GRANTED",
      method: "OTP",
      callerAddress: "192.0.2.7",
      summary: expect.stringContaining("anna signed in at VPN"),
    });
    expect(await enter(code, { idempotencyKey: "first" })).toEqual(granted);
    expect(await enter(code)).toEqual(denied);
    expect(await newestEvent(seed.admin)).toMatchObject({ reason: "REPLAYED" });
    for (const wrong of ["000000", "000001", "000002"]) expect(await enter(wrong)).toEqual(denied);
    world().clock.pass(30);
    expect(await enter(fob.code())).toEqual(denied);
    expect(await newestEvent(seed.admin)).toMatchObject({ reason: "LOCKED" });

    const refused = await enter(fob.code(), { resource: { name: "nowhere" } });
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "NOT_FOUND", path: ["input", "resource"] });
    expect(await enter(fob.code(), { clientAddress: "not an address" })).toMatchObject({
      code: "VALIDATION_FAILED",
    });
  });

  it("lets a program in by its key, says when to try again, and waits for a phone, all without a request of HTTP", async () => {
    const seed = await world().seed();
    const { services } = world();
    const door = makeAdmission(services, { keyRate: 0, addressRate: 0, addressFailures: 2 });
    const [gateway, stranger] = [callerAt("192.0.2.7"), callerAt("2001:db8::1")];
    const enter = (text: string, from = gateway) =>
      door.admit(from, { kind: "API_KEY", text, place: null, isBackground: false }, "challenge");
    const { key } = await seed.key("AUTHENTICATOR");
    const admitted = await enter(key);
    if (!("actor" in admitted)) throw new Error(admitted.message);
    expect(admitted).toMatchObject({ caller: gateway, actor: { kind: "API_KEY", role: "AUTHENTICATOR" } });
    expect(await enter((await seed.key("AUDITOR")).key)).toMatchObject({ code: "FORBIDDEN" });

    for (const from of [stranger, callerAt("2001:db8::2")])
      expect(await enter("guess", from)).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await enter("guess", stranger)).toMatchObject({ code: "RATE_LIMITED", retryAfter: 30 });
    expect(await enter(key, stranger)).toMatchObject({ actor: { id: admitted.actor.id } });

    const states: string[] = [];
    const unknown = newId(world().clock.now());
    const waited = followChallenge(services, admitted.actor, unknown, AbortSignal.timeout(50));
    for await (const { state } of waited) states.push(state);
    expect(states).toEqual(["PENDING"]);
  });
});
