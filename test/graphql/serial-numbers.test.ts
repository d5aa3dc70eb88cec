import { expect, it } from "vitest";
import { onEveryStore } from "../support/world.js";

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

onEveryStore("serial numbers", (world) => {
  it("are the same whatever their case: created, imported, named, linked and signed in by", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
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
    const imported = (content: string) =>
      admin.do<{ refused: { message: string }[]; created: number }>(
        "tokenImport",
        { content, format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 },
        "created refused { message }",
      );
    expect(await imported(`${header}${row("TP-0042")}`)).toEqual({
      created: 0,
      refused: [{ message: "Another token of the account has this serial number." }],
    });
    expect(await imported(`${header}${row("New-1")}${row("NEW-1")}`)).toEqual({
      created: 0,
      refused: [{ message: "The serial number is on line 2 of the file, too." }],
    });
    expect(await imported(`${header}${row("New-1")}`)).toMatchObject({ created: 1 });
    const { token: made } = await admin.query<{ token: object }>(
      '{ token(by: { serialNumber: "NEW-1" }) { name serialNumber } }',
    );
    expect(made).toEqual({ name: "New-1", serialNumber: "New-1" });

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
});
