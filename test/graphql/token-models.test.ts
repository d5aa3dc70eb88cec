import { getNamedType, isInputObjectType } from "graphql";
import { expect, it } from "vitest";
import { schema } from "../../server/graphql/schema.js";
import type { Api } from "../support/api.js";
import { onSharedStore } from "../support/world.js";

interface Model {
  readonly model: string;
  readonly kind: string;
  readonly algorithms: readonly string[];
  readonly hashes: readonly string[];
  readonly digits: readonly number[];
  readonly periodsSeconds: readonly number[] | null;
  readonly secret: string;
  readonly enrols: boolean;
  readonly asksFor: readonly string[];
  readonly reissueAsksFor: readonly string[];
}

const MODEL = "model kind algorithms hashes digits periodsSeconds secret enrols asksFor reissueAsksFor";

/** Where a model stands in `TokenModelInput`. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  PROTECTIMUS_TWO: ["hardware", "two"],
  PROTECTIMUS_SHARK: ["hardware", "shark"],
  PROTECTIMUS_SLIM: ["hardware", "slim"],
  PROTECTIMUS_SLIM_MINI: ["hardware", "slimMini"],
  PROTECTIMUS_FLEX: ["hardware", "flex"],
  PROTECTIMUS_SMART: ["software", "smart"],
  GOOGLE_AUTHENTICATOR: ["software", "googleAuthenticator"],
  PROTECTIMUS_ULTRA: ["hardware", "ultra"],
  UNIVERSAL: ["universal"],
  SMS: ["software", "sms"],
  EMAIL: ["software", "email"],
  BOT: ["software", "bot"],
  PUSH: ["software", "push"],
};

interface Settings {
  readonly algorithm: string;
  readonly hash: string;
  readonly digits: number;
  readonly periodSeconds: number;
}

let serials = 0;

/** The input that creates a token of a model with these settings, as far as the model's input has them. */
function getInput(model: string, { algorithm, hash, digits, periodSeconds }: Settings): object {
  serials += 1;
  const given = { serialNumber: `SN-${serials}`, secret: "00".repeat(20), secretEncoding: "HEX" };
  const period = algorithm === "TOTP" ? { periodSeconds } : {};
  const suite = `OCRA-1:HOTP-${hash}-${digits}:QN08`;
  const oath = algorithm === "OCRA" ? { suite } : { hash, digits, ...period };
  const leaf: Record<string, object> = {
    PROTECTIMUS_TWO: { ...given, periodSeconds },
    PROTECTIMUS_SHARK: { ...given, periodSeconds },
    PROTECTIMUS_SLIM: { periodSeconds },
    PROTECTIMUS_SLIM_MINI: { periodSeconds },
    PROTECTIMUS_FLEX: { periodSeconds },
    PROTECTIMUS_SMART: { algorithm, hash, digits, ...period },
    GOOGLE_AUTHENTICATOR: {},
    PROTECTIMUS_ULTRA: { ...given, suite },
    UNIVERSAL: { ...given, oath: { [algorithm.toLowerCase()]: oath } },
  };
  const nested = (PLACES[model] ?? [])
    .toReversed()
    .reduce<object>((inner, key) => ({ [key]: inner }), leaf[model] ?? {});
  return { name: "Token", model: nested };
}

async function catalogue(admin: Api): Promise<readonly Model[]> {
  const { tokenModels } = await admin.query<{ tokenModels: Model[] }>(`{ tokenModels { ${MODEL} } }`);
  return tokenModels;
}

/** Names of the input fields that creation takes for a model, besides the name. */
function askedFields(place: readonly string[]): string[] {
  let type = schema.getType("TokenModelInput");
  for (const key of place) {
    if (!isInputObjectType(type)) throw new TypeError(`there is no input ${place.join(".")}`);
    type = getNamedType(type.getFields()[key]?.type);
  }
  if (!isInputObjectType(type)) throw new TypeError(`there is no input ${place.join(".")}`);
  return Object.keys(type.getFields());
}

