// A kind of token whose answer is a signature is added as its author would add it: a folder, a line in kinds.ts, its model and its
// inputs. No use case changes, and it signs somebody in.
import { generateKeyPairSync, sign } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { afterAll, describe, expect, it } from "vitest";
import { SERVER_BUNDLE } from "../../server/bundle-options.mjs";
import { openEmbedded } from "../../server/database/embedded.js";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { MIGRATION } from "../fixtures/made-up-factor/signature-factor.js";
import { Api } from "../support/api.js";
import { prepareFolder } from "../support/prepared.js";
import { TOKENPLANE, Workshop } from "../support/process.js";
import { getState, newestEvent } from "../support/sign-in.js";

const ROOT = path.join(import.meta.dirname, "../..");
const FACTOR = path.join(ROOT, "test/fixtures/made-up-factor/signature-factor.ts");

/** What an author adds for a kind of token, beside its folder: behind which line of a file, and what. */
const ADDED: Readonly<Record<string, readonly [line: string, added: string]>> = {
  "server/factors/kinds.ts": [
    "const FACTORS: ReadonlyMap<string, Factor> = new Map([",
    `["SIGNATURE", (await import(${JSON.stringify(FACTOR)})).signature],`,
  ],
  "schema/rules/dist/models.js": [
    "export const MODELS = {",
    `MADE_UP: {
       ...SENT, description: "A device that signs.", enrols: false,
       choice: { name: "madeUp", description: "A device that signs." },
       input: {
         type: "MadeUpInput", description: "A device that signs.",
         fields: { publicKey: { type: "text", isRequired: true, description: "Its key." } },
       },
     },`,
  ],
  "schema/rules/dist/model-fields.js": ["export const FIELDS = {", 'publicKey: { label: "Key" },'],
  "server/tokens/blueprint.ts": [
    "  const { model, given } = chosen;\n  checkFields(chosen);",
    `if (model === "MADE_UP")
       return { kind: "SIGNATURE", model, serialNumber: null, issuer: null, publicKey: given.publicKey };`,
  ],
  "server/graphql/authentication/authenticate.ts": [
    "input: (t) => ({",
    'signature: t.string({ description: "What the device signed." }),',
  ],
};

const workshop = new Workshop();
const program = path.join(path.dirname(TOKENPLANE), `made-up-${process.pid}.js`);
afterAll(async () => {
  await workshop.clear();
  rmSync(program, { force: true });
});

/** Builds the server with the kind of token that is made up. */
async function build(): Promise<void> {
  const left = new Set(Object.keys(ADDED));
  const bundle = await rolldown({
    ...SERVER_BUNDLE,
    input: "commands/tokenplane.ts",
    cwd: path.join(ROOT, "server"),
    plugins: [
      {
        name: "adds a kind of token",
        transform(code, id) {
          const file = path.relative(ROOT, id);
          const [line, added] = ADDED[file] ?? ["", ""];
          if (line === "" || !code.includes(line)) return null;
          left.delete(file);
          return code.replace(line, `${line}\n${added}\n`);
        },
      },
    ],
  });
  await bundle.write({ file: program, format: "esm", codeSplitting: false });
  await bundle.close();
  expect([...left]).toEqual([]);
}

describe("a kind of token that is made up", () => {
  it("signs somebody in by a signature: once, of the question that was asked, and beside no passcode", async () => {
    const data = prepareFolder(workshop.dataFolder());
    const database = await openEmbedded(getDatabaseFolder(data));
    await database.script(MIGRATION);
    await database.close();
    await build();
    const { url, firstAdminKey } = await workshop.start({ TOKENPLANE_DATA_DIR: data }, undefined, program);
    const admin = new Api(url, await firstAdminKey());

    await admin.do("resourceCreate", { name: "VPN" }, "__typename");
    await admin.do("userCreate", { login: "anna" }, "__typename");
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const madeUp = { publicKey: publicKey.export({ type: "spki", format: "pem" }) };
    const signed = (question: string) => sign(null, Buffer.from(question), privateKey).toString("base64url");
    const input = { name: "key", model: { software: { madeUp } }, to: { user: { login: "anna" } } };
    const { token } = await admin.do<{ token: { id: string } }>("tokenCreate", input, "token { id }");
    const to = { resource: { name: "VPN" } };
    await admin.do("assignmentCreate", { token: { id: token.id }, to }, "__typename");

    const who = { resource: { name: "VPN" }, subject: { user: { login: "anna" } } };
    const ask = async () => {
      const asked = { ...who, purpose: "SIGN_IN" };
      const { challenge } = await admin.do<{ challenge: { id: string; question: string } }>(
        "challengeCreate",
        asked,
        "challenge { id question }",
      );
      return challenge;
    };
    const signIn = async (answer: object) => {
      const asked = { ...who, ...answer };
      const { granted } = await admin.do<{ granted: boolean }>("authenticate", asked, "granted");
      return granted;
    };

    const first = await ask();
    const right = { challenge: first.id, signature: signed(first.question) };
    expect(await signIn({ ...right, signature: signed("another question") })).toBe(false);
    expect(await getState(admin, token.id)).toMatchObject({ failures: 1 });
    expect(await signIn({ challenge: first.id, passcode: "123456" })).toBe(false);
    for (const answer of [{ ...right, passcode: "123456" }, { challenge: first.id }]) {
      const refusal = await admin.refusalAt("authenticate", { ...who, ...answer });
      expect(refusal).toBe("VALIDATION_FAILED input.passcode");
    }
    expect(await signIn(right)).toBe(true);
    expect(await newestEvent(admin)).toMatchObject({ type: "AUTHENTICATION_GRANTED", tokenName: "key" });
    expect(await getState(admin, token.id)).toMatchObject({ failures: 0 });
    expect(await signIn(right)).toBe(false);
    expect(await newestEvent(admin)).toMatchObject({ reason: "CHALLENGE_EXPIRED" });

    const second = await ask();
    const again = { challenge: second.id, signature: signed(second.question) };
    const granted = await Promise.all([signIn(again), signIn(again), signIn(again)]);
    expect(granted.filter(Boolean)).toHaveLength(1);
  });
});
