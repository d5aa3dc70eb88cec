import { getNamedType, isCompositeType, isObjectType, type GraphQLCompositeType } from "graphql";
import { URI } from "otpauth";
import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../server/database/database.js";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/graphql/schema.js";
import { toBase32 } from "../../server/tokens/token-secret.js";
import { appCode } from "../support/authenticator.js";
import type { Api } from "../support/api.js";
import { readPngCode, readSvgCode } from "../support/qr.js";
import { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

interface Shown {
  readonly token: { readonly id: string };
  readonly enrolment: {
    readonly secretBase32: string;
    readonly secretHex: string;
    readonly otpauthUri: string;
    readonly qrSvg: string;
    readonly qrPngDataUri: string;
  };
}

const SHOWN = "token { id } enrolment { secretBase32 secretHex otpauthUri qrSvg qrPngDataUri }";

/**
 * A URI taken apart as authenticator apps do. It keeps to the rules of the strictest of them, and another library
 * understands the same.
 */
function readUri(uri: string) {
  const [, type, path = "", query = ""] = /^otpauth:\/\/(totp|hotp)\/([^?]+)\?(.+)$/.exec(uri) ?? [];
  // Some apps do not decode a plus sign: a space must be %20.
  expect(uri).toMatch(/^[\x21-\x2a\x2c-\x7e]+$/);
  const pairs = query.split("&").map((pair) => pair.split("=").map((part) => decodeURIComponent(part)));
  const parameters = Object.fromEntries(pairs) as Record<string, string>;
  expect(Object.keys(parameters)).toHaveLength(pairs.length);
  expect(parameters["secret"]).toMatch(/^[A-Z2-7]+$/);
  // One colon, written as it is or as %3A, is the end of the issuer, which the parameter repeats.
  const label = decodeURIComponent(path);
  const [issuer, account, ...more] = label.split(":");
  expect([issuer, more]).toEqual([parameters["issuer"], []]);
  expect(account).toMatch(/^\S(.*\S)?$/u);
  const { algorithm = "SHA1", digits = "6" } = parameters;
  const { secret, ...read } = URI.parse(uri);
  expect(secret.base32).toBe(parameters["secret"]);
  const moves =
    type === "hotp"
      ? { counter: Number(parameters["counter"]) }
      : { period: Number(parameters["period"] ?? 30) };
  expect(read).toMatchObject({ issuer, label: account, algorithm, digits: Number(digits), ...moves });
  return { type, label, parameters };
}

/** Every field that can be read of a type down to some depth. */
function everything(type: GraphQLCompositeType, depth: number): string {
  if (!isObjectType(type)) return "__typename";
  const fields = Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
    const below = getNamedType(fieldType);
    if (!isCompositeType(below)) return [name];
    return depth === 0 ? [] : [`${name} { ${everything(below, depth - 1)} }`];
  });
  return ["__typename", ...fields].join(" ");
}

/** Every row of every table, as one text; bytes are in hex. */
async function dump(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    Prisma.sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: unknown }>(
      Prisma.raw(`SELECT to_jsonb(t)::text AS row FROM ${name} AS t`),
    );
    texts.push(...rows.map(({ row }) => String(row)));
  }
  return texts.join("\n");
}

/** Everything of the account that any list shows, as one text. */
async function readEverything(admin: Api): Promise<string> {
  const query = schema.getQueryType();
  expect(query).toBeDefined();
  const texts: string[] = [];
  for (const list of ["tokens", "users", "resources", "assignments", "events", "apiKeys"]) {
    const type = getNamedType(query?.getFields()[list]?.type);
    expect(isObjectType(type)).toBe(true);
    if (!isObjectType(type)) continue;
    const data = await admin.query(`{ ${list}(first: 10) { nodes { ${everything(getNode(type), 1)} } } }`);
    texts.push(JSON.stringify(data));
  }
  return texts.join("\n");
}

function getNode(connection: GraphQLCompositeType): GraphQLCompositeType {
  const type = isObjectType(connection) ? getNamedType(connection.getFields()["nodes"]?.type) : undefined;
  if (!isCompositeType(type)) throw new TypeError(`${connection.name} has no nodes`);
  return type;
}

