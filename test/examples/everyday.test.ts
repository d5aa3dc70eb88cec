import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateSync } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { Workshop } from "../support/process.js";

const EVERYDAY = path.join(import.meta.dirname, "../../examples/everyday");

describe("the everyday examples", () => {
  const workshop = new Workshop();
  const files = path.dirname(workshop.dataFolder());
  let url = "";
  let key = "";

  beforeAll(async () => {
    const server = await openHere(await newPlace(() => workshop.dataFolder()));
    url = server.url;
    key = server.firstAdminKey ?? "";
    await new Api(url, key).do("resourceCreate", { name: "VPN" }, "__typename");
  });

  afterAll(async () => {
    await stopAll();
    await workshop.clear();
  });

  /** Runs a script as a person does. @param answer what to type when it asks, once it has said enough. */
  const run = (args: readonly string[], answer?: (reported: string) => string | undefined) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const [script = "", ...rest] = args;
      const child = spawn(process.execPath, [path.join(EVERYDAY, script), ...rest], {
        env: { PATH: process.env["PATH"], TOKENPLANE_ENDPOINT: url, TOKENPLANE_API_KEY: key },
      });
      let stdout = "";
      let stderr = "";
      let isAnswered = false;
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        const typed = isAnswered ? undefined : answer?.(stdout);
        if (typed === undefined) return;
        isAnswered = true;
        child.stdin.write(`${typed}\n`);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
  const signIn = async (login: string, passcode: string) => {
    const input = { resource: { name: "VPN" }, subject: { user: { login } }, passcode };
    return new Api(url, key).do<{ granted: boolean; method: string | null }>(
      "authenticate",
      input,
      "granted method",
    );
  };

  it("roll out a box of hardware tokens, and do nothing twice", async () => {
    const seeds = path.join(files, "seeds.csv");
    const handout = path.join(files, "handout.csv");
    const secretHex = "3132333435363738393031323334353637383930";
    writeFileSync(seeds, `serialNumber,secret\nF-1,${secretHex}\nF-2,${secretHex.replace("31", "32")}\n`);
    writeFileSync(handout, "serialNumber,login\nF-1,anna\nF-2,bert\n");
    const reported = await run(["box-of-tokens.mjs", seeds, "60", handout, "VPN"]);
    expect(reported).toEqual({
      code: 0,
      stdout: "2 tokens imported.\n2 tokens handed out.\nThey work at VPN.\n",
      stderr: "",
    });
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect(await signIn("anna", generateSync({ secret, period: 60 }))).toEqual({
      granted: true,
      method: "OTP",
    });
    const again = await run(["box-of-tokens.mjs", seeds, "60", handout, "VPN"]);
    expect(again.stdout).toBe("The tokens were imported before.\n2 tokens handed out.\nThey work at VPN.\n");
    writeFileSync(seeds, "serialNumber,secret\nF-3,12\n");
    const wrong = await run(["box-of-tokens.mjs", seeds, "60", handout, "VPN"]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(
      /seeds\.csv, line 2: .+\nNothing was imported\. Correct the file and run this again\.\n$/,
    );
  });

  it("replace a lost phone", async () => {
    const api = new Api(url, key);
    const { token, enrolment } = await api.do<{ token: { id: string }; enrolment: { secretBase32: string } }>(
      "tokenCreate",
      {
        name: "Cora phone",
        to: { newUser: { login: "cora" } },
        model: { software: { googleAuthenticator: {} } },
      },
      "token { id } enrolment { secretBase32 }",
    );
    // Another token of hers, which is not in an app.
    await api.do(
      "tokenCreate",
      {
        name: "Cora mail",
        to: { user: { login: "cora" } },
        model: { software: { email: { address: "cora@example.org" } } },
      },
      "token { id }",
    );
    const old = enrolment.secretBase32;
    await api.do(
      "tokenEnrolmentConfirm",
      { token: { id: token.id }, otp: generateSync({ secret: old }) },
      "__typename",
    );
    await api.do(
      "assignmentCreate",
      { token: { id: token.id }, to: { resource: { name: "VPN" } } },
      "__typename",
    );
    const image = path.join(files, "qr.svg");
    let fresh = "";
    let typedStep = 0;
    const reported = await run(["lost-phone.mjs", "cora", image], (text) => {
      if (!text.includes("The code that the new phone shows")) return undefined;
      fresh = /: ([A-Z2-7]{32})\n/.exec(text)?.[1] ?? "";
      typedStep = Math.floor(Date.now() / 30_000);
      return generateSync({ secret: fresh, epoch: typedStep * 30 });
    });
    expect(reported.stderr).toBe("");
    expect(reported.stdout).toContain("Cora phone is worth nothing on the old phone.");
    expect(reported.stdout).toContain("cora signs in with the new phone.");
    expect(readFileSync(image, "utf8")).toContain("<svg");
    expect(statSync(image).mode & 0o777).toBe(0o600);
    // Counted from the typed code: where that one came a step late, the phone's clock is taken to be behind, and the code of
    // a later step is not accepted yet.
    const next = (typedStep + 1) * 30;
    expect(await signIn("cora", generateSync({ secret: old, epoch: next }))).toMatchObject({
      granted: false,
    });
    expect(await signIn("cora", generateSync({ secret: fresh, epoch: next }))).toMatchObject({
      granted: true,
    });
    expect((await run(["lost-phone.mjs", "nobody"])).stderr).toBe("There is no user nobody.\n");
  });

  it("let somebody travel without the token", async () => {
    const reported = await run(["traveller.mjs", "bert", "VPN", "left", "it", "at", "home"]);
    expect(reported.stderr).toBe("");
    expect(reported.stdout).toMatch(
      /^bert signs in at VPN without a code until \d{4}-\d\d-\d\dT.*Z\.\nTo end it before: .*\n$/,
    );
    expect(await signIn("bert", "")).toEqual({ granted: true, method: "BYPASS" });
    expect(await run(["traveller.mjs", "nobody", "VPN", "x"])).toEqual({
      code: 1,
      stdout: "",
      stderr: "nobody has no token at VPN.\n",
    });
  });

  it("say how they are called, and what is missing", async () => {
    for (const script of ["box-of-tokens.mjs", "lost-phone.mjs", "traveller.mjs"]) {
      expect(existsSync(path.join(EVERYDAY, script))).toBe(true);
      const { code, stderr } = await run([script]);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(`^Usage: node ${script} `) as unknown,
      });
    }
  });
});
