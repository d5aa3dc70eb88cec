import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { botToNowhere } from "../support/channels.js";
import { describeConsole } from "../support/console.js";
import { chooseModel, labelsOn } from "../support/create-page.js";
import type { Seed } from "../support/seed.js";
import { newNumber } from "../support/sent.js";
import { byTier } from "../support/tier.js";

interface Form {
  readonly type: "Hardware" | "Software" | "Universal";
  /** What the model is called in the list; the universal one is in none. */
  readonly model?: string;
  /** The labels of its fields, in order. */
  readonly fields: readonly string[];
  /** What is typed or chosen. */
  readonly typed: Readonly<Record<string, string>>;
  /** A value that is refused, and the sentence beside the field. */
  readonly wrong?: { readonly field: string; readonly value: string; readonly sentence: string };
  readonly made: object;
}

const HEX = "3132333435363738393031323334353637383930";
const GIVEN = ["Name", "Serial number", "Secret", "The secret is written in", "Accept a short secret"];
const FOB = {
  type: "Hardware",
  fields: [...GIVEN, "OTP period (seconds)"],
  typed: { "Serial number": "S1", Secret: HEX, "OTP period (seconds)": "60 seconds" },
} as const;
const PROGRAMMABLE = {
  type: "Hardware",
  fields: ["Name", "OTP period (seconds)"],
  typed: { Name: "card", "OTP period (seconds)": "60 seconds" },
  wrong: { field: "Name", value: " card", sentence: "Name begins or ends with a space; remove it." },
} as const;
const UNIVERSAL = { type: "Universal", typed: { Name: "any", Secret: HEX } } as const;

/** One form of each kind: given and made secrets, questions, codes that are sent. The deep tier tries all. */
const OF_DEFAULT = new Set(["Protectimus Two", "SMS"]);

