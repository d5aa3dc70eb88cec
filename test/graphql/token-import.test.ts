import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { hotp } from "../../server/otp/hotp.js";
import { getContents } from "../support/contents.js";
import { Answerer, signInByAnswer, ULTRA_SUITE } from "../support/ocra.js";
import type { Seed } from "../support/seed.js";
import { imported, type Imported } from "../support/upload.js";
import { onOneStore, type World } from "../support/world.js";

const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
const OATH = { format: "OATH_CSV" };
const SECRET = Buffer.from("12345678901234567890");
const HEX = SECRET.toString("hex");

function tokens(seed: Seed, input: object, file: Uint8Array | string): Promise<Imported> {
  return imported(seed.admin, "tokenImport", input, file);
}

/** The lines and reasons of what was refused. */
function reported({ job, created, refused }: Imported): unknown[] {
  expect(job.status).toBe("REFUSED");
  expect(created).toBe(0);
  return refused.map(({ line, code, message }) => `${line} ${code}: ${message}`);
}

/** What is in the account, but for its keys' last use and the jobs of its imports. */
async function getState(world: World, seed: Seed): Promise<string[]> {
  return (await getContents(world, seed.accountId)).filter((row) => !/^(import_jobs|api_keys) /.test(row));
}

function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, `../fixtures/pskc/${name}.xml`), "utf8");
}

async function staged(world: World): Promise<string[]> {
  return (await getContents(world)).filter((row) => row.startsWith("import_rows "));
}

