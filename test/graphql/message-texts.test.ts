import { expect, it } from "vitest";
import { LOCALES } from "@tokenplane/rules/channel";
import type { Api } from "../support/api.js";
import type { Seed } from "../support/seed.js";
import { onSharedStore } from "../support/world.js";

interface Text {
  readonly kind: string;
  readonly purpose: string;
  readonly locale: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly updatedAt: string;
}

const FIELDS = "{ kind purpose locale subject text html updatedAt }";

async function texts(admin: Api): Promise<Text[]> {
  const { messageTexts } = await admin.query<{ messageTexts: Text[] }>(`{ messageTexts ${FIELDS} }`);
  return messageTexts;
}

async function set({ admin }: Seed, input: object): Promise<Text> {
  const { messageText } = await admin.do<{ messageText: Text }>(
    "messageTextSet",
    input,
    `messageText ${FIELDS}`,
  );
  return messageText;
}

async function clear({ admin }: Seed, input: object): Promise<boolean> {
  return (await admin.do<{ cleared: boolean }>("messageTextClear", input, "cleared")).cleared;
}

async function locale(admin: Api): Promise<string> {
  return (await admin.query<{ account: { locale: string } }>("{ account { locale } }")).account.locale;
}

const SMS = { kind: "SMS", purpose: "SIGN_IN", locale: "de" };
const MAIL = { kind: "EMAIL", purpose: "ENROLMENT", locale: "en" };