onOneStore("a secret that was made here", (world) => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await world().seed();
    await seed.user("anna");
  });

  it.each<[string, object, string, Record<string, string>]>([
    ["Google Authenticator", { software: { googleAuthenticator: {} } }, "totp", {}],
    ["Smart", { software: { smart: {} } }, "totp", { algorithm: "SHA256" }],
    [
      "Smart with everything said",
      { software: { smart: { digits: 8, periodSeconds: 45, hash: "SHA512", issuer: "Example VPN" } } },
      "totp",
      { algorithm: "SHA512", digits: "8", period: "45", issuer: "Example VPN" },
    ],
    [
      "Smart with HOTP",
      { software: { smart: { algorithm: "HOTP", hash: "SHA1" } } },
      "hotp",
      { counter: "0" },
    ],
    ["Slim", { hardware: { slim: { periodSeconds: 60 } } }, "totp", { period: "60" }],
    ["Slim mini", { hardware: { slimMini: { periodSeconds: 30 } } }, "totp", {}],
    ["Flex", { hardware: { flex: { periodSeconds: 60 } } }, "totp", { period: "60" }],
  ])(
    "is shown for %s in Base32, in hex, as a URI and as two QR codes that all say the same",
    async (...row) => {
      const [, model, type, parameters] = row;
      const { enrolment } = await seed.admin.do<Shown>(
        "tokenCreate",
        { name: "Phone", model, to: { user: { login: "anna" } } },
        SHOWN,
      );
      const { secretBase32, secretHex, otpauthUri, qrSvg, qrPngDataUri } = enrolment;
      const oath = { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" } as const;
      expect(appCode(secretBase32, oath, world().clock)).toBe(
        appCode(Buffer.from(secretHex, "hex"), oath, world().clock),
      );
      const issuer = parameters["issuer"] ?? "Example Ltd";
      expect(readUri(otpauthUri)).toEqual({
        type,
        label: `${issuer}:anna`,
        parameters: { secret: secretBase32, issuer, ...parameters },
      });
      expect(readPngCode(qrPngDataUri)).toBe(otpauthUri);
      expect(readSvgCode(qrSvg)).toBe(otpauthUri);
    },
  );

  it.each([
    ["Anna & Co", "a&b=c@example.org"],
    ["R&D: Wien", "domain:anna"],
    [":", "::"],
    ["Ends with:", "urn:user: anna"],
    ["100% #1?", "anna/ops+mfa"],
    ["Ünïcode 東京", "ärger 🦊"],
    ["<script>\"'", '<b>"\'anna"</b>'],
  ])("names the issuer %j and the login %j without harm to the rest of the URI", async (name, login) => {
    const plan = { tokens: 10, users: 10, resources: 10 };
    const { firstAdminKey } = await world().operator.do<{ firstAdminKey: string }>(
      "accountCreate",
      { name, plan },
      "firstAdminKey",
    );
    const admin = world().as(firstAdminKey);
    const model = (issuer?: string) => ({
      software: { googleAuthenticator: issuer === undefined ? {} : { issuer } },
    });
    const byAccount = await admin.do<Shown>(
      "tokenCreate",
      { name: "Phone", model: model(), to: { newUser: { login } } },
      SHOWN,
    );
    const byInput = await admin.do<Shown>("tokenCreate", { name: login, model: model(`${name}!`) }, SHOWN);
    const { token } = byAccount;
    const again = await admin.do<Shown>("tokenReissue", { token: { id: token.id }, lost: false }, SHOWN);
    for (const [given, { enrolment }] of [
      [name, byAccount],
      [name, again],
      [`${name}!`, byInput],
    ] as const) {
      // For readers, a colon ends the issuer.
      const [issuer, account] = [given, login].map((text) =>
        text.replaceAll(": ", " - ").replaceAll(":", "-").trim(),
      );
      expect(readUri(enrolment.otpauthUri)).toEqual({
        type: "totp",
        label: `${issuer}:${account}`,
        parameters: { secret: enrolment.secretBase32, issuer },
      });
      expect(readPngCode(enrolment.qrPngDataUri)).toBe(enrolment.otpauthUri);
      expect(enrolment.qrSvg).not.toContain("script");
    }
  });

  it("is labelled with the token's name until the token has a user", async () => {
    const { token, enrolment } = await seed.admin.do<Shown>(
      "tokenCreate",
      { name: "Spare phone", model: { software: { googleAuthenticator: {} } } },
      SHOWN,
    );
    expect(readUri(enrolment.otpauthUri).label).toBe("Example Ltd:Spare phone");
    await seed.admin.do(
      "tokenAssign",
      { token: { id: token.id }, to: { user: { login: "anna" } } },
      "__typename",
    );
    const again = await seed.admin.do<Shown>(
      "tokenEnrolmentStart",
      { token: { id: token.id }, issuer: "Another" },
      SHOWN,
    );
    expect(readUri(again.enrolment.otpauthUri)).toMatchObject({
      label: "Another:anna",
      parameters: { issuer: "Another", secret: again.enrolment.secretBase32 },
    });
  });
});

onOneStore("a secret, once it was shown or given", (world) => {
  it("is in no answer to any list, in whatever field, nor in the log, nor in the database as it is", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    const given = await seed.fob({ of: "anna", at: ["VPN"] });
    const secrets = [given.secret];
    for (const model of [
      { software: { googleAuthenticator: {} } },
      { software: { smart: { algorithm: "HOTP" } } },
      { hardware: { flex: { periodSeconds: 30 } } },
    ]) {
      const shown = await admin.do<Shown>(
        "tokenCreate",
        { name: "Token", model, idempotencyKey: JSON.stringify(model) },
        SHOWN,
      );
      secrets.push(Buffer.from(shown.enrolment.secretHex, "hex"));
    }
    const reported = [await readEverything(admin), world().logged(), await dump(world().database)]
      .join("\n")
      .toLowerCase();
    expect(reported).toContain(given.name.toLowerCase());
    for (const secret of secrets) {
      for (const text of [secret.toString("hex"), secret.toString("base64"), toBase32(secret)]) {
        expect(reported).not.toContain(text.toLowerCase());
      }
    }
  });
});