onOneStore("tokenImport", (world) => {
  it("refuses a file in which more than 16 rows have one secret, at each row beyond", async () => {
    const seed = await world().seed();
    const file = (rows: number) =>
      `serialNumber,secret\n${Array.from({ length: rows }, (_, n) => `T${n},${HEX}\n`).join("")}U,${"cd".repeat(20)}\n`;
    const before = await getState(world(), seed);
    const message =
      "More than 16 rows have this secret. Every device has a different secret: correct the file.";
    expect(reported(await tokens(seed, CSV, file(18)))).toEqual(
      [18, 19].map((line) => `${line} VALIDATION_FAILED: ${message}`),
    );
    expect(await getState(world(), seed)).toEqual(before);
    expect(await tokens(seed, CSV, file(16))).toMatchObject({ created: 17, refused: [] });
  });

  it("creates fobs of one model and period, called by their serial numbers, that sign in", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const answer = await tokens(seed, CSV, `serialNumber,secret\nT1,${HEX}\nT2,${"ab".repeat(20)}\n`);
    expect(answer).toMatchObject({
      created: 2,
      refused: [],
      job: { kind: "TOKENS", status: "SUCCEEDED", created: 2 },
    });
    expect(answer.job.progress).toMatchObject({
      rowsRead: 2,
      rowsChecked: 2,
      rowsMoved: 2,
      bytesRead: 108,
      bytesTotal: 108,
    });
    const { tokens: list, account } = await seed.admin.query<{
      tokens: { nodes: object[] };
      account: { plan: { tokens: { used: number } } };
    }>(
      `{ tokens { nodes { name serialNumber model status enabled user { login } oath { algorithm digits periodSeconds hash } } }
         account { plan { tokens { used } } } }`,
    );
    const oath = { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" };
    const token = { model: "PROTECTIMUS_TWO", status: "ACTIVE", enabled: true, user: null, oath };
    expect(list.nodes).toEqual(["T1", "T2"].map((name) => ({ name, serialNumber: name, ...token })));
    expect(account.plan.tokens.used).toBe(2);
    const ref = { token: { serialNumber: "T1" } };
    await seed.admin.do("tokenAssign", { ...ref, to: { user: { login: "anna" } } }, "__typename");
    await seed.admin.do("assignmentCreate", { ...ref, to: { resource: { name: "VPN" } } }, "__typename");
    const code = hotp(SECRET, Math.floor(world().clock.now() / 30_000), 6, "SHA1");
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(true);
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(false);
    expect(await staged(world())).toEqual([]);
  });

  it("writes one event for each token, with who did it and without the secret, and they are found", async () => {
    const seed = await world().seed();
    await tokens(seed, CSV, `T1,${HEX}\nT2,${HEX}\n`);
    expect(await seed.events(2)).toEqual(["TOKEN_IMPORTED", "TOKEN_IMPORTED"]);
    const { token } = await seed.admin.query<{ token: { events: { nodes: unknown[] } } }>(
      `{ token(by: { serialNumber: "T2" }) { events(filter: { text: "imported t2 two" }) {
         nodes { type summary tokenName actor { kind } changes { field } token { name } } } } }`,
    );
    expect(token.events.nodes).toEqual([
      {
        type: "TOKEN_IMPORTED",
        summary: "Token T2 (PROTECTIMUS_TWO) was imported.",
        tokenName: "T2",
        actor: { kind: "API_KEY" },
        changes: [],
        token: { name: "T2" },
      },
    ]);
  });

  it("creates tokens as each row of the OATH layout says, from the counter that it says", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const rows = [`H1;${HEX};HOTP;6;41`, `T1;${HEX};totp;8;60;SHA512`, `T2;${HEX};TOTP`];
    expect(await tokens(seed, OATH, rows.join("\r\n"))).toMatchObject({ created: 3 });
    const { tokens: list } = await seed.admin.query<{ tokens: { nodes: object[] } }>(
      "{ tokens { nodes { name model oath { algorithm digits periodSeconds hash } } } }",
    );
    expect(list.nodes).toEqual([
      {
        name: "H1",
        model: "UNIVERSAL",
        oath: { algorithm: "HOTP", digits: 6, periodSeconds: null, hash: "SHA1" },
      },
      {
        name: "T1",
        model: "UNIVERSAL",
        oath: { algorithm: "TOTP", digits: 8, periodSeconds: 60, hash: "SHA512" },
      },
      {
        name: "T2",
        model: "UNIVERSAL",
        oath: { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" },
      },
    ]);
    const check = (counter: number) =>
      seed.admin.do<{ valid: boolean }>(
        "tokenCheckOtp",
        { token: { serialNumber: "H1" }, passcode: hotp(SECRET, counter, 6, "SHA1") },
        "valid",
      );
    expect(await check(40)).toEqual({ valid: false });
    expect(await check(41)).toEqual({ valid: true });
  });

  it("creates the tokens of RFC 6030's figures 3, 6 and 7, and of a TOTP file", async () => {
    const files = [
      { name: "figure-3", given: {} },
      { name: "figure-6", given: { pskcKey: "12345678901234567890123456789012" } },
      { name: "figure-7", given: { pskcPassphrase: "qwerty" } },
    ];
    for (const { name, given } of files) {
      const seed = await world().seed();
      expect(await tokens(seed, { format: "PSKC", ...given }, fixture(name))).toMatchObject({ created: 1 });
      const checked = await seed.admin.do(
        "tokenCheckOtp",
        { token: { serialNumber: "987654321" }, passcode: "84755224" },
        "valid",
      );
      expect(checked).toEqual({ valid: true });
    }
    const seed = await world().seed();
    expect(await tokens(seed, { format: "PSKC" }, fixture("totp"))).toMatchObject({ created: 1 });
    const { token } = await seed.admin.query<{ token: object }>(
      '{ token(by: { serialNumber: "987654323" }) { drift oath { periodSeconds hash } } }',
    );
    expect(token).toEqual({ drift: 4, oath: { periodSeconds: 60, hash: "SHA256" } });
  });

  it("reports what is wrong before the place from which a file cannot be read, and then that place", async () => {
    const seed = await world().seed();
    const limited = fixture("totp").replace("<KeyUsage>", "<NumberOfTransactions>9</NumberOfTransactions>$&");
    const [keyPackage = ""] = /<KeyPackage>[^]*<\/KeyPackage>/.exec(fixture("figure-6")) ?? [];
    const encryptedLater = limited.replace("</KeyContainer>", `${keyPackage}</KeyContainer>`);
    for (const [input, file, first, then] of [
      [
        CSV,
        Buffer.from(`T1,\nT2,${HEX}\nT3,"${HEX}"0\n`),
        "1 VALIDATION_FAILED: The secret",
        "3 VALIDATION_FAILED: There is text after",
      ],
      [
        CSV,
        Buffer.from(`T1,\rT2,\xff\r`, "latin1"),
        "1 VALIDATION_FAILED: The secret",
        "2 VALIDATION_FAILED: The file has bytes",
      ],
      [
        { format: "PSKC" },
        Buffer.from(limited.replace("</KeyContainer>", "</Key>")),
        "POLICY_REFUSED",
        "not well-formed",
      ],
      [
        { format: "PSKC" },
        Buffer.from(encryptedLater.replace("<KeyContainer", "$& xmlns:xenc='urn:x'")),
        "POLICY_REFUSED",
        "encrypted with a shared key",
      ],
    ] as const) {
      expect(reported(await tokens(seed, input, file))).toEqual([
        expect.stringContaining(first),
        expect.stringContaining(then),
      ]);
    }
  });

  it("does not guess the hash of a PSKC key that names none and has a long secret: it comes with the file", async () => {
    const seed = await world().seed();
    const long = Buffer.alloc(32, "1234567890").toString("base64");
    const named = fixture("totp");
    const silent = named.replace("<Suite>HMAC-SHA256</Suite>", "").replace(/MTIz[^<]*/, long);
    expect(reported(await tokens(seed, { format: "PSKC" }, silent))).toEqual([
      expect.stringContaining(
        "The secret has 32 bytes, like secrets for SHA256. Give the hash of the device",
      ),
    ]);
    // What a key says itself counts.
    const other = named.replaceAll("987654323", "OTHER");
    for (const [file, hash] of [
      [silent, "SHA512"],
      [other, "SHA256"],
    ] as const) {
      expect(await tokens(seed, { format: "PSKC", hash: "SHA512" }, file)).toMatchObject({ created: 1 });
      const serialNumber = file === silent ? "987654323" : "OTHER";
      const { token } = await seed.admin.query<{ token: object }>(
        "query ($serialNumber: String!) { token(by: { serialNumber: $serialNumber }) { oath { hash } } }",
        { serialNumber },
      );
      expect(token).toEqual({ oath: { hash } });
    }
    // A fob of a model that has one hash needs no Suite.
    const shark = silent.replaceAll("987654323", "SHARK");
    expect(await tokens(seed, { format: "PSKC", model: "PROTECTIMUS_SHARK" }, shark)).toMatchObject({
      created: 1,
    });
  });

  it("refuses a PSKC file that cannot be decrypted, or whose policy nobody would keep to, and creates nothing", async () => {
    const seed = await world().seed();
    const before = await getState(world(), seed);
    const refused = async (name: string, given: object = {}) =>
      reported(await tokens(seed, { format: "PSKC", ...given }, fixture(name)));
    expect(await refused("figure-2")).toEqual([
      "6 VALIDATION_FAILED: The key does not say how long its codes are (ResponseFormat).",
    ]);
    expect(await refused("figure-6")).toEqual([
      "28 VALIDATION_FAILED: The file is encrypted with a shared key; give it as pskcKey.",
    ]);
    expect(await refused("figure-7", { pskcPassphrase: "qwertz" })).toEqual([
      "48 VALIDATION_FAILED: The MAC key cannot be decrypted: the key or pass phrase is wrong, or the file is damaged.",
    ]);
    const limited = fixture("figure-10").replace(
      /<ExpiryDate>.*<\/ExpiryDate>/,
      "<NumberOfTransactions>4</NumberOfTransactions>",
    );
    expect(reported(await tokens(seed, { format: "PSKC" }, limited))).toEqual([
      "9 POLICY_REFUSED: The key may be used a limited number of times (NumberOfTransactions); this server cannot enforce that.",
    ]);
    // Somebody on the way puts a secret of their own beside the encrypted one, or in its place.
    const given = { format: "PSKC", pskcKey: "12345678901234567890123456789012" };
    const plain = `<PlainValue>${Buffer.from("the attacker's secret").toString("base64")}</PlainValue>`;
    const figure = fixture("figure-6");
    const beside = figure.replace("<EncryptedValue>", `${plain}<EncryptedValue>`);
    const instead = figure.replace(/<EncryptedValue>[^]*<\/ValueMAC>/, plain);
    for (const input of [given, { format: "PSKC" }]) {
      for (const file of [beside, instead]) {
        expect(reported(await tokens(seed, input, file))).toEqual([
          expect.stringMatching(/^28 VALIDATION_FAILED/),
        ]);
      }
    }
    expect(reported(await tokens(seed, given, fixture("figure-3")))).toEqual([
      expect.stringContaining("A key or pass phrase was given, but the file is not encrypted"),
    ]);
    expect(await getState(world(), seed)).toEqual(before);
  });

  it("refuses tokens that answer challenges by name where no column says their suite", async () => {
    const seed = await world().seed();
    const why =
      "NOT_SUPPORTED_BY_MODEL: Import tokens that answer challenges (OCRA) from PSKC, which contains their suites. Or create each of them with tokenCreate.";
    const rows = [`T1,${HEX},TOTP`, `U1,${HEX},OCRA`, `U2,${HEX},OCRA-1:HOTP-SHA1-6:QN08`];
    expect(reported(await tokens(seed, OATH, rows.join("\n")))).toEqual([`2 ${why}`, `3 ${why}`]);
    const pskc = fixture("totp").replace("pskc:totp", "pskc:OCRA-1:HOTP-SHA1-6:QN08");
    expect(reported(await tokens(seed, { format: "PSKC" }, pskc))).toEqual([
      "8 VALIDATION_FAILED: The key has two suites, in its Algorithm and in Suite. Keep only one.",
    ]);
    const { errors } = await seed.admin.send(
      "mutation ($input: TokenImportInput!) { tokenImport(input: $input) { __typename } }",
      { input: { ...CSV, model: "PROTECTIMUS_SMART", content: `U1,${HEX}` } },
    );
    expect(errors[0]?.message).toContain(
      "The enum TokenImportModel has no such value. Write PROTECTIMUS_SHARK, PROTECTIMUS_TWO, PROTECTIMUS_ULTRA or UNIVERSAL.",
    );
    const { tokens: list } = await seed.admin.query<{ tokens: { nodes: object[] } }>(
      "{ tokens { nodes { id } } }",
    );
    expect(list.nodes).toEqual([]);
  });

  it("creates Ultras of CSV with the suite of the model, and of PSKC with that of the key", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const ultra = { format: "CSV", model: "PROTECTIMUS_ULTRA" };
    expect(await tokens(seed, ultra, `U1,${HEX}`)).toMatchObject({ created: 1, refused: [] });
    const counted = "OCRA-1:HOTP-SHA1-6:C-QN08";
    const pskc = fixture("totp")
      .replace("pskc:totp", `pskc:${counted}`)
      .replace(/<Suite>.*<\/Suite>/, "")
      .replace("<KeyUsage>OTP", "<KeyUsage>CR")
      .replace(/<Time>[^]*<\/TimeDrift>/, "<Counter><PlainValue>41</PlainValue></Counter>");
    const answer = await tokens(seed, { ...ultra, format: "PSKC" }, pskc);
    expect(answer).toMatchObject({ created: 1, refused: [] });
    const { tokens: list } = await seed.admin.query<{ tokens: { nodes: object[] } }>(
      "{ tokens { nodes { name model oath { ocraSuite } } } }",
    );
    const model = "PROTECTIMUS_ULTRA";
    expect(list.nodes).toEqual([
      { name: "U1", model, oath: { ocraSuite: ULTRA_SUITE } },
      { name: "987654323", model, oath: { ocraSuite: counted } },
    ]);
    const ref = { token: { serialNumber: "U1" } };
    await seed.admin.do("tokenAssign", { ...ref, to: { user: { login: "anna" } } }, "__typename");
    await seed.admin.do("assignmentCreate", { ...ref, to: { resource: { name: "VPN" } } }, "__typename");
    const { token } = await seed.admin.query<{ token: { id: string } }>(
      '{ token(by: { serialNumber: "U1" }) { id } }',
    );
    const device = new Answerer(token.id, "U1", world().clock, SECRET, ULTRA_SUITE, null);
    expect(await signInByAnswer(seed, device, "VPN")).toBe(true);
    // A device that shows codes is none.
    expect(reported(await tokens(seed, { ...ultra, format: "PSKC" }, fixture("totp"))).join()).toContain(
      "A token of model PROTECTIMUS_ULTRA answers challenges (OCRA); import others as UNIVERSAL.",
    );
    const at = (input: object) => seed.admin.refusalAt("tokenImport", { content: `U2,${HEX}`, ...input });
    expect(await at({ ...ultra, format: "OATH_CSV" })).toBe("VALIDATION_FAILED input.model");
    expect(await at({ ...ultra, periodSeconds: 30 })).toBe("VALIDATION_FAILED input.periodSeconds");
    expect(await at({ ...ultra, hash: "SHA1" })).toBe("VALIDATION_FAILED input.hash");
  });

  it("creates a token of each key of a PSKC device, as in RFC 6030's figure 10, and none of them twice", async () => {
    const seed = await world().seed();
    const figure = fixture("figure-10");
    const [first = ""] = /<KeyPackage>[^]*<\/KeyPackage>/.exec(figure) ?? [];
    const withKeys = (...ids: string[]) =>
      figure.replace(first, ids.map((id) => first.replace('Id="1"', `Id="${id}"`)).join("\n"));
    const names = async () => {
      const { tokens: list } = await seed.admin.query<{ tokens: { nodes: { serialNumber: string }[] } }>(
        "{ tokens { nodes { serialNumber } } }",
      );
      return list.nodes.map(({ serialNumber }) => serialNumber).toSorted();
    };
    const long = "4".repeat(44);
    expect(reported(await tokens(seed, { format: "PSKC" }, withKeys("1", "2", "1", "2", long)))).toEqual([
      "63 ALREADY_EXISTS: Line 9 of the file has the same serial number.",
      "90 ALREADY_EXISTS: Line 36 of the file has the same serial number.",
      "117 VALIDATION_FAILED: The file has several keys of this device, so the serial number of this one is SerialNo/Id. Serial number has 1 to 50 characters.",
    ]);
    const file = withKeys("1", "2", "3");
    expect(await tokens(seed, { format: "PSKC" }, file)).toMatchObject({ created: 3, refused: [] });
    expect(await names()).toEqual(["654321", "654321/2", "654321/3"]);
    expect(reported(await tokens(seed, { format: "PSKC" }, file))).toHaveLength(3);
    // A part of the file does not know of the other keys: its device is there already.
    expect(reported(await tokens(seed, { format: "PSKC" }, withKeys("4")))).toEqual([
      "9 ALREADY_EXISTS: Another token of the account has this serial number.",
    ]);
  });

  it("takes the file of a vendor for Microsoft Entra, and links nobody", async () => {
    const seed = await world().seed();
    await seed.user("anna@example.org");
    const header = "upn,serial number,secret key,time interval,manufacturer,model";
    const row = `anna@example.org, "E1" , "${HEX}",60,Vendor,HardwareKey`;
    expect(await tokens(seed, OATH, `${header}\n${row}`)).toMatchObject({ created: 1, refused: [] });
    const { token } = await seed.admin.query<{ token: object }>(
      '{ token(by: { serialNumber: "E1" }) { model user { login } oath { algorithm periodSeconds } } }',
    );
    expect(token).toEqual({
      model: "UNIVERSAL",
      user: null,
      oath: { algorithm: "TOTP", periodSeconds: 60 },
    });
    expect(reported(await tokens(seed, OATH, `${header},colour\n${row},red`)).join()).toContain(
      "Column 7 of the header is unknown or repeated",
    );
  });

  it("tells every bad row by its line, and one bad row moves nothing", async () => {
    const seed = await world().seed();
    await tokens(seed, CSV, `OLD,${HEX}`);
    const before = await getState(world(), seed);
    const rows = [
      `GOOD,${HEX}`,
      `=1+1,${HEX}`,
      "",
      "NOSECRET,",
      "SHORT,3132",
      `OLD,${HEX}`,
      `"with ""quotes""",${HEX}`,
      `GOOD,${HEX}`,
      `THREE,${HEX},x`,
      "NOHEX,zz",
      `2.60012E+12,${HEX}`,
    ];
    const answer = await tokens(seed, CSV, rows.join("\n"));
    expect(reported(answer)).toEqual([
      "2 VALIDATION_FAILED: The serial number begins like a formula (= + - @ or a tab), which spreadsheets would execute. Remove this character.",
      "4 VALIDATION_FAILED: The secret is missing.",
      "5 VALIDATION_FAILED: The secret has 2 bytes; it needs 16 to 128.",
      "6 ALREADY_EXISTS: Another token of the account has this serial number.",
      "8 ALREADY_EXISTS: Line 1 of the file has the same serial number.",
      "9 VALIDATION_FAILED: The row has 3 cells, but there are only 2 columns: serialNumber, secret.",
      "10 VALIDATION_FAILED: The secret is not written in HEX. HEX has two hexadecimal digits (0 to 9, A to F) for each byte, and no spaces.",
      "11 VALIDATION_FAILED: The serial number is a long number that a spreadsheet has shortened, so digits are lost. Import the original file, or open it in the spreadsheet with this column as text.",
    ]);
    expect(answer.job.refusedCount).toBe(8);
    expect(answer.job.progress).toMatchObject({ rowsRead: 10, rowsChecked: 4, rowsMoved: 0 });
    expect(await getState(world(), seed)).toEqual(before);
    expect(await staged(world())).toEqual([]);
  });

  it("tells a thousand refused rows, and says that reading stopped when there are more", async () => {
    const seed = await world().seed();
    const whole = await tokens(seed, CSV, "BAD,\n".repeat(1_000));
    expect(whole.refused.map(({ line }) => line)).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
    const cut = await tokens(seed, CSV, `${"BAD,\n".repeat(1_000)}GOOD,${HEX}\n`);
    expect(cut).toMatchObject({ created: 0, job: { status: "REFUSED", refusedCount: 1_000 } });
    expect(cut.refused[0]).toMatchObject({ line: null, message: expect.stringContaining("Reading stopped") });
    expect(cut.refused.slice(1)).toEqual(whole.refused);
    const { importJob } = await seed.admin.query<{ importJob: { reasons: object[] } }>(
      "query ($id: ID!) { importJob(id: $id) { reasons { code message count lines } } }",
      { id: cut.job.id },
    );
    expect(importJob.reasons).toEqual([
      { ...cut.refused[0], line: undefined, count: 1, lines: [] },
      { code: "VALIDATION_FAILED", message: "The secret is missing.", count: 1_000, lines: [1, 2, 3, 4, 5] },
    ]);
  });

  it("in a dry run tells the same, and changes nothing", async () => {
    const seed = await world().seed();
    const before = await getState(world(), seed);
    const dryRun = { ...CSV, dryRun: true };
    expect(await tokens(seed, dryRun, `T1,${HEX}\nT2,${HEX}`)).toMatchObject({
      created: 0,
      refused: [],
      job: { status: "SUCCEEDED", created: 0, progress: { rowsRead: 2, rowsChecked: 2, rowsMoved: 0 } },
    });
    expect(reported(await tokens(seed, dryRun, `T1,${HEX}\nT1,${HEX}`))).toHaveLength(1);
    expect(await getState(world(), seed)).toEqual(before);
    expect(await staged(world())).toEqual([]);
  });

  it("takes short secrets by name alone, and the event of each such token says so", async () => {
    const seed = await world().seed();
    const short = "31".repeat(10);
    const file = `S1,${short},hotp\nL1,${HEX},hotp\n`;
    expect(reported(await tokens(seed, OATH, file))).toEqual([
      "1 VALIDATION_FAILED: The secret has 10 bytes; it needs 16 to 128. If the device's secret is that short, set acceptShortSecrets to true.",
    ]);
    const accepted = { ...OATH, acceptShortSecrets: true };
    expect(reported(await tokens(seed, accepted, `S1,${"31".repeat(9)}`))).toEqual([
      "1 VALIDATION_FAILED: The secret has 9 bytes; it needs 10 to 128.",
    ]);
    expect(await tokens(seed, accepted, file)).toMatchObject({ created: 2 });
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      "{ events(filter: { types: [TOKEN_IMPORTED] }) { nodes { summary changes { field from to } } } }",
    );
    expect(events.nodes).toEqual(
      expect.arrayContaining([
        {
          summary: "Token S1 (UNIVERSAL) was imported. Its secret is short: 10 bytes.",
          changes: [{ field: "shortSecretBytes", from: null, to: "10" }],
        },
        { summary: "Token L1 (UNIVERSAL) was imported.", changes: [] },
      ]),
    );
    const passcode = hotp(Buffer.from(short, "hex"), 0, 6, "SHA1");
    const checked = { token: { serialNumber: "S1" }, passcode };
    expect(await seed.admin.do("tokenCheckOtp", checked, "valid")).toEqual({ valid: true });
  });

  it("needs the hash of a secret of 32 or 64 bytes in a row or with the file", async () => {
    const seed = await world().seed();
    const universal = { format: "CSV", model: "UNIVERSAL" };
    const file = `A1,${"31".repeat(32)}\n`;
    expect(reported(await tokens(seed, universal, file))).toEqual([
      expect.stringContaining(
        "1 VALIDATION_FAILED: The secret has 32 bytes, like secrets for SHA256. Give the hash of the device",
      ),
    ]);
    expect(await tokens(seed, { ...universal, hash: "SHA256" }, file)).toMatchObject({ created: 1 });
    expect(await tokens(seed, universal, `A2,${HEX}`)).toMatchObject({ created: 1 });
    const { tokens: list } = await seed.admin.query<{ tokens: { nodes: object[] } }>(
      "{ tokens { nodes { name model oath { algorithm digits periodSeconds hash } } } }",
    );
    const oath = { algorithm: "TOTP", digits: 6, periodSeconds: 30 };
    expect(list.nodes).toEqual([
      { name: "A1", model: "UNIVERSAL", oath: { ...oath, hash: "SHA256" } },
      { name: "A2", model: "UNIVERSAL", oath: { ...oath, hash: "SHA1" } },
    ]);
  });

  it("gives tokens the period that comes with the file where the file does not say it", async () => {
    const seed = await world().seed();
    const rows = `serial,secret,type,period\nA1,${HEX},TOTP,\nA2,${HEX},TOTP,30\nA3,${HEX},HOTP,30\n`;
    expect(await tokens(seed, { ...OATH, periodSeconds: 60 }, rows)).toMatchObject({ created: 3 });
    const two = { ...OATH, model: "PROTECTIMUS_TWO", periodSeconds: 60 };
    expect(await tokens(seed, two, `B1,${HEX}`)).toMatchObject({ created: 1 });
    expect(await tokens(seed, OATH, `C1,${HEX}`)).toMatchObject({ created: 1 });
    const pskc = fixture("totp").replace(/<TimeInterval>[^]*<\/TimeInterval>/, "");
    const input = { format: "PSKC", periodSeconds: 60 };
    expect(await tokens(seed, input, pskc)).toMatchObject({ created: 1, refused: [] });
    const { tokens: list } = await seed.admin.query<{
      tokens: { nodes: { name: string; oath: { periodSeconds: number | null } }[] };
    }>("{ tokens { nodes { name oath { periodSeconds } } } }");
    const periods = list.nodes.map(({ name, oath }) => [name, oath.periodSeconds] as const);
    expect(periods.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ["987654323", 60],
      ["A1", 60],
      ["A2", 30],
      ["A3", null],
      ["B1", 60],
      ["C1", 30],
    ]);
    // The first code of a new device: its counter is 0, whatever the period says.
    const checked = { token: { serialNumber: "A3" }, passcode: hotp(SECRET, 0, 6, "SHA1") };
    expect(await seed.admin.do("tokenCheckOtp", checked, "valid")).toEqual({ valid: true });
  });

  it("calls what is no CSV what it is", async () => {
    const seed = await world().seed();
    const wrong = async (file: string) => reported(await tokens(seed, OATH, file)).join("\n");
    expect(await wrong(`T1\t${HEX}\nT2\t${HEX}`)).toContain(
      "1 VALIDATION_FAILED: The cells of this line are separated by tabs",
    );
    expect(await wrong("Serial,Seed value\nT1,x")).toContain("looks like a header, but has no column secret");
    expect(await wrong("Gerät,Geheimnis\n")).toContain(
      "If this line is a header: the columns are serialNumber, secret,",
    );
    expect(await wrong(`# Box 7\nserial,secret\nT1,${HEX}`)).toMatch(/^1 .*begins with #[^\n]*$/);
    expect(await wrong(fixture("totp"))).toContain("This is XML, not CSV");
    expect(await wrong("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n")).toMatch(
      /^1 VALIDATION_FAILED: This is an encrypted file \(OpenPGP\)[^\n]*$/,
    );
    expect(
      reported(await tokens(seed, { format: "PSKC" }, "otpauth-migration://offline?data=a")).join(),
    ).toContain("This is an export of Google Authenticator.");
    expect(reported(await tokens(seed, { format: "PSKC" }, `T1,${HEX}`)).join()).toContain("This is not XML");
    expect(reported(await tokens(seed, CSV, "PK\u0003\u0004x")).join()).toContain(
      "a zip archive or a spreadsheet",
    );
  });

  it("refuses in words what is given with the file", async () => {
    const { admin } = await world().seed();
    const at = (input: object) => admin.refusalAt("tokenImport", input);
    const content = `T1,${HEX}`;
    expect(await at({ ...CSV })).toBe("VALIDATION_FAILED input.content");
    expect(await at({ format: "CSV", periodSeconds: 30, content })).toBe("VALIDATION_FAILED input.model");
    expect(await at({ format: "CSV", model: "UNIVERSAL", periodSeconds: 9, content })).toBe(
      "VALIDATION_FAILED input.periodSeconds",
    );
    expect(await at({ ...CSV, hash: "SHA256", content })).toBe("VALIDATION_FAILED input.hash");
    expect(await at({ format: "PSKC", model: "PROTECTIMUS_TWO", hash: "SHA256", content })).toBe(
      "VALIDATION_FAILED input.hash",
    );
    expect(await at({ ...CSV, periodSeconds: null, content })).toBe("VALIDATION_FAILED input.periodSeconds");
    expect(await at({ ...CSV, periodSeconds: 45, content })).toBe("VALIDATION_FAILED input.periodSeconds");
    expect(await at({ ...OATH, periodSeconds: 9, content })).toBe("VALIDATION_FAILED input.periodSeconds");
    expect(await at({ ...OATH, model: "PROTECTIMUS_TWO", periodSeconds: 45, content })).toBe(
      "VALIDATION_FAILED input.periodSeconds",
    );
    expect(await at({ ...CSV, pskcKey: "00".repeat(16), content })).toBe("VALIDATION_FAILED input.pskcKey");
    expect(await at({ format: "PSKC", pskcKey: "00".repeat(15), content })).toBe(
      "VALIDATION_FAILED input.pskcKey",
    );
    const both = { pskcKey: "00".repeat(16), pskcPassphrase: "x" };
    expect(await at({ format: "PSKC", ...both, content })).toBe("VALIDATION_FAILED input.pskcPassphrase");
  });

  it("takes the quota for all or for none, and a dry run tells the same", async () => {
    const seed = await world().seed();
    const rows = Array.from({ length: 12 }, (_, index) => `Q${index},${HEX}`).join("\n");
    const plan = (count: number) =>
      world().operator.do(
        "accountPlanSet",
        { account: seed.accountId, plan: { tokens: count, users: 1, resources: 1 } },
        "__typename",
      );
    const dryRun = { ...CSV, dryRun: true };
    await plan(11);
    for (const input of [dryRun, CSV]) {
      const answer = await tokens(seed, input, rows);
      // No row is wrong.
      expect(answer.job.refusedCount).toBe(0);
      expect(reported(answer)).toEqual([
        "null QUOTA_EXCEEDED: The account's service plan has 11 tokens, of which 11 are free. The file has 12. Delete some, or ask the operator for a larger plan.",
      ]);
    }
    await plan(12);
    expect(await tokens(seed, dryRun, rows)).toMatchObject({ job: { status: "SUCCEEDED" } });
    expect(await tokens(seed, CSV, rows)).toMatchObject({ created: 12 });
    for (const input of [dryRun, CSV]) {
      expect(reported(await tokens(seed, input, `R1,${HEX}\nR2,${HEX}`))).toEqual([
        expect.stringContaining("plan has 12 tokens, and all are used. The file has 2."),
      ]);
    }
    const fob = { serialNumber: "R1", secret: HEX, secretEncoding: "HEX", periodSeconds: 30 };
    const one = await seed.admin.mutate("tokenCreate", { model: { hardware: { two: fob } } }, "__typename");
    expect(one.message).toBe(
      "The account's service plan has 12 tokens, and all are used. Delete some, or ask the operator for a larger plan.",
    );
  });

  it("never exceeds the quota, and is whole or absent, however many imports and creations come at once", async () => {
    const seed = await world().seed();
    await world().operator.do(
      "accountPlanSet",
      { account: seed.accountId, plan: { tokens: 25, users: 1, resources: 1 } },
      "__typename",
    );
    const file = (name: string) =>
      Array.from({ length: 10 }, (_, index) => `${name}${index},${HEX}`).join("\n");
    const replica = world().store === "PostgreSQL" ? seed.at(await world().replica()) : seed;
    const imports = await Promise.all(
      ["A", "B", "C", "D"].map((name, index) => tokens(index % 2 === 0 ? seed : replica, CSV, file(name))),
    );
    expect(imports.map(({ created }) => created).toSorted((a, b) => a - b)).toEqual([0, 0, 10, 10]);
    // The same serial numbers at once: one import has them.
    const same = await Promise.all(
      [seed, replica, seed].map((at) => tokens(at, CSV, file("S").split("\n").slice(0, 5).join("\n"))),
    );
    expect(same.map(({ created }) => created).toSorted((a, b) => a - b)).toEqual([0, 0, 5]);
    const { account, tokens: list } = await seed.admin.query<{
      account: { plan: { tokens: { used: number } } };
      tokens: { totalCount: number };
    }>("{ account { plan { tokens { used } } } tokens { totalCount } }");
    expect([account.plan.tokens.used, list.totalCount]).toEqual([25, 25]);
    expect(await staged(world())).toEqual([]);
  });

  it("gives a repeat the same job, and another file under the same key a conflict", async () => {
    const seed = await world().seed();
    const input = { ...CSV, idempotencyKey: "box 7" };
    const [first, second] = await Promise.all([
      tokens(seed, input, `T1,${HEX}`),
      tokens(seed, input, `T1,${HEX}`),
    ]);
    const uploaded = await tokens(seed, input, Buffer.from(`T1,${HEX}`));
    expect(first).toMatchObject({ created: 1, job: { status: "SUCCEEDED" } });
    expect(second).toEqual(first);
    expect(uploaded).toEqual(first);
    expect(await tokens(seed, input, `T2,${HEX}`)).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
    expect(await tokens(seed, { ...input, dryRun: true }, `T1,${HEX}`)).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
    });
  });

  it("in the background answers at once; the job tells the rest, to its own account alone", async () => {
    const seed = await world().seed();
    const rows = Array.from(
      { length: 2_000 },
      (_, index) => `B${index},${String(index).padStart(40, "31")}`,
    ).join("\n");
    const { job } = await tokens(seed, { ...CSV, background: true }, Buffer.from(rows));
    expect(job).toMatchObject({ status: "RUNNING", created: 0 });
    const look =
      "query ($id: ID!) { importJob(id: $id) { status created finishedAt progress { rowsMoved } } }";
    await expect
      .poll(() => seed.admin.query(look, { id: job.id }))
      .toMatchObject({ importJob: { status: "SUCCEEDED", created: 2_000, progress: { rowsMoved: 2_000 } } });
    const { importJobs } = await seed.admin.query<{ importJobs: { nodes: unknown[] } }>(
      "{ importJobs { totalCount nodes { id kind dryRun } } }",
    );
    expect(importJobs).toEqual({ totalCount: 1, nodes: [{ id: job.id, kind: "TOKENS", dryRun: false }] });
    const foreign = await world().seed();
    expect(await foreign.admin.query(look, { id: job.id })).toEqual({ importJob: null });
    expect(await foreign.admin.query("{ importJobs { totalCount } }")).toEqual({
      importJobs: { totalCount: 0 },
    });
  });
});
