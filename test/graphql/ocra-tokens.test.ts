import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getContents, getUuid } from "../support/contents.js";
import { Answerer, answerer, signInByAnswer, ULTRA_SUITE } from "../support/ocra.js";
import type { Seed } from "../support/seed.js";
import { onOneStore, type World } from "../support/world.js";

const WITH_PIN = "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1";
const GIVEN = { serialNumber: "X-1", secret: "00".repeat(20), secretEncoding: "HEX" };

/** The refusal of a universal token of OCRA: its code, path and sentence. */
async function refusal(seed: Seed, ocra: object, more: object = {}) {
  const model = { universal: { ...GIVEN, oath: { ocra } } };
  return seed.admin.mutate("tokenCreate", { model, ...more }, "__typename");
}

/** The digest that is kept of a suite's PIN, in hexadecimal; null when none is. */
async function keptPin({ database, services }: World, seed: Seed, token: string): Promise<string | null> {
  const [row] = await database.query<{ pin: Uint8Array | null }>(
    Prisma.sql`SELECT suite_pin AS pin FROM tokens WHERE id = ${getUuid(token)}::uuid`,
  );
  if (row?.pin == null) return null;
  const place = {
    account: getUuid(seed.accountId),
    table: "tokens",
    column: "suite_pin",
    row: getUuid(token),
  };
  return services.secrets.decrypt(row.pin, place).toString("hex");
}

