import { expect, it } from "vitest";
import { generateSync } from "otplib";
import { onBothStores } from "../support/world.js";

onBothStores("from a user to the first sign-in", (world) => {
  it("creates a user, a resource and an app token, enrols it, signs in, and reads what happened", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.resource("VPN");
    const created = await admin.do<{
      token: { id: string; status: string };
      enrolment: { secretBase32: string; otpauthUri: string; qrSvg: string; qrPngDataUri: string };
    }>(
      "tokenCreate",
      {
        name: "Anna phone",
        model: { software: { googleAuthenticator: {} } },
        to: { newUser: { login: "anna" } },
      },
      "token { id status } enrolment { secretBase32 otpauthUri qrSvg qrPngDataUri }",
    );
    expect(created.token.status).toBe("PENDING");
    const secret = created.enrolment.secretBase32;
    const code = () => generateSync({ secret, epoch: Math.floor(world().clock.now() / 1000) });
    const confirmed = await admin.do<{ token: { status: string } }>(
      "tokenEnrolmentConfirm",
      { token: { id: created.token.id }, otp: code() },
      "token { status }",
    );
    expect(confirmed.token.status).toBe("ACTIVE");
    await seed.link(created.token.id, "VPN");
    expect(await seed.signIn({ login: "anna" }, "VPN", code())).toBe(false);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "ANNA" }, "VPN", code())).toBe(true);
    expect(await seed.signIn({ login: "anna" }, "VPN", code())).toBe(false);
    expect(await seed.events(10)).toEqual([
      "AUTHENTICATION_DENIED REPLAYED",
      "AUTHENTICATION_GRANTED",
      "AUTHENTICATION_DENIED REPLAYED",
      "TOKEN_LINKED",
      "TOKEN_ENROLLED",
      "TOKEN_ENROLMENT_STARTED",
      "TOKEN_ASSIGNED",
      "USER_CREATED",
      "TOKEN_CREATED",
      "RESOURCE_CREATED",
    ]);
  });
});
