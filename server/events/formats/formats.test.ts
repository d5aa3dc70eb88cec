import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decode } from "../../global-id.js";
import { ACTOR_KINDS, EVENT_TYPES, REASONS } from "../event-types.js";
import { FORMATS, lineWithin } from "./formats.js";
import type { ShownEvent } from "./shown-event.js";
import { someByTier } from "../../../test/support/tier.js";

const FIXTURES = path.join(import.meta.dirname, "../../../test/fixtures/formats");

const ORIGIN = { account: "QWNjb3VudDox", version: "1.2.3" };

const GRANTED: ShownEvent = {
  cursor: "Y3Vyc29y",
  id: "RXZlbnQ6MQ",
  type: "AUTHENTICATION_GRANTED",
  occurredAt: "2026-03-04T05:06:07.089Z",
  summary: "anna signed in at VPN with token Anna's app.",
  actor: { kind: "API_KEY", id: "QXBpS2V5OjE", name: "gateway" },
  tokenId: "VG9rZW46MQ",
  tokenName: "Anna's app",
  userId: "VXNlcjox",
  userLogin: "anna",
  resourceId: "UmVzb3VyY2U6MQ",
  resourceName: "VPN",
  outcome: "GRANTED",
  method: "OTP",
  reason: null,
  subjectHmac: null,
  clientAddress: "192.0.2.7",
  callerAddress: "2001:db8::1",
  correlationId: "0192f0c1-0000-7000-8000-000000000001",
  changes: [],
};

const NOBODY = { tokenId: null, tokenName: null, userId: null, userLogin: null, method: null };

const DENIED: ShownEvent = {
  ...GRANTED,
  ...NOBODY,
  type: "AUTHENTICATION_DENIED",
  summary: "Someone unknown was denied at VPN: there is no such user.",
  outcome: "DENIED",
  reason: "UNKNOWN_USER",
  subjectHmac: "c2VjcmV0",
  clientAddress: "2001:db8::7",
};

/** Names that mean something to readers of lines, of CEF, of JSON, and of terminals. */
const HOSTILE = [
  "a|b\\c=d",
  "x act=AUTHENTICATION_GRANTED outcome=success",
  "line\nCEF:0|Evil|Evil|1|X|X|10|src=1.2.3.4\r\n",
  '"}\u2028{"a":1}\u2029\u0085\u0000\u001b[31m',
  "\ud800 ключ 🔑 =\\",
  "\\",
  "=",
  " spaces ",
];

/**
 * A reader of CEF, as receivers do it and by nothing of the code above: the header ends at its seventh bar that is not escaped;
 * a key is a word before an equals sign that is not escaped, and its value goes up to the next key.
 */
function readCef(line: string): { readonly header: readonly string[]; readonly values: Map<string, string> } {
  const header: string[] = [];
  let at = 0;
  for (let part = ""; header.length < 7; at += 1) {
    const character = line[at];
    if (character === undefined) throw new Error("the header is too short");
    if (character === "\\") {
      at += 1;
      part += line[at];
    } else if (character === "|") {
      header.push(part);
      part = "";
    } else part += character;
  }
  const extension = line.slice(at);
  const keys = [...extension.matchAll(/(?:^| )([A-Za-z0-9]+)(?<!\\)=/g)];
  const values = new Map<string, string>();
  for (const [index, key] of keys.entries()) {
    const raw = extension.slice(key.index + key[0].length, keys[index + 1]?.index);
    const name = key[1] ?? "";
    if (values.has(name)) throw new Error(`${name} stands twice`);
    const escapes: Record<string, string> = { n: "\n", r: "\r" };
    values.set(
      name,
      raw.replaceAll(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped),
    );
  }
  return { header, values };
}

function fixture<Shape>(name: string, shape: z.ZodType<Shape>): Shape {
  return shape.parse(JSON.parse(readFileSync(path.join(FIXTURES, name), "utf8")));
}