onOneStore("tokens that answer challenges", (world) => {
  it("that are not new begin at the counter that is given", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const counted = { suite: WITH_PIN, suitePin: "1234", counter: 5_000 };
    for (const [serialNumber, place] of [
      ["X-1", (given: object) => ({ universal: { ...given, oath: { ocra: counted } } })],
      ["X-2", (given: object) => ({ hardware: { ultra: { ...given, ...counted } } })],
    ] as const) {
      const secret = Buffer.from(`1234567890123456${serialNumber}`);
      const model = place({ serialNumber, secret: secret.toString("hex"), secretEncoding: "HEX" });
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { model, to: { user: { login: "anna" } } },
        "token { id }",
      );
      await seed.resource(serialNumber);
      await seed.link(token.id, serialNumber);
      const device = new Answerer(token.id, serialNumber, world().clock, secret, WITH_PIN, "1234");
      device.counter = 4_999;
      expect(await signInByAnswer(seed, device, serialNumber)).toBe(false);
      device.counter = 5_000;
      expect(await signInByAnswer(seed, device, serialNumber)).toBe(true);
    }
    expect(await refusal(seed, { suite: ULTRA_SUITE, counter: 0 })).toMatchObject({
      code: "VALIDATION_FAILED",
      path: ["input", "model", "universal", "oath", "ocra", "counter"],
      message: "The suite has no counter; leave counter out.",
    });
  });

  it("are an Ultra, which has its own suite unless another is stated", async () => {
    const { admin } = await world().seed();
    const shown =
      "token { name kind model status serialNumber oath { algorithm digits hash periodSeconds ocraSuite } pin { position } } enrolment { secretHex }";
    const token = {
      name: "X-1",
      kind: "HARDWARE",
      model: "PROTECTIMUS_ULTRA",
      status: "ACTIVE",
      serialNumber: "X-1",
      pin: null,
    };
    const oath = { algorithm: "OCRA", digits: 6, hash: "SHA1", periodSeconds: null, ocraSuite: ULTRA_SUITE };
    expect(await admin.do("tokenCreate", { model: { hardware: { ultra: GIVEN } } }, shown)).toEqual({
      token: { ...token, oath },
      enrolment: null,
    });
    const ultra = { ...GIVEN, serialNumber: "X-2", suite: WITH_PIN, suitePin: "1234" };
    expect(await admin.do("tokenCreate", { model: { hardware: { ultra } } }, shown)).toEqual({
      token: {
        ...token,
        name: "X-2",
        serialNumber: "X-2",
        oath: { algorithm: "OCRA", digits: 8, hash: "SHA256", periodSeconds: null, ocraSuite: WITH_PIN },
      },
      enrolment: null,
    });
    expect(await admin.refusalAt("tokenCreate", { model: { hardware: { ultra: GIVEN } } })).toBe(
      "ALREADY_EXISTS input.model.hardware.ultra.serialNumber",
    );
  });

  it("are refused in words when their suite is none, or has a session", async () => {
    const seed = await world().seed();
    for (const [suite, words] of [
      ["HOTP-SHA1-6", "three parts"],
      ["OCRA-2:HOTP-SHA1-6:QN08", "OCRA-1"],
      ["OCRA-1:HOTP-MD5-6:QN08", "HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512"],
      ["OCRA-1:HOTP-SHA1-0:QN08", "Use 6 to 8 digits"],
      ["OCRA-1:HOTP-SHA1-6:QN08-S064", "Suites with a session (S) are not supported"],
      ["OCRA-1:HOTP-SHA1-6:QN06", "8 or more"],
      ["OCRA-1:HOTP-SHA1-6:QN08-T1D", "The time step of a suite"],
    ] as const) {
      expect(await refusal(seed, { suite }), suite).toMatchObject({
        code: "VALIDATION_FAILED",
        path: ["input", "model", "universal", "oath", "ocra", "suite"],
        message: expect.stringContaining(words) as string,
      });
    }
  });

  it("take the suite's PIN exactly when the suite has one", async () => {
    const seed = await world().seed();
    const at = {
      code: "VALIDATION_FAILED",
      path: ["input", "model", "universal", "oath", "ocra", "suitePin"],
    };
    expect(await refusal(seed, { suite: WITH_PIN })).toMatchObject(at);
    expect(await refusal(seed, { suite: ULTRA_SUITE, suitePin: "1234" })).toMatchObject(at);
    for (const suitePin of ["", "123", "1234567890123", "12a4", " 1234", "１２３４"]) {
      expect(await refusal(seed, { suite: WITH_PIN, suitePin }), suitePin).toMatchObject(at);
    }
    const token = await answerer(world(), seed, { suite: WITH_PIN, pin: "1234" });
    expect(await keptPin(world(), seed, token.id)).toBe("7110eda4d09e062aa5e4a390b0a572ac0d2c0220");
  });

  it("refuse another PIN beside that of their suite; those without one take it", async () => {
    const seed = await world().seed();
    const pin = { value: "2468", position: "BEFORE_OTP" };
    expect(await refusal(seed, { suite: WITH_PIN, suitePin: "1234" }, { pin })).toMatchObject({
      code: "NOT_SUPPORTED_BY_MODEL",
      path: ["input", "pin"],
    });
    const withPin = await answerer(world(), seed, { suite: WITH_PIN, pin: "1234" });
    const set = (id: string) => ({ token: { id }, pin: "2468", position: "BEFORE_OTP" });
    expect(await seed.admin.refusalAt("tokenPinSet", set(withPin.id))).toBe(
      "NOT_SUPPORTED_BY_MODEL input.token",
    );
    const without = await answerer(world(), seed, { more: { pin } });
    await seed.admin.do("tokenPinSet", set(without.id), "__typename");
    // The database holds it as well, whatever path a change comes by.
    await expect(
      world().database.query(
        Prisma.sql`UPDATE tokens SET pin_hash = 'x', pin_position = 'AFTER_OTP' WHERE id = ${getUuid(withPin.id)}::uuid`,
      ),
    ).rejects.toThrow("tokens_one_pin");
    await expect(
      world().database.query(
        Prisma.sql`UPDATE tokens SET suite_pin = '\\x00' WHERE id = ${getUuid(without.id)}::uuid`,
      ),
    ).rejects.toThrow("tokens_one_pin");
    await expect(
      world().database.query(
        Prisma.sql`UPDATE tokens SET ocra_suite = NULL WHERE id = ${getUuid(without.id)}::uuid`,
      ),
    ).rejects.toThrow("tokens_ocra_has_suite");
  });

  it("are given another PIN of their suite, which only they have", async () => {
    const seed = await world().seed();
    const token = await answerer(world(), seed, { suite: WITH_PIN, pin: "1234" });
    const change = (id: string, suitePin: string) => ({ token: { id }, suitePin });
    await seed.admin.do("tokenUpdate", change(token.id, "98765432"), "__typename");
    expect(await keptPin(world(), seed, token.id)).toBe("caa70946d8da3b59d1e0e798712934907f004695");
    expect(await seed.events(1)).toEqual(["TOKEN_PIN_SET"]);
    const fob = await seed.fob();
    const plain = await answerer(world(), seed);
    for (const { id } of [fob, plain]) {
      expect(await seed.admin.refusalAt("tokenUpdate", change(id, "1234"))).toBe(
        "NOT_SUPPORTED_BY_MODEL input.suitePin",
      );
    }
    expect(await seed.admin.refusalAt("tokenUpdate", change(token.id, "12"))).toBe(
      "VALIDATION_FAILED input.suitePin",
    );
  });

  it("keep the length of answers that their suite says", async () => {
    const seed = await world().seed();
    const token = await answerer(world(), seed, { suite: "OCRA-1:HOTP-SHA1-6:QA08" });
    expect(await seed.admin.refusalAt("tokenUpdate", { token: { id: token.id }, digits: 8 })).toBe(
      "NOT_SUPPORTED_BY_MODEL input.digits",
    );
  });

  it("lose the suite's PIN with the user who knew it", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("bert");
    const token = await answerer(world(), seed, { suite: WITH_PIN, pin: "1234", of: "anna" });
    await seed.admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
    expect(await seed.events(2)).toEqual(["TOKEN_UNASSIGNED", "TOKEN_PIN_REMOVED"]);
    expect(await keptPin(world(), seed, token.id)).toBeNull();
    await seed.admin.do("tokenUpdate", { token: { id: token.id }, suitePin: "5678" }, "__typename");
    const move = { token: { id: token.id }, to: { user: { login: "anna" } } };
    await seed.admin.do("tokenAssign", move, "__typename");
    expect(await keptPin(world(), seed, token.id)).not.toBeNull();
    await seed.admin.do(
      "tokenAssign",
      { token: { id: token.id }, to: { user: { login: "bert" } }, from: { login: "anna" } },
      "__typename",
    );
    expect(await keptPin(world(), seed, token.id)).toBeNull();
    const plain = await answerer(world(), seed, { of: "anna" });
    await seed.admin.do("tokenUnassign", { token: { id: plain.id } }, "__typename");
    expect(await seed.events(2)).toEqual(["TOKEN_UNASSIGNED", "TOKEN_ASSIGNED"]);
  });

  it("tell their suite's PIN and its digest nowhere", async () => {
    const seed = await world().seed();
    const [first, second] = ["907361528449", "816250493772"];
    const token = await answerer(world(), seed, { suite: WITH_PIN, pin: first });
    await seed.admin.do("tokenUpdate", { token: { id: token.id }, suitePin: second }, "__typename");
    const forms = [first, second].flatMap((pin) => {
      const digest = createHash("sha1").update(pin).digest();
      return [pin, digest.toString("hex"), digest.toString("base64")];
    });
    const reported = [...(await getContents(world())), world().logged()].join("\n");
    expect(forms.filter((form) => reported.includes(form))).toEqual([]);
  });
});