/** What the catalogue says of models that are alike. */
const FOB = {
  kind: "HARDWARE",
  algorithms: ["TOTP"],
  digits: [6],
  periodsSeconds: [30, 60],
  enrols: false,
};
const GIVEN_FIELDS = [
  "name",
  "serialNumber",
  "secret",
  "secretEncoding",
  "acceptShortSecrets",
  "periodSeconds",
];
const GIVEN_SECRET = {
  ...FOB,
  secret: "GIVEN",
  asksFor: GIVEN_FIELDS,
  reissueAsksFor: ["secret", "secretEncoding", "acceptShortSecrets"],
};
const MADE_SECRET = {
  ...FOB,
  hashes: ["SHA1"],
  secret: "SERVER",
  asksFor: ["name", "periodSeconds"],
  reissueAsksFor: ["issuer"],
};
const SENT_CODE = {
  kind: "SOFTWARE",
  algorithms: [],
  hashes: [],
  digits: [6],
  periodsSeconds: [],
  secret: "SERVER",
  enrols: true,
  reissueAsksFor: [],
};

/** The whole catalogue. */
const CATALOGUE: readonly Model[] = [
  { model: "PROTECTIMUS_TWO", ...GIVEN_SECRET, hashes: ["SHA1"] },
  { model: "PROTECTIMUS_SHARK", ...GIVEN_SECRET, hashes: ["SHA256"] },
  { model: "PROTECTIMUS_SLIM", ...MADE_SECRET },
  { model: "PROTECTIMUS_SLIM_MINI", ...MADE_SECRET },
  { model: "PROTECTIMUS_FLEX", ...MADE_SECRET },
  {
    model: "PROTECTIMUS_ULTRA",
    kind: "HARDWARE",
    algorithms: ["OCRA"],
    hashes: ["SHA1", "SHA256", "SHA512"],
    digits: [6, 7, 8],
    periodsSeconds: [],
    secret: "GIVEN",
    enrols: false,
    asksFor: [
      "name",
      "serialNumber",
      "secret",
      "secretEncoding",
      "acceptShortSecrets",
      "suite",
      "suitePin",
      "counter",
    ],
    reissueAsksFor: ["secret", "secretEncoding", "acceptShortSecrets", "counter"],
  },
  {
    model: "PROTECTIMUS_SMART",
    kind: "SOFTWARE",
    algorithms: ["TOTP", "HOTP"],
    hashes: ["SHA256", "SHA1", "SHA512"],
    digits: [6, 8],
    periodsSeconds: null,
    secret: "SERVER",
    enrols: true,
    asksFor: ["name", "algorithm", "digits", "periodSeconds", "hash", "issuer"],
    reissueAsksFor: ["digits", "issuer"],
  },
  {
    model: "GOOGLE_AUTHENTICATOR",
    kind: "SOFTWARE",
    algorithms: ["TOTP"],
    hashes: ["SHA1"],
    digits: [6],
    periodsSeconds: [30],
    secret: "SERVER",
    enrols: true,
    asksFor: ["name", "issuer"],
    reissueAsksFor: ["issuer"],
  },
  { model: "SMS", ...SENT_CODE, asksFor: ["name", "phoneNumber"] },
  { model: "EMAIL", ...SENT_CODE, asksFor: ["name", "address"] },
  { model: "BOT", ...SENT_CODE, asksFor: ["name", "channel", "chatId"] },
  { model: "PUSH", ...SENT_CODE, asksFor: ["name", "issuer"], reissueAsksFor: ["issuer"] },
  {
    model: "UNIVERSAL",
    kind: "UNIVERSAL",
    algorithms: ["TOTP", "HOTP", "OCRA"],
    hashes: ["SHA1", "SHA256", "SHA512"],
    digits: [6, 7, 8],
    periodsSeconds: null,
    secret: "GIVEN",
    enrols: false,
    asksFor: ["name", "serialNumber", "secret", "secretEncoding", "acceptShortSecrets", "oath"],
    reissueAsksFor: ["secret", "secretEncoding", "acceptShortSecrets", "counter"],
  },
];