const Kind = z.object({
  uid: z.number().optional(),
  constraint: z.array(z.string()).optional(),
  attributes: z.record(
    z.string(),
    z.object({
      type: z.string(),
      array: z.boolean().optional(),
      required: z.boolean().optional(),
      values: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const OCSF = fixture(
  "ocsf-1.8.0.json",
  z.object({ classes: z.record(z.string(), Kind), objects: z.record(z.string(), Kind) }),
);
const ECS = fixture(
  "ecs-9.4.0.json",
  z.object({
    fields: z.record(
      z.string(),
      z.object({
        type: z.string(),
        array: z.boolean().optional(),
        values: z.record(z.string(), z.array(z.string())).optional(),
      }),
    ),
  }),
).fields;

const Json = z.record(z.string(), z.unknown());

/** The faults of a value by the published schema of OCSF. */
function objections(value: unknown, kind: z.infer<typeof Kind>, at: string): string[] {
  const fields = Json.parse(value);
  const wrong: string[] = [];
  for (const [name, { required }] of Object.entries(kind.attributes))
    if (required === true && !Object.hasOwn(fields, name)) wrong.push(`${at}.${name} is missing`);
  if (kind.constraint !== undefined && !kind.constraint.some((name) => Object.hasOwn(fields, name)))
    wrong.push(`${at} has none of ${kind.constraint.join(", ")}`);
  for (const [name, field] of Object.entries(fields)) {
    const attribute = kind.attributes[name];
    if (attribute === undefined) {
      wrong.push(`${at}.${name} is not of the schema`);
      continue;
    }
    if (Array.isArray(field) !== (attribute.array ?? false))
      wrong.push(`${at}.${name} is a list, or is none`);
    const each: unknown[] = Array.isArray(field) ? field : [field];
    for (const one of each) {
      const isNumber = ["integer_t", "long_t", "timestamp_t"].includes(attribute.type);
      if (isNumber && !Number.isSafeInteger(one)) wrong.push(`${at}.${name} is no whole number`);
      if (attribute.type === "boolean_t" && typeof one !== "boolean")
        wrong.push(`${at}.${name} is no boolean`);
      if (["string_t", "ip_t"].includes(attribute.type) && (typeof one !== "string" || one === ""))
        wrong.push(`${at}.${name} is no text`);
      if (
        isNumber &&
        !name.endsWith("_uid") &&
        attribute.values !== undefined &&
        attribute.values[String(one)] === undefined
      )
        wrong.push(`${at}.${name} may not be ${String(one)}`);
      const object = OCSF.objects[attribute.type];
      if (object !== undefined) wrong.push(...objections(one, object, `${at}.${name}`));
    }
  }
  return wrong;
}

/** The fields of a document of ECS by their whole names. Lists are values. */
function flat(value: unknown, at = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[at, value]];
  return Object.entries(value).flatMap(([name, field]) => flat(field, at === "" ? name : `${at}.${name}`));
}

/** The faults of a document by the published fields of ECS. */
function ecsObjections(document: unknown): string[] {
  const fields = flat(document).filter(([name]) => !name.startsWith("tokenplane."));
  const all = new Map(fields);
  const categories = z.array(z.string()).parse(all.get("event.category"));
  return fields.flatMap(([name, value]) => {
    const known = ECS[name];
    if (known === undefined) return [`${name} is no field of ECS`];
    if (Array.isArray(value) !== (known.array ?? false)) return [`${name} is a list, or is none`];
    if (known.type === "long" && !Number.isSafeInteger(value)) return [`${name} is no whole number`];
    const each: unknown[] = Array.isArray(value) ? value : [value];
    if (known.values === undefined) return [];
    return each.flatMap((one) => {
      const isAllowed = Object.hasOwn(known.values ?? {}, String(one));
      const fits =
        name !== "event.type" ||
        categories.every((category) => ECS["event.category"]?.values?.[category]?.includes(String(one)));
      return isAllowed && fits ? [] : [`${name} may not be ${String(one)} in ${categories.join()}`];
    });
  });
}

/** An event of every type, by everybody, about something and about nothing. @param name what everything is called. */
function* everyEvent(name: string): Generator<ShownEvent> {
  const named = { tokenName: name, userLogin: name, resourceName: name, summary: name };
  for (const type of [...Object.keys(EVENT_TYPES), "SOMETHING_NEWER"]) {
    for (const kind of Object.keys(ACTOR_KINDS)) {
      const actor = { kind, id: kind === "SYSTEM" ? null : "SWQ", name };
      const changes = [{ field: "role", from: null, to: name }];
      yield { ...GRANTED, ...named, type, actor, outcome: null, method: null, changes };
      yield {
        ...DENIED,
        type,
        actor,
        outcome: null,
        resourceName: null,
        resourceId: null,
        subjectHmac: null,
        clientAddress: null,
        callerAddress: "unknown",
      };
    }
  }
}

/**
 * The rows of a table of docs/event-format.md, which begin with a type. `EVENTS_PAGE=write` writes them there first, and
 * `npm run format` formats them.
 */
function rowsOfPage(table: "meanings" | "names", rows: readonly (readonly string[])[]): string[][] {
  const file = path.join(FIXTURES, "../../../docs/event-format.md");
  const marked = new RegExp(`(<!-- ${table} -->\\n\\n.*?\\n.*?\\n)(.*)(\\n\\n<!-- /${table} -->)`, "s");
  if (process.env["EVENTS_PAGE"] === "write") {
    const lines = rows.map(([type, ...cells]) => `| \`${type}\` | ${cells.join(" | ")} |`).join("\n");
    writeFileSync(file, readFileSync(file, "utf8").replace(marked, `$1${lines}$3`));
  }
  const found = marked.exec(readFileSync(file, "utf8"))?.[2] ?? "";
  return [...found.matchAll(/^\| `(\w+)` *\|(.*)\|$/gm)].map(([, type = "", cells = ""]) => [
    type,
    ...cells.split("|").map((cell) => cell.trim()),
  ]);
}

describe("events for other systems", () => {
  it("are these lines for each outcome", () => {
    const bypassed = { ...GRANTED, method: "BYPASS", callerAddress: null };
    const pushed = { ...GRANTED, method: "PUSH" };
    const alarm = {
      ...GRANTED,
      type: "PUSH_DECLINED",
      reason: "UNKNOWN_TRIGGER",
      outcome: null,
      method: null,
    };
    const role = {
      ...GRANTED,
      ...NOBODY,
      userId: "VXNlcjox",
      userLogin: "anna",
      type: "ADMINISTRATOR_CREATED",
      outcome: null,
      resourceId: null,
      resourceName: null,
      actor: { kind: "ADMINISTRATOR", id: "VXNlcjoy", name: "ada" },
      clientAddress: null,
      changes: [{ field: "role", from: null, to: "HELPDESK" }],
      summary: "anna was given the role HELPDESK, and may sign in to the console.",
    };
    const lines = Object.values(FORMATS).flatMap((format) =>
      [GRANTED, bypassed, pushed, DENIED, alarm, role].map((event) => format(event, ORIGIN)),
    );
    const golden = readFileSync(path.join(FIXTURES, "lines.txt"), "utf8");
    expect(lines).toEqual(golden.trimEnd().split("\n"));
  });

  it("are read again from CEF as they were, whatever names are", () => {
    for (const name of someByTier(HOSTILE)) {
      for (const event of everyEvent(name)) {
        const line = FORMATS.cef(event, ORIGIN);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
        const { header, values } = readCef(line);
        expect(header).toHaveLength(7);
        expect(header.slice(0, 5)).toEqual(["CEF:0", "Tokenplane", "Tokenplane", "1.2.3", event.type]);
        const seen = (text: string | null) =>
          text?.replaceAll(/[^\P{Cc}\n\r]|[\p{Cs}\u2028\u2029]/gu, "\ufffd") ?? undefined;
        const expected: Record<string, string | undefined> = {
          externalId: decode(event.id)?.id,
          TokenplaneEventId: event.id,
          act: event.type,
          msg: seen(event.summary),
          suser: seen(event.actor.name),
          duser: seen(event.userLogin),
          destinationServiceName: seen(event.resourceName),
          cs2: seen(event.tokenName),
          cs6: event.cursor,
          src: event.clientAddress ?? undefined,
        };
        expect(Object.fromEntries(Object.keys(expected).map((key) => [key, values.get(key)]))).toEqual(
          expected,
        );
      }
    }
  });

  it("are what the published schemas of OCSF and ECS say, whatever names are", () => {
    for (const name of [...someByTier(HOSTILE), ""]) {
      for (const event of everyEvent(name)) {
        const [ocsf, ecs] = [FORMATS.ocsf(event, ORIGIN), FORMATS.ecs(event, ORIGIN)];
        for (const line of [ocsf, ecs]) expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
        const read = Json.parse(JSON.parse(ocsf));
        const schema = OCSF.classes[String(read["class_name"])];
        if (schema === undefined) throw new Error(`no class ${String(read["class_name"])}`);
        expect(objections(read, schema, event.type)).toEqual([]);
        expect(read["class_uid"]).toBe((schema.uid ?? 0) + 1_000 * Number(read["category_uid"]));
        expect(read["type_uid"]).toBe(Number(read["class_uid"]) * 100 + Number(read["activity_id"]));
        const caption = schema.attributes["activity_id"]?.values?.[String(read["activity_id"])];
        if (read["activity_id"] !== 99) expect(read["activity_name"]).toBe(caption);
        expect(ecsObjections(JSON.parse(ecs))).toEqual([]);
      }
    }
  });

  it("say why a sign-in was denied, and whether there was a second factor", () => {
    for (const [reason, { description }] of Object.entries(REASONS)) {
      const read = Json.parse(JSON.parse(FORMATS.ocsf({ ...DENIED, reason }, ORIGIN)));
      expect(read).toMatchObject({ status_id: 2, status_code: reason, status_detail: description });
      expect(read).not.toHaveProperty("is_mfa");
    }
    const of = (method: string) => Json.parse(JSON.parse(FORMATS.ocsf({ ...GRANTED, method }, ORIGIN)));
    expect(of("OTP")).toMatchObject({ is_mfa: true, auth_factors: [{ factor_type_id: 7 }] });
    expect(of("PUSH")).toMatchObject({ is_mfa: true, auth_factors: [{ factor_type_id: 5 }] });
    expect(of("BYPASS")).toMatchObject({ is_mfa: false });
    expect(of("BYPASS")).not.toHaveProperty("auth_factors");
  });

  it("keep within a number of bytes, whole in what finds them, and say that they were cut", () => {
    for (const character of ["x", "=", "ж", "🔑", "\u0001", '"']) {
      const long = character.repeat(5_000);
      const changes = Array.from({ length: 50 }, () => ({ field: "allowedAddresses", from: long, to: long }));
      for (const [name, format] of Object.entries(FORMATS)) {
        for (const type of [
          "AUTHENTICATION_GRANTED",
          "ADMINISTRATOR_CREATED",
          "TOKEN_UPDATED",
          "API_KEY_CREATED",
        ]) {
          const named = { tokenName: long, userLogin: long, resourceName: long, summary: long };
          const event = { ...GRANTED, ...named, type, actor: { ...GRANTED.actor, name: long } };
          const line = lineWithin(format, { ...event, changes }, ORIGIN, 7_792);
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(7_792);
          expect(line).toContain(event.id);
          expect(line).toContain(event.cursor);
          expect(line).toMatch(/TokenplaneShortened=true|"is_truncated":true|"shortened":true/);
          if (name !== "cef") expect(() => Json.parse(JSON.parse(line))).not.toThrow();
        }
        expect(lineWithin(format, GRANTED, ORIGIN, 7_792)).toBe(format(GRANTED, ORIGIN));
      }
    }
  });

  it("have one name and one meaning for each type", () => {
    const names = Object.values(EVENT_TYPES).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const rows = Object.entries(EVENT_TYPES).map(
      ([
        type,
        {
          name,
          severity,
          ocsf,
          ecs: [category, types],
        },
      ]) => [type, name, severity, ocsf.join(": "), `${category}: ${types.join(", ")}`],
    );
    expect(rowsOfPage("meanings", rows)).toEqual(rows);
  });

  it("name what docs/event-format.md says of each type", () => {
    const words = { ALWAYS: "always", IF_ANY: "if any", HOLDER: "who has it", NEVER: "" };
    const rows = Object.entries(EVENT_TYPES).map(([type, { about }]) => [
      type,
      ...[about.token, about.user, about.resource, about.clientAddress].map((how) => words[how]),
    ]);
    expect(rowsOfPage("names", rows)).toEqual(rows);
  });
});
