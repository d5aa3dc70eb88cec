import { expect, it } from "vitest";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import { Device, type Seed } from "../support/seed.js";
import { check, madeToken } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

// The product guide, sentence by sentence: what a person does there in a page, done here through the API. That all
// of it holds in all its corners is proven elsewhere; this says that nothing of the guide is missing.

const SECRET = Buffer.from("12345678901234567890");

async function annaAtVpn(seed: Seed): Promise<Device> {
  await seed.user("anna");
  await seed.resource("VPN");
  return seed.fob({ of: "anna", at: ["VPN"] });
}

async function getTypes(seed: Seed, id: string, filter: object = {}): Promise<string[]> {
  const { token } = await seed.admin.query<{ token: { events: { nodes: { type: string }[] } } }>(
    "query ($id: ID!, $filter: EventFilter) { token(by: { id: $id }) { events(first: 50, filter: $filter) { nodes { type } } } }",
    { id, filter },
  );
  return token.events.nodes.map(({ type }) => type);
}

onSharedStore("the guide", (world) => {
  it("Important Notes: You can use and combine any token types according to your needs.", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    for (const one of EVERY_MODEL) {
      const device = await tokenOfModel(world(), seed, one, { to: { user: { login: "anna" } } });
      await seed.resource(one.what);
      await seed.link(device.id, one.what);
      world().clock.pass(120);
      expect(await seed.signIn({ login: "anna" }, one.what, device.press()), one.what).toBe(true);
    }
  });

  it("Important Notes: One User can use only one Token for authentication within one Resource.", async () => {
    const seed = await world().seed();
    await annaAtVpn(seed);
    const other = await seed.fob({ of: "anna" });
    const link = { token: { id: other.id }, to: { resource: { name: "VPN" } } };
    expect(await seed.admin.refusal("assignmentCreate", link)).toBe("USER_HAS_TOKEN_AT_RESOURCE");
  });

  it("Important Notes: The number of Tokens you can add is limited by your Service Plan quota.", async () => {
    const { operator } = world();
    const seed = await world().seed();
    await seed.fob();
    await operator.do(
      "accountPlanSet",
      { account: seed.accountId, plan: { tokens: 1, users: 9, resources: 9 } },
      "__typename",
    );
    const slim = { model: { hardware: { slim: { periodSeconds: 30 } } }, name: "Slim" };
    expect(await seed.admin.refusal("tokenCreate", slim)).toBe("QUOTA_EXCEEDED");
    const { account } = await seed.admin.query<{ account: { plan: { tokens: object } } }>(
      "{ account { plan { tokens { used limit } } } }",
    );
    expect(account.plan.tokens).toEqual({ used: 1, limit: 1 });
  });

  it("1. How to Import Tokens: Upload a CSV file in the following format: serialNumber,secret", async () => {
    const seed = await world().seed();
    const content = `serialNumber,secret\nG-1,${SECRET.toString("hex")}\nG-2,${Buffer.from("abcdefghijklmnopqrst").toString("hex")}\n`;
    const input = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, content };
    const { created, tokens } = await seed.admin.do<{
      created: number;
      tokens: { id: string; serialNumber: string }[];
    }>("tokenImport", input, "created tokens { id serialNumber }");
    expect({ created, serials: tokens.map(({ serialNumber }) => serialNumber) }).toEqual({
      created: 2,
      serials: ["G-1", "G-2"],
    });
    const fob = new Device(tokens[0]?.id ?? "", "G-1", world().clock, SECRET, {
      digits: 6,
      hash: "SHA1",
      periodSeconds: 30,
    });
    expect(await check(seed, fob.id, fob.code())).toBeNull();
  });

  it("2. Note: the User must enter the PIN together with the one-time password (before or after OTP), as a single string without spaces.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const set = (position: string) =>
      seed.admin.do("tokenPinSet", { token: { id: fob.id }, pin: "2468", position }, "__typename");
    const signIn = (passcode: string) => seed.signIn({ login: "anna" }, "VPN", passcode);
    await set("BEFORE_OTP");
    expect(await signIn(fob.code())).toBe(false);
    expect(await signIn(`2468 ${fob.code()}`)).toBe(false);
    expect(await signIn(`2468${fob.code()}`)).toBe(true);
    world().clock.pass(30);
    await set("AFTER_OTP");
    expect(await signIn(`2468${fob.code()}`)).toBe(false);
    expect(await signIn(`${fob.code()}2468`)).toBe(true);
  });

  it("2.1. Hardware Tokens: Two, Slim / Slim Mini, Flex, Ultra; Name and Serial Number (or OTP Period (seconds), depending on the model)", async () => {
    const seed = await world().seed();
    const given = (serialNumber: string) => ({
      serialNumber,
      secret: SECRET.toString("hex"),
      secretEncoding: "HEX",
    });
    const models = {
      two: { ...given("T-1"), periodSeconds: 60 },
      slim: { periodSeconds: 30 },
      slimMini: { periodSeconds: 30 },
      flex: { periodSeconds: 60 },
      ultra: given("U-1"),
    };
    for (const [model, fields] of Object.entries(models)) {
      const { token } = await seed.admin.do<{ token: object }>(
        "tokenCreate",
        {
          name: `My ${model}`,
          model: { hardware: { [model]: fields } },
          ...(model === "ultra" ? {} : { pin: { value: "1234", position: "AFTER_OTP" } }),
        },
        "token { name kind serialNumber status oath { periodSeconds } pin { position } }",
      );
      const isGiven = "serialNumber" in fields;
      expect(token).toEqual({
        name: `My ${model}`,
        kind: "HARDWARE",
        serialNumber: isGiven ? fields.serialNumber : null,
        status: "ACTIVE",
        oath: { periodSeconds: "periodSeconds" in fields ? fields.periodSeconds : null },
        pin: model === "ultra" ? null : { position: "AFTER_OTP" },
      });
    }
  });

  it("2.2. Software Tokens: Scan the QR code or enter the secret manually. Enter a valid OTP and click Complete.", async () => {
    const seed = await world().seed();
    for (const model of [
      { smart: { algorithm: "TOTP", digits: 8, periodSeconds: 60, hash: "SHA512" } },
      { googleAuthenticator: {} },
    ]) {
      const { token, enrolment } = await seed.admin.do<{
        token: { id: string; status: string; oath: Device["oath"] };
        enrolment: {
          secretHex: string;
          secretBase32: string;
          otpauthUri: string;
          qrSvg: string;
          qrPngDataUri: string;
        };
      }>(
        "tokenCreate",
        { name: "Phone", model: { software: model }, pin: { value: "1234", position: "BEFORE_OTP" } },
        "token { id status oath { digits hash periodSeconds } } enrolment { secretHex secretBase32 otpauthUri qrSvg qrPngDataUri }",
      );
      expect(token.status).toBe("PENDING");
      expect(enrolment.secretBase32).toMatch(/^[A-Z2-7]{32}$/);
      expect(enrolment.otpauthUri).toContain(enrolment.secretBase32);
      expect(enrolment.qrSvg).toContain("<svg");
      expect(enrolment.qrPngDataUri).toMatch(/^data:image\/png;base64,/);
      const phone = new Device(
        token.id,
        "Phone",
        world().clock,
        Buffer.from(enrolment.secretHex, "hex"),
        token.oath,
      );
      const confirmed = await seed.admin.do<{ token: { status: string } }>(
        "tokenEnrolmentConfirm",
        { token: { id: token.id }, otp: phone.code() },
        "token { status }",
      );
      expect(confirmed.token.status).toBe("ACTIVE");
    }
  });

  it("2.3. Universal Tokens allow you to add any OATH-compatible token from another vendor.", async () => {
    const seed = await world().seed();
    const oaths = [
      { totp: { digits: 6, hash: "SHA256", periodSeconds: 30 } },
      { hotp: { digits: 8, hash: "SHA1", counter: 7 } },
      { ocra: { suite: "OCRA-1:HOTP-SHA256-8:QA08" } },
    ];
    for (const [n, oath] of oaths.entries()) {
      const universal = {
        serialNumber: `V-${n}`,
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        secretEncoding: "BASE32",
        oath,
      };
      const { token } = await seed.admin.do<{ token: { status: string; kind: string } }>(
        "tokenCreate",
        { name: `Vendor ${n}`, model: { universal } },
        "token { status kind }",
      );
      expect(token).toEqual({ status: "ACTIVE", kind: "UNIVERSAL" });
    }
  });

  it("2. Important: After adding a Token, you must assign it to a specific User and assign the User and Token to a Resource.", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob();
    const signIn = () => seed.signIn({ login: "anna" }, "VPN", fob.code());
    expect(await signIn()).toBe(false);
    await seed.admin.do(
      "tokenAssign",
      { token: { id: fob.id }, to: { user: { login: "anna" } } },
      "__typename",
    );
    expect(await signIn()).toBe(false);
    await seed.link(fob.id, "VPN");
    expect(await signIn()).toBe(true);
  });

  it("3. open the Tokens page and click the token Name: the Token Info page.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string; name: string }[] } }>(
      "{ tokens { nodes { id name } } }",
    );
    expect(tokens.nodes).toEqual([{ id: fob.id, name: fob.name }]);
    const { token } = await seed.admin.query<{ token: object }>(
      `query ($id: ID!) { token(by: { id: $id }) { name model serialNumber enabled user { login } lock { until } bypasses { nodes { id } }
        assignments { nodes { resource { name } } } } }`,
      { id: fob.id },
    );
    expect(token).toEqual({
      name: fob.name,
      model: "UNIVERSAL",
      serialNumber: fob.name,
      enabled: true,
      user: { login: "anna" },
      lock: null,
      bypasses: { nodes: [] },
      assignments: { nodes: [{ resource: { name: "VPN" } }] },
    });
  });

  it("3.1. Check OTP — verify that the Token generates a valid one-time password.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    expect(await check(seed, fob.id, fob.wrongCode())).toBe("WRONG_CODE");
    expect(await check(seed, fob.id, fob.code())).toBeNull();
  });

  it("3.1. Synchronize — synchronize the Token with the server (primarily for hardware tokens).", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    fob.ahead = 3_600;
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    const { shift } = await seed.admin.do<{ shift: number }>(
      "tokenSynchronize",
      { token: { id: fob.id }, otps: [fob.code(), fob.code(1)] },
      "shift",
    );
    expect(shift).toBeGreaterThan(100);
    world().clock.pass(60);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("3.1. Reissue — generate a new secret if the User loses access to the Token.", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const phone = await madeToken(world(), seed, "Phone", { software: { googleAuthenticator: {} } }, "anna");
    await seed.admin.do(
      "tokenEnrolmentConfirm",
      { token: { id: phone.id }, otp: phone.code() },
      "__typename",
    );
    await seed.link(phone.id, "VPN");
    world().clock.pass(60);
    const { enrolment } = await seed.admin.do<{ enrolment: { secretHex: string } }>(
      "tokenReissue",
      { token: { id: phone.id }, lost: true },
      "enrolment { secretHex }",
    );
    expect(await seed.signIn({ login: "anna" }, "VPN", phone.code())).toBe(false);
    const fresh = new Device(
      phone.id,
      "Phone",
      world().clock,
      Buffer.from(enrolment.secretHex, "hex"),
      phone.oath,
    );
    await seed.admin.do(
      "tokenEnrolmentConfirm",
      { token: { id: phone.id }, otp: fresh.code() },
      "__typename",
    );
    world().clock.pass(60);
    expect(await seed.signIn({ login: "anna" }, "VPN", fresh.code())).toBe(true);
  });

  it("3.1. Active toggle — enable or disable the Token. If the Token is inactive, it cannot be used for authentication.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const token = { token: { id: fob.id } };
    await seed.admin.do("tokenDisable", token, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    await seed.admin.do("tokenEnable", token, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("3.2. Click Delete to permanently remove the Token. This action cannot be undone.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const { deletedId } = await seed.admin.do<{ deletedId: string }>(
      "tokenDelete",
      { token: { id: fob.id } },
      "deletedId",
    );
    expect(deletedId).toBe(fob.id);
    expect(
      await seed.admin.query("query ($id: ID!) { token(by: { id: $id }) { id } }", { id: fob.id }),
    ).toEqual({ token: null });
    expect(await seed.events(1)).toEqual(["TOKEN_DELETED"]);
  });

  it("3.3. create a new User and assign the Token; assign the Token to an existing User. If the Token is not assigned, it cannot be used.", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const fob = await seed.fob({ at: ["VPN"] });
    const token = { id: fob.id };
    await seed.admin.do(
      "tokenAssign",
      { token, to: { newUser: { login: "bert", firstName: "Bert" } } },
      "__typename",
    );
    expect(await seed.signIn({ login: "bert" }, "VPN", fob.code())).toBe(true);
    await seed.admin.do("tokenUnassign", { token }, "__typename");
    world().clock.pass(60);
    expect(await seed.signIn({ token: fob.id }, "VPN", fob.code())).toBe(false);
    await seed.user("anna");
    await seed.admin.do("tokenAssign", { token, to: { user: { login: "anna" } } }, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  });

  it("3.4. Use PIN — enable or disable PIN protection. OTP Length — change the length of the one-time password (if supported).", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const token = { id: fob.id };
    await seed.admin.do("tokenPinSet", { token, pin: "2468", position: "BEFORE_OTP" }, "__typename");
    await seed.admin.do("tokenPinRemove", { token }, "__typename");
    await seed.admin.do("tokenUpdate", { token, digits: 8 }, "__typename");
    const longer = new Device(fob.id, fob.name, world().clock, fob.secret, { ...fob.oath, digits: 8 });
    expect(await seed.signIn({ login: "anna" }, "VPN", longer.code())).toBe(true);
    const slim = await madeToken(world(), seed, "Slim", { hardware: { slim: { periodSeconds: 30 } } });
    expect(await seed.admin.refusal("tokenUpdate", { token: { id: slim.id }, digits: 8 })).toBe(
      "NOT_SUPPORTED_BY_MODEL",
    );
  });

  it("3.5. assign the Token to a new Resource; link it to an existing Resource. The Token must be assigned to a Resource to be used within it.", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("Mail");
    const fob = await seed.fob({ of: "anna" });
    const token = { id: fob.id };
    expect(await seed.signIn({ token: fob.id }, "Mail", fob.code())).toBe(false);
    await seed.admin.do("assignmentCreate", { token, to: { newResource: { name: "VPN" } } }, "__typename");
    await seed.admin.do("assignmentCreate", { token, to: { resource: { name: "Mail" } } }, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(true);
    await seed.admin.do(
      "assignmentDelete",
      { assignment: { link: { token, resource: { name: "Mail" } } } },
      "__typename",
    );
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(false);
  });

  it("3.6. View Token updates, assignments, revocations, and synchronization events. Search. Pagination.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const token = { id: fob.id };
    await seed.admin.do("tokenUpdate", { token, name: "Blue fob" }, "__typename");
    await seed.admin.do("tokenSynchronize", { token, otps: [fob.code(), fob.code(1)] }, "__typename");
    await seed.admin.do("tokenUnassign", { token }, "__typename");
    const all = [
      "TOKEN_UNASSIGNED",
      "TOKEN_SYNCHRONIZED",
      "TOKEN_UPDATED",
      "TOKEN_LINKED",
      "TOKEN_ASSIGNED",
      "TOKEN_CREATED",
    ];
    expect((await getTypes(seed, fob.id)).filter((type) => all.includes(type)).toSorted()).toEqual(
      all.toSorted(),
    );
    expect(await getTypes(seed, fob.id, { text: "blue fob", types: ["TOKEN_UPDATED"] })).toEqual([
      "TOKEN_UPDATED",
    ]);
    const page = async (after: string | null) => {
      const { token: found } = await seed.admin.query<{
        token: { events: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      }>(
        `query ($id: ID!, $after: Cursor) { token(by: { id: $id }) { events(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`,
        { id: fob.id, after },
      );
      return found.events;
    };
    const ids: string[] = [];
    for (let after: string | null = null, isLast = false; !isLast;) {
      const { nodes, pageInfo } = await page(after);
      ids.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      isLast = !pageInfo.hasNextPage;
    }
    expect(new Set(ids).size).toBe((await getTypes(seed, fob.id)).length);
  });

  it("4. Temporary bypass: 1 hour, 8 hours, 12 hours, or 24 hours. Permanent bypass: remains active until manually disabled.", async () => {
    const seed = await world().seed();
    const fob = await annaAtVpn(seed);
    const token = { id: fob.id };
    const signIn = () => seed.signIn({ login: "anna" }, "VPN", "");
    for (const [duration, hours] of [
      ["HOUR_1", 1],
      ["HOURS_8", 8],
      ["HOURS_12", 12],
      ["HOURS_24", 24],
    ] as const) {
      expect(await signIn(), `before ${duration}`).toBe(false);
      await seed.admin.do("tokenBypassGrant", { token, scope: { everywhere: true }, duration }, "__typename");
      world().clock.pass(hours * 3_600 - 1);
      expect(await signIn(), `within ${duration}`).toBe(true);
      world().clock.pass(1);
      expect(await signIn(), `after ${duration}`).toBe(false);
      await seed.admin.do("tokenUnlock", { token }, "__typename");
    }
    await seed.admin.do(
      "tokensBypassGrant",
      { items: [{ token, scope: { resource: { name: "VPN" } }, duration: "PERMANENT" }] },
      "__typename",
    );
    world().clock.pass(400 * 86_400);
    expect(await signIn()).toBe(true);
    await seed.admin.do("tokenBypassRevoke", { bypass: { token } }, "__typename");
    expect(await signIn()).toBe(false);
  });
});
