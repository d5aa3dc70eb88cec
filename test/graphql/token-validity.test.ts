import { expect, it } from "vitest";
import { hotp } from "../../server/otp/hotp.js";
import { grant } from "../support/bypass.js";
import type { Device, Seed } from "../support/seed.js";
import { check, confirm, madeToken, newestEvent, getState } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

const VALIDITY = "token { validFrom validUntil }";
const HOUR = 3_600;

onSharedStore("the validity of a token", (world) => {
  async function scene(): Promise<{ seed: Seed; fob: Device }> {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    return { seed, fob: await seed.fob({ of: "anna", at: ["VPN"] }) };
  }

  /** The moment so many seconds from now. */
  const inSeconds = (seconds: number) => new Date(world().clock.now() + seconds * 1_000).toISOString();

  const set = (seed: Seed, { id }: { readonly id: string }, fields: object) =>
    seed.admin.do<{ token: object }>("tokenUpdate", { token: { id }, ...fields }, VALIDITY);

  /** What a sign-in comes to: the method, or the reason in the event. */
  async function tried(seed: Seed, passcode: string): Promise<string | null> {
    const granted = await seed.signIn({ login: "anna" }, "VPN", passcode);
    const { method, reason } = await newestEvent(seed.admin);
    return granted ? method : reason;
  }

  it("is set at creation and changed later: what is absent stays, null clears, and an event reports it", async () => {
    const { seed } = await scene();
    const created = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        name: "Phone",
        model: { software: { googleAuthenticator: {} } },
        validFrom: "2026-01-01T01:00:00+01:00",
        validUntil: "2031-01-01T00:00:00.5Z",
      },
      "token { id validFrom validUntil }",
    );
    const [from, until] = ["2026-01-01T00:00:00.000Z", "2031-01-01T00:00:00.500Z"];
    const { token } = created;
    expect(token).toMatchObject({ validFrom: from, validUntil: until });
    expect(await set(seed, token, { name: "Anna's phone" })).toEqual({
      token: { validFrom: from, validUntil: until },
    });
    expect(await set(seed, token, { validFrom: null })).toEqual({
      token: { validFrom: null, validUntil: until },
    });
    const changes = async () => {
      const { events } = await seed.admin.query<{
        events: { nodes: { type: string; summary: string; changes: object[] }[] };
      }>("{ events(first: 1) { nodes { type summary changes { field from to } } } }");
      return events.nodes[0];
    };
    expect(await changes()).toEqual({
      type: "TOKEN_UPDATED",
      summary: "Token Anna's phone changed: validFrom.",
      changes: [{ field: "validFrom", from, to: null }],
    });
    expect(await set(seed, token, { validUntil: null, validFrom: from })).toEqual({
      token: { validFrom: from, validUntil: null },
    });
    const before = await seed.events(1);
    await set(seed, token, { validUntil: null, validFrom: "2026-01-01T00:00:00Z" });
    expect(await seed.events(1)).toEqual(before);
  });

  it("begins before it ends, whichever of the two is given", async () => {
    const { seed, fob } = await scene();
    const model = { software: { googleAuthenticator: {} } };
    const [early, late] = ["2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"];
    const refused = (mutation: string, input: object) => seed.admin.refusalAt(mutation, input);
    for (const validUntil of [early, "2030-01-01T00:00:00+01:00"]) {
      expect(await refused("tokenCreate", { name: "x", model, validFrom: early, validUntil })).toBe(
        "VALIDATION_FAILED input.validUntil",
      );
    }
    const token = { id: fob.id };
    await set(seed, fob, { validFrom: early, validUntil: late });
    expect(await refused("tokenUpdate", { token, validFrom: late })).toBe(
      "VALIDATION_FAILED input.validFrom",
    );
    expect(await refused("tokenUpdate", { token, validUntil: early })).toBe(
      "VALIDATION_FAILED input.validUntil",
    );
    await set(seed, fob, { validFrom: null, validUntil: early });
  });

  it("is asked of the clock at each sign-in, check and synchronization, to the millisecond", async () => {
    const { seed, fob } = await scene();
    await set(seed, fob, { validFrom: inSeconds(HOUR), validUntil: inSeconds(2 * HOUR) });
    const denied = async (reason: string) => {
      for (const passcode of [fob.code(), fob.wrongCode(), ""])
        expect(await tried(seed, passcode)).toBe(reason);
      expect(await check(seed, fob.id, fob.code())).toBe(reason);
      const pair = { token: { id: fob.id }, otps: [fob.code(), fob.code(1)] };
      expect(await seed.admin.refusalAt("tokenSynchronize", pair)).toBe("VALIDATION_FAILED input.token");
      expect(await seed.events(1)).toEqual([`TOKEN_SYNCHRONIZATION_FAILED ${reason}`]);
      expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0 });
    };
    await denied("NOT_YET_VALID");
    world().clock.pass(HOUR - 0.001);
    await denied("NOT_YET_VALID");
    world().clock.pass(0.001);
    expect(await tried(seed, fob.code())).toBe("OTP");
    world().clock.pass(HOUR - 0.001);
    expect(await tried(seed, fob.code())).toBe("OTP");
    world().clock.pass(0.001);
    await denied("VALIDITY_ENDED");
    await set(seed, fob, { validUntil: inSeconds(1) });
    expect(await tried(seed, fob.code(1))).toBe("OTP");
  });

  it("is not lifted by a bypass", async () => {
    const { seed, fob } = await scene();
    await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    expect(await tried(seed, "")).toBe("BYPASS");
    await set(seed, fob, { validFrom: inSeconds(1) });
    expect(await tried(seed, "")).toBe("NOT_YET_VALID");
    await set(seed, fob, { validFrom: null, validUntil: inSeconds(1) });
    expect(await tried(seed, "")).toBe("BYPASS");
    world().clock.pass(1);
    expect(await tried(seed, "")).toBe("VALIDITY_ENDED");
  });

  it("does not stand against an enrolment, which signs nobody in, and stays over a reissue and another user", async () => {
    const { seed } = await scene();
    const app = await madeToken(world(), seed, "Phone", { software: { googleAuthenticator: {} } });
    await set(seed, app, { validFrom: inSeconds(HOUR) });
    expect(await confirm(seed, app.id, app.code())).toBeNull();
    expect(await check(seed, app.id, app.code(1))).toBe("NOT_YET_VALID");
    await seed.admin.do("tokenReissue", { token: { id: app.id }, lost: true }, "__typename");
    const to = { newUser: { login: "bert" } };
    await seed.admin.do("tokenAssign", { token: { id: app.id }, to }, "__typename");
    await seed.admin.do("tokenUnassign", { token: { id: app.id } }, "__typename");
    expect(await set(seed, app, {})).toMatchObject({ token: { validFrom: expect.any(String) } });
  });

  it("filters lists: what is valid now, and what ends soon", async () => {
    const { seed, fob } = await scene();
    const [coming, ended, endless] = [await seed.fob(), await seed.fob(), await seed.fob()];
    await set(seed, fob, { validFrom: inSeconds(0), validUntil: inSeconds(HOUR) });
    await set(seed, coming, { validFrom: inSeconds(0.001) });
    await set(seed, ended, { validUntil: inSeconds(0) });
    const listed = async (filter: object) => {
      const { tokens } = await seed.admin.query<{ tokens: { nodes: { name: string }[] } }>(
        "query ($filter: TokenFilter) { tokens(first: 10, filter: $filter) { nodes { name } } }",
        { filter },
      );
      return tokens.nodes.map(({ name }) => name);
    };
    expect(await listed({ valid: true })).toEqual([fob.name, endless.name]);
    expect(await listed({ valid: false })).toEqual([coming.name, ended.name]);
    expect(await listed({ validUntilBefore: inSeconds(HOUR) })).toEqual([ended.name]);
    expect(await listed({ validUntilBefore: inSeconds(HOUR + 0.001) })).toEqual([fob.name, ended.name]);
    expect(await listed({ validUntilBefore: inSeconds(2 * HOUR), valid: true })).toEqual([fob.name]);
  });

  it("is imported from a PSKC file", async () => {
    const { seed } = await scene();
    const [from, until] = [inSeconds(HOUR), inSeconds(2 * HOUR)];
    const key = (id: string, policy: string, rest: string) =>
      `<KeyPackage><DeviceInfo><SerialNo>${id}</SerialNo><ExpiryDate>2098-01-01T00:00:00Z</ExpiryDate></DeviceInfo>
        <Key Id="${id}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${rest.includes("Suite") ? "ocra" : "hotp"}">
        <AlgorithmParameters>${rest}<ResponseFormat Length="6" Encoding="DECIMAL"/></AlgorithmParameters>
        <Data><Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret>
        <Counter><PlainValue>9007199254740990</PlainValue></Counter></Data><Policy>${policy}</Policy></Key></KeyPackage>`;
    const dates = `<StartDate>${from}</StartDate><ExpiryDate>${until}</ExpiryDate>`;
    const content = `<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">${key("P1", dates, "")}${key(
      "P2",
      "",
      "<Suite>OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1</Suite>",
    )}</KeyContainer>`;
    const { job } = await seed.admin.do<{ job: { id: string } }>(
      "tokenImport",
      { format: "PSKC", content },
      "job { id }",
    );
    const token = async (serialNumber: string) => {
      const read = await seed.admin.query<{ token: { id: string } | null }>(
        "query ($by: TokenRef!) { token(by: $by) { id validFrom validUntil oath { algorithm ocraSuite } } }",
        { by: { serialNumber } },
      );
      return read.token;
    };
    await expect.poll(() => token("P2")).not.toBeNull();
    expect(job.id).not.toBe("");
    const imported = await token("P1");
    expect(imported).toMatchObject({ validFrom: from, validUntil: until });
    expect(await token("P2")).toMatchObject({
      validFrom: null,
      validUntil: "2098-01-01T00:00:00.000Z",
      oath: { algorithm: "OCRA", ocraSuite: "OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1" },
    });
    // Its counter is the last but one that there is.
    world().clock.pass(HOUR);
    const secret = Buffer.from("12345678901234567890");
    const code = (counter: number) => hotp(secret, counter, 6, "SHA1");
    const id = imported?.id ?? "";
    const last = Number.MAX_SAFE_INTEGER;
    expect(await check(seed, id, code(last - 2))).toBe("REPLAYED");
    expect(await check(seed, id, code(last - 1))).toBeNull();
    const pair = { token: { id }, otps: [code(last - 1), code(last)] };
    expect(await seed.admin.refusal("tokenSynchronize", pair)).toBe("REPLAYED");
    expect(await check(seed, id, code(last))).toBeNull();
    for (const counter of [last - 1, last]) expect(await check(seed, id, code(counter))).not.toBeNull();
    expect(await seed.admin.refusal("tokenSynchronize", pair)).toBe("REPLAYED");
  });

  it("comes with counters larger than an Int, by literal and by variable", async () => {
    const { seed } = await scene();
    const secret = Buffer.from("12345678901234567890");
    const counter = 4_294_967_299;
    const given = { serialNumber: "H1", secret: secret.toString("hex"), secretEncoding: "HEX" };
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { model: { universal: { ...given, oath: { hotp: { digits: 6, hash: "SHA1", counter } } } } },
      "token { id }",
    );
    expect(await check(seed, token.id, hotp(secret, counter, 6, "SHA1"))).toBeNull();
    for (const wrong of [-1, 2 ** 53, 1.5]) {
      await expect(
        seed.admin.query(`mutation { tokenReissue(input: { token: { id: "${token.id}" }, lost: true,
          secret: "${"ab".repeat(20)}", secretEncoding: HEX, counter: ${wrong} }) { __typename } }`),
      ).rejects.toThrow("A Counter is a whole number from 0 to 9007199254740991");
    }
    await seed.admin.query(`mutation { tokenReissue(input: { token: { id: "${token.id}" }, lost: true,
        secret: "${"ab".repeat(20)}", secretEncoding: HEX, counter: ${2 ** 53 - 1} }) { __typename } }`);
    const next = Buffer.from("ab".repeat(20), "hex");
    expect(await check(seed, token.id, hotp(next, 2 ** 53 - 1, 6, "SHA1"))).toBeNull();
  });
});