onSharedStore("an account's own texts", (world) => {
  it("are none at first, are set as a whole, and are cleared", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    expect(await texts(seed.admin)).toEqual([]);
    const updatedAt = new Date(world().clock.now()).toISOString();
    const sms = { ...SMS, subject: null, text: "{code} ist Ihr Code.", html: null, updatedAt };
    expect(await set(seed, { ...SMS, text: "{code} ist Ihr Code." })).toEqual(sms);
    const mail = { subject: "{code}", text: "{code} is it.", html: "<p>{code}</p>" };
    expect(await set(seed, { ...MAIL, ...mail })).toEqual({ ...MAIL, ...mail, updatedAt });
    expect(await texts(seed.admin)).toEqual([{ ...MAIL, ...mail, updatedAt }, sms]);
    expect(await texts(other.admin)).toEqual([]);
    world().clock.pass(1);
    const later = new Date(world().clock.now()).toISOString();
    const html = { subject: null, text: null, html: "<b>{code}</b>", updatedAt: later };
    expect(await set(seed, { ...MAIL, html: "<b>{code}</b>" })).toEqual({ ...MAIL, ...html });
    expect(await texts(seed.admin)).toEqual([{ ...MAIL, ...html }, sms]);
    expect(await clear(other, MAIL)).toBe(false);
    expect(await clear(seed, MAIL)).toBe(true);
    expect(await clear(seed, MAIL)).toBe(false);
    expect(await texts(seed.admin)).toEqual([sms]);
  });

  it("leave events that say what changed; HTML is shown by its hash", async () => {
    const seed = await world().seed();
    await set(seed, { ...MAIL, text: "{code} A", html: "<p>{code}</p>" });
    await set(seed, { ...MAIL, text: "{code} B", html: "<p>{code}</p>" });
    await set(seed, { ...MAIL, text: "{code} B", html: "<p>{code}</p>" });
    await set(seed, { ...MAIL, text: "{code} A", html: "<p>{code}</p>" });
    await clear(seed, MAIL);
    const { events } = await seed.admin.query<{
      events: {
        nodes: { type: string; summary: string; changes: { field: string; from: string; to: string }[] }[];
      };
    }>("{ events(first: 5) { nodes { type summary changes { field from to } } } }");
    const shown = events.nodes.map(({ type, changes }) =>
      [type, ...changes.map(({ field, from, to }) => `${field}: ${from} > ${to}`)].join(" | "),
    );
    expect(shown.slice(0, 3)).toEqual([
      expect.stringMatching(
        /^MESSAGE_TEXT_CLEARED \| text: \{code\} A > null \| html: sha256:[0-9a-f]{64} > null$/,
      ),
      "MESSAGE_TEXT_SET | text: {code} B > {code} A",
      "MESSAGE_TEXT_SET | text: {code} A > {code} B",
    ]);
    expect(shown[3]).toMatch(
      /^MESSAGE_TEXT_SET \| text: null > \{code\} A \| html: null > sha256:[0-9a-f]{64}$/,
    );
    expect(shown).toHaveLength(4);
    expect(events.nodes[1]?.summary).toBe("The account's own text for e-mails (ENROLMENT, en) was set.");
  });

  it.each<[string, object, string, string?]>([
    ["no part", SMS, "text"],
    ["a language that there is not", { ...SMS, locale: "it", text: "{code}" }, "locale"],
    ["a language in another writing", { ...SMS, locale: "DE", text: "{code}" }, "locale"],
    ["a subject of an SMS", { ...SMS, subject: "{code}", text: "{code}" }, "subject"],
    ["HTML of an SMS", { ...SMS, text: "{code}", html: "{code}" }, "html"],
    ["no code", { ...SMS, text: "Hello" }, "text"],
    ["an unknown placeholder", { ...SMS, text: "{code} {otp}" }, "text"],
    ["an unknown placeholder in the subject", { ...MAIL, subject: "{otp}", text: "{code}" }, "subject"],
    ["a login before the code", { ...SMS, text: "{login} {code}" }, "text"],
    ["a script", { ...MAIL, html: "<script>1</script>{code}" }, "html", "<script>"],
    ["a frame", { ...MAIL, html: "{code}<iframe src=//a.example>" }, "html", "<iframe>"],
    ["a picture that runs", { ...MAIL, html: "{code}<svg/onload=alert(1)>" }, "html", "<svg>"],
    ["a tag that runs", { ...MAIL, html: "<p onclick=a()>{code}</p>" }, "html", "onclick in <p>"],
    ["a link that runs", { ...MAIL, html: "{code}<a href='javascript:a()'>" }, "html", "a link in <a>"],
    ["a code in a test", { ...SMS, purpose: "TEST", text: "{code}" }, "text"],
    ["too long an SMS", { ...SMS, text: `{code} ${"a".repeat(500)}` }, "text"],
    ["too long a text", { ...MAIL, text: `{code} ${"a".repeat(5_000)}` }, "text"],
  ])("are refused with %s, and nothing is left", async (_what, input, at, names = "") => {
    const { admin } = await world().seed();
    const { code, path, message } = await admin.mutate("messageTextSet", input, "__typename");
    expect({ code, path }).toMatchObject({ code: "VALIDATION_FAILED" });
    expect(path?.join(".")).toBe(`input.${at}`);
    expect(message).toMatch(/^[A-Zi].*\.$/);
    expect(message).toContain(names);
    expect(await texts(admin)).toEqual([]);
  });

  it("set at the same time leave one of them whole", async () => {
    const seed = await world().seed();
    await Promise.all(
      Array.from({ length: 6 }, (_, number) =>
        set(seed, { ...MAIL, subject: `{code} ${number}`, text: `{code} ${number}` }),
      ),
    );
    const [left, ...more] = await texts(seed.admin);
    expect(more).toEqual([]);
    expect(left?.text).toBe(left?.subject);
    const { events } = await seed.admin.query<{
      events: { nodes: { changes: { field: string; from: string | null; to: string }[] }[] };
    }>("{ events(filter: { types: [MESSAGE_TEXT_SET] }) { nodes { changes { field from to } } } }");
    const changes = events.nodes.flatMap((event) => event.changes.filter(({ field }) => field === "text"));
    // Each replaced what another had set.
    expect(new Set(changes.map(({ from }) => from)).size).toBe(6);
    expect(new Set(changes.map(({ to }) => to)).size).toBe(6);
  });
});

onSharedStore("the language of an account's messages", (world) => {
  it("is English until it is set, and each account has its own", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    expect(await locale(seed.admin)).toBe("en");
    for (const language of LOCALES) {
      const { account } = await seed.admin.do<{ account: { locale: string } }>(
        "messageLanguageSet",
        { locale: language },
        "account { locale }",
      );
      expect(account.locale).toBe(language);
    }
    expect(await locale(seed.admin)).toBe("pl");
    expect(await locale(other.admin)).toBe("en");
    // The first of them was English already.
    expect(await seed.events(20)).toEqual(LOCALES.slice(1).map(() => "MESSAGE_LANGUAGE_SET"));
    for (const language of ["", "it", "EN", "en-GB"]) {
      expect(await seed.admin.refusalAt("messageLanguageSet", { locale: language })).toBe(
        "VALIDATION_FAILED input.locale",
      );
    }
    expect(await locale(seed.admin)).toBe("pl");
  });
});