const FORMS: readonly Form[] = [
  {
    ...FOB,
    model: "Protectimus Two",
    wrong: {
      field: "Secret",
      value: "31",
      sentence: "The secret has 1 bytes; it needs 16 to 128.",
    },
    made: { name: "S1", model: "PROTECTIMUS_TWO", oath: { periodSeconds: 60, hash: "SHA1" } },
  },
  {
    ...FOB,
    model: "Protectimus Shark",
    made: { name: "S1", model: "PROTECTIMUS_SHARK", oath: { periodSeconds: 60, hash: "SHA256" } },
  },
  { ...PROGRAMMABLE, model: "Protectimus Slim", made: { model: "PROTECTIMUS_SLIM" } },
  { ...PROGRAMMABLE, model: "Protectimus Slim mini", made: { model: "PROTECTIMUS_SLIM_MINI" } },
  { ...PROGRAMMABLE, model: "Protectimus Flex", made: { model: "PROTECTIMUS_FLEX" } },
  {
    type: "Hardware",
    model: "Protectimus Ultra",
    fields: [...GIVEN, "OCRA suite", "PIN of the suite"],
    typed: {
      "Serial number": "U1",
      Secret: HEX,
      "OCRA suite": "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
      "PIN of the suite": "4711",
    },
    wrong: {
      field: "PIN of the suite",
      value: "47",
      sentence: "A PIN has 4 to 12 digits, and nothing else.",
    },
    made: { model: "PROTECTIMUS_ULTRA", oath: { algorithm: "OCRA" } },
  },
  {
    type: "Software",
    model: "Protectimus Smart",
    fields: ["Name", "Algorithm", "OTP length", "OTP period (seconds)", "Hash algorithm", "Issuer"],
    typed: {
      Name: "app",
      "OTP length": "8 digits",
      "OTP period (seconds)": "45",
      "Hash algorithm": "SHA-512",
      Issuer: "ACME",
    },
    wrong: {
      field: "OTP period (seconds)",
      value: "5",
      sentence: "Period seconds is a number from 10 to 86400.",
    },
    made: {
      model: "PROTECTIMUS_SMART",
      oath: { algorithm: "TOTP", digits: 8, periodSeconds: 45, hash: "SHA512" },
    },
  },
  {
    type: "Software",
    model: "Protectimus Smart",
    fields: ["Name", "Algorithm", "OTP length", "Hash algorithm", "Issuer"],
    typed: { Name: "app", Algorithm: "HOTP: codes from a counter" },
    made: { model: "PROTECTIMUS_SMART", oath: { algorithm: "HOTP", digits: 6, hash: "SHA256" } },
  },
  {
    type: "Software",
    model: "Google Authenticator",
    fields: ["Name", "Issuer"],
    typed: { Name: "app" },
    made: { model: "GOOGLE_AUTHENTICATOR" },
  },
  {
    type: "Software",
    model: "SMS",
    fields: ["Name", "Phone number"],
    typed: { Name: "phone", "Phone number": newNumber() },
    wrong: {
      field: "Phone number",
      value: "0170 1234567",
      sentence: "A phone number is written with its country code: + and then 7 to 15 digits, nothing else.",
    },
    made: { model: "SMS", status: "PENDING" },
  },
  {
    type: "Software",
    model: "E-mail",
    fields: ["Name", "E-mail address"],
    typed: { Name: "mail", "E-mail address": "forms@example.org" },
    wrong: {
      field: "E-mail address",
      value: "forms",
      sentence: "An e-mail address looks like anna@example.org.",
    },
    made: { model: "EMAIL", status: "PENDING" },
  },
  {
    type: "Software",
    model: "Bot",
    fields: ["Name", "Channel of the bot", "Chat ID"],
    typed: { Name: "chat", "Channel of the bot": "Messenger", "Chat ID": "C0123" },
    // Only the server knows which bots need it.
    wrong: {
      field: "Chat ID",
      value: "",
      sentence: "Give chatId: only a Telegram bot can learn it by a link.",
    },
    made: { model: "BOT", status: "PENDING" },
  },
  {
    type: "Software",
    model: "Push",
    fields: ["Name", "Issuer"],
    typed: { Name: "phone" },
    wrong: { field: "Issuer", value: "x".repeat(51), sentence: "Issuer has 1 to 50 characters." },
    made: { model: "PUSH", status: "PENDING" },
  },
  {
    ...UNIVERSAL,
    fields: [...GIVEN, "Algorithm", "OTP length", "OTP period (seconds)", "Hash algorithm"],
    made: {
      name: "any",
      serialNumber: null,
      oath: { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" },
    },
  },
  {
    ...UNIVERSAL,
    fields: [...GIVEN, "Algorithm", "OTP length", "Hash algorithm", "Counter of the next code"],
    typed: {
      ...UNIVERSAL.typed,
      Algorithm: "HOTP: codes from a counter",
      "Hash algorithm": "SHA-256",
      "Counter of the next code": "7",
    },
    wrong: {
      field: "Counter of the next code",
      value: "-1",
      sentence: "Counter is a number from 0 to 9007199254740991.",
    },
    made: { oath: { algorithm: "HOTP", digits: 6, hash: "SHA256" } },
  },
  {
    ...UNIVERSAL,
    fields: [...GIVEN, "Algorithm", "OCRA suite"],
    typed: {
      ...UNIVERSAL.typed,
      Algorithm: "OCRA: answers to questions",
      "OCRA suite": "OCRA-1:HOTP-SHA1-6:QN08",
    },
    wrong: {
      field: "OCRA suite",
      value: "OCRA-2:HOTP-SHA1-6:QN08",
      sentence: "A suite begins with OCRA-1, the only version.",
    },
    made: { oath: { algorithm: "OCRA" } },
  },
];

/** Types or chooses a value. */
async function fill(page: Page, name: string, value: string): Promise<void> {
  const chosen = page.getByRole("combobox", { name, exact: true });
  if ((await chosen.count()) === 1) await chosen.selectOption(value);
  else await page.getByRole("textbox", { name }).fill(value);
}

async function newest(seed: Seed): Promise<object | undefined> {
  const answer = await seed.admin.query<{ tokens: { nodes: object[] } }>(
    "{ tokens(first: 1, orderBy: { field: CREATED_AT, descending: true }) { nodes { name serialNumber model status oath { algorithm digits periodSeconds hash ocraSuite } } } }",
  );
  return answer.tokens.nodes[0];
}

describeConsole(
  "the form of each model",
  (here) => {
    it.each(
      FORMS.filter(({ model = "Universal" }) => byTier(OF_DEFAULT.has(model), true)).map(
        (form) => [`${form.model ?? "Universal"}, ${form.fields.length} fields`, form] as const,
      ),
    )("has exactly the fields of %s, and names what is wrong beside its field", async (_what, form) => {
      const seed = await here.seed();
      await seed.admin.do("channelCreate", botToNowhere({ name: "Messenger" }), "__typename");
      const { page } = await here.open("/tokens/new");
      await chooseModel(page, form.type, form.model);
      for (const [name, value] of Object.entries(form.typed)) await fill(page, name, value);
      expect(await labelsOn(page)).toEqual(form.fields);
      const { wrong } = form;
      if (wrong !== undefined) {
        await fill(page, wrong.field, wrong.value);
        await page.getByRole("button", { name: "Next" }).click();
        const create = page.getByRole("button", { name: "Create token" });
        if (wrong.value === "") await create.click();
        await page.getByText(wrong.sentence).waitFor();
        const described = page.getByRole("textbox", { name: wrong.field });
        const help = (await described.getAttribute("aria-describedby")) ?? "";
        expect(await page.locator(`[id="${help}"]`).innerText()).toContain(wrong.sentence);
        expect(await newest(seed)).toBeUndefined();
        await fill(page, wrong.field, form.typed[wrong.field] ?? "");
      }
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: "Create token" }).click();
      await page
        .getByRole("heading", { name: /^(Assign|Program the device|Scan and confirm|Confirm)/ })
        .waitFor();
      expect(await newest(seed)).toMatchObject(form.made);
    });

    it("takes the words of the server to the field that it refuses", { tags: "deep" }, async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const { page, watch } = await here.open("/tokens/new");
      const [form] = FORMS;
      if (form === undefined) throw new Error("there is no form");
      await chooseModel(page, form.type, form.model);
      for (const [name, value] of Object.entries(form.typed)) await fill(page, name, value);
      await fill(page, "Serial number", fob.name);
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: "Create token" }).click();
      await page.getByText("Another token of the account has this serial number.").waitFor();
      await watch.expectGood("create-refused");
      await fill(page, "Serial number", "another");
      expect(await page.getByText("Another token of the account").count()).toBe(0);
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);
