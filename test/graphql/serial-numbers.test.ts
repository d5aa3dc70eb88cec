import { expect, it } from "vitest";
import { imported } from "../support/upload.js";
import { onSharedStore } from "../support/world.js";

const fob = (serialNumber: string) => ({
  model: {
    universal: {
      serialNumber,
      secret: "3132333435363738393031323334353637383930",
      secretEncoding: "HEX",
      oath: { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } },
    },
  },
});

onSharedStore("serial numbers", (world) => {
  it("are the same whatever their case: created, imported and named", async () => {
    const { admin } = await world().seed();
    const { token } = await admin.do<{ token: { id: string; serialNumber: string } }>(
      "tokenCreate",
      fob("Tp-0042"),
      "token { id serialNumber }",
    );
    expect(token.serialNumber).toBe("Tp-0042");
    for (const same of ["tp-0042", "TP-0042", "Tp-0042"]) {
      expect(await admin.refusal("tokenCreate", fob(same))).toBe("ALREADY_EXISTS");
      const found = await admin.query("query ($s: String) { token(by: { serialNumber: $s }) { id } }", {
        s: same,
      });
      expect(found).toEqual({ token: { id: token.id } });
    }
    const header = "serialNumber,secret\n";
    const row = (serial: string) => `${serial},3132333435363738393031323334353637383930\n`;
    const fromFile = (content: string) =>
      admin.do<{ refused: { message: string }[]; created: number }>(
        "tokenImport",
        { content, format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 },
        "created refused { message }",
      );
    expect(await fromFile(`${header}${row("TP-0042")}`)).toEqual({
      created: 0,
      refused: [{ message: "Another token of the account has this serial number." }],
    });
    expect(await fromFile(`${header}${row("New-1")}${row("NEW-1")}`)).toEqual({
      created: 0,
      refused: [{ message: "Line 2 of the file has the same serial number." }],
    });
    expect(await fromFile(`${header}${row("New-1")}`)).toMatchObject({ created: 1 });
    const { token: made } = await admin.query<{ token: object }>(
      '{ token(by: { serialNumber: "NEW-1" }) { name serialNumber } }',
    );
    expect(made).toEqual({ name: "New-1", serialNumber: "New-1" });
  });

  it("are the same whatever their case: assigned, linked and signed in by", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    await admin.do("tokenCreate", fob("Tp-0042"), "__typename");
    await admin.do(
      "tokenAssign",
      { token: { serialNumber: "TP-0042" }, to: { user: { login: "anna" } } },
      "__typename",
    );
    const links = await admin.do<{ created: number }>(
      "assignmentImport",
      { content: "resource,serial\nVPN,tP-0042\n" },
      "created",
    );
    expect(links.created).toBe(1);
    const asked = {
      resource: { name: "VPN" },
      subject: { token: { serialNumber: "TP-0042" } },
      passcode: "000000",
    };
    await admin.do("authenticate", asked, "granted");
    const [denied] = await seed.events(1, {
      token: { serialNumber: "tp-0042" },
      types: ["AUTHENTICATION_DENIED"],
    });
    expect(denied).toBeDefined();
  });

  it("are compared in a file as they are in the account, also where Unicode has several ways to compare", async () => {
    const [alone, files] = [await world().seed(), await world().seed()];
    await files.resource("VPN");
    for (const [first, second] of [
      ["ΑΣ-1", "ασ-1"],
      ["ΑΣ-2", "ας-2"],
      ["ＡＢ-3", "AB-3"],
      ["ﬁ-4", "fi-4"],
      ["İ-5", "i-5"],
    ] as const) {
      await alone.admin.do("tokenCreate", fob(first), "__typename");
      const { code } = await alone.admin.mutate("tokenCreate", fob(second), "__typename");
      const isSame = code === "ALREADY_EXISTS";
      const content = [first, second].map((serial) => `${serial},${"31".repeat(20)}\n`).join("");
      const tokens = { format: "CSV", model: "UNIVERSAL" };
      const message = (what: string) => `Line 1 of the file has the same ${what}.`;
      const twice = (what: string) => ({
        job: { status: "REFUSED", failure: null },
        refused: [{ line: 2, message: message(what) }],
      });
      const both = { job: { status: "SUCCEEDED", failure: null }, refused: [] };
      const given = await imported(files.admin, "tokenImport", tokens, content);
      expect(given, second).toMatchObject(isSame ? twice("serial number") : both);
      if (isSame) await files.admin.do("tokenCreate", fob(first), "__typename");
      const links = `VPN,${first}\nVPN,${second}\n`;
      expect(await imported(files.admin, "assignmentImport", {}, links), second).toMatchObject(
        isSame ? twice("link") : both,
      );
    }
  });
});