onSharedStore("the catalogue of token models", (world) => {
  it("has every model with what requirements say of it", async () => {
    const { admin } = await world().seed();
    expect(await catalogue(admin)).toEqual(CATALOGUE);
  });

  it("says how codes are sent, and what a standard says against that", async () => {
    const { admin } = await world().seed();
    const { tokenModels } = await admin.query<{ tokenModels: { model: string; sentBy: string | null }[] }>(
      "{ tokenModels { model sentBy assurance } }",
    );
    expect(tokenModels.filter(({ sentBy }) => sentBy !== null)).toEqual([
      { model: "SMS", sentBy: "SMS", assurance: "RESTRICTED" },
      { model: "EMAIL", sentBy: "EMAIL", assurance: "NOT_OUT_OF_BAND" },
      { model: "BOT", sentBy: "BOT", assurance: "NOT_OUT_OF_BAND" },
    ]);
  });

  it("asks for exactly the fields that creation takes", async () => {
    const { admin } = await world().seed();
    for (const { model, asksFor } of await catalogue(admin)) {
      expect([model, asksFor.toSorted()]).toEqual([
        model,
        ["name", ...askedFields(PLACES[model] ?? [])].toSorted(),
      ]);
    }
  });

  it("promises exactly the settings that creation accepts", async () => {
    const { admin } = await world().seed();
    for (const entry of await catalogue(admin)) {
      const { model, kind, algorithms, hashes, digits, periodsSeconds, secret, enrols } = entry;
      for (const algorithm of algorithms) {
        for (const hash of hashes) {
          for (const length of digits) {
            for (const periodSeconds of periodsSeconds?.length === 0
              ? [30]
              : (periodsSeconds ?? [10, 86_400])) {
              const input = getInput(model, { algorithm, hash, digits: length, periodSeconds });
              const { token, enrolment } = await admin.do<{ token: object; enrolment: object | null }>(
                "tokenCreate",
                input,
                "token { kind model status oath { algorithm hash digits periodSeconds ocraSuite } } enrolment { attemptsLeft }",
              );
              expect(token).toEqual({
                kind,
                model,
                status: enrols ? "PENDING" : "ACTIVE",
                oath: {
                  algorithm,
                  hash,
                  digits: length,
                  periodSeconds: algorithm === "TOTP" ? periodSeconds : null,
                  ocraSuite: algorithm === "OCRA" ? `OCRA-1:HOTP-${hash}-${length}:QN08` : null,
                },
              });
              expect(enrolment === null).toBe(secret === "GIVEN");
            }
          }
        }
      }
    }
  });

  it("keeps from what creation refuses", async () => {
    const { admin } = await world().seed();
    const fields = await catalogue(admin);
    for (const { model, digits, periodsSeconds } of fields) {
      const place = askedFields(PLACES[model] ?? []);
      const settings = {
        algorithm: "TOTP",
        hash: "SHA1",
        digits: digits[0] ?? 6,
        periodSeconds: periodsSeconds?.[0] ?? 30,
      };
      const takesDigits = ["digits", "oath", "suite"].some((field) => place.includes(field));
      const takesPeriod = place.includes("periodSeconds") || place.includes("oath");
      const wrong = [
        ...(takesDigits ? [5, 6, 7, 8, 9] : [])
          .filter((length) => !digits.includes(length))
          .map((length) => ({ ...settings, digits: length })),
        ...(takesPeriod ? [9, 29, 31, 61, 86_401] : [])
          .filter((period) =>
            periodsSeconds === null ? period < 10 || period > 86_400 : !periodsSeconds.includes(period),
          )
          .map((periodSeconds) => ({ ...settings, periodSeconds })),
      ];
      for (const setting of wrong) {
        expect(await admin.refusal("tokenCreate", getInput(model, setting))).toBe("VALIDATION_FAILED");
      }
      expect(wrong.length > 0).toBe(takesDigits || takesPeriod);
    }
  });
});
