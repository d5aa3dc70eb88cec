import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInputType,
  isListType,
  isObjectType,
  Kind,
  parse,
  typeFromAST,
  type GraphQLField,
} from "graphql";
import { expect, it } from "vitest";
import { z } from "zod";
import * as ofProvider from "../../provider/client/operations.js";
import ofConsole from "../../server/console/generated/documents.json" with { type: "json" };
import { getBounds, LONGEST_TEXT } from "../../server/graphql/input-bounds.js";
import { schema } from "../../server/graphql/schema.js";
import { leastValue } from "../support/input-places.js";

/** What an operation may cost. */
const MAX_COST = 50_000;

/** Characters that one unit of cost may give. */
const CHARACTERS_OF_UNIT = 1_000;

/** Texts that may be long, and lists of texts: how many characters each has at most. */
const TEXTS: Readonly<Record<string, number>> = {
  "Channel.allowedCountries": 250 * 5,
  "Channel.secretsSet": 20 * 53,
  "Enrolment.qrPngDataUri": 30_000,
  "Enrolment.qrSvg": 100_000,
  "EventErasure.fields": 200,
  "EventParam.value": 1_000,
  "EventProof.words": 2_000,
  "EventSeal.eventHashes": 43_000,
  "HttpHeader.value": 500,
  "HttpTemplateSettings.body": 4_000,
  "MessageText.html": 20_000,
  "MessageText.text": 5_000,
  "OutboxMessage.html": 20_000,
  "OutboxMessage.text": 5_000,
  "Resource.allowedAddresses": 200 * 46,
  "SelfServicePolicy.allowedAddresses": 200 * 46,
  // Of a person with a hundred sessions.
  "SessionRevokePayload.revokedIds": 100 * 63,
  "SmtpSettings.certificateAuthority": 30_000,
  "TokenModelInfo.asksFor": 200,
  "TokenModelInfo.reissueAsksFor": 200,
  "Viewer.mayUse": 4_000,
};

const REFUSED = { entries: 1_001, characters: 400 };
const IMPORTED = { entries: 100, characters: 1_000 };
/** Of a token that is linked to a thousand resources. */
const HONOURED = { entries: 1_000, characters: 50 };
/** Of a token that is linked to a hundred resources, all of them with two. */
const OBSTACLES = { entries: 200, characters: 100 };
const FEW = { entries: 10, characters: 1_000 };

/** Lists of objects: how many entries each may have, and how many characters the longest field of an entry. */
const LISTS: Readonly<Record<string, { readonly entries: number; readonly characters: number }>> = {
  "ApiKeyRevokePayload.revokedMade": { entries: 100, characters: 1_000 },
  "ApiKeyRevokePayload.stillWorking": { entries: 100, characters: 1_000 },
  "AssignmentImportPayload.assignments": IMPORTED,
  "AssignmentImportPayload.refused": REFUSED,
  "Bypass.honoured": HONOURED,
  "Channel.suspensions": { entries: 250, characters: 40 },
  // All values of a template with headers, a body and a URL.
  "Event.changes": { entries: 1, characters: 20_000 },
  "Event.params": FEW,
  "EventProof.erasures": FEW,
  "EventProof.fields": { entries: 10, characters: 100 },
  "HttpTemplateSettings.headers": { entries: 20, characters: 500 },
  "ImportJob.reasons": REFUSED,
  "ImportJob.refused": REFUSED,
  "Me.tokens": FEW,
  "Query.jobs": { entries: 50, characters: 200 },
  "Query.messageTexts": { entries: 3 * 5 * 6, characters: 1_000 },
  "Query.outbox": { entries: 200, characters: 1_000 },
  "Query.tokenModels": { entries: 20, characters: 500 },
  "Token.signInObstacles": OBSTACLES,
  "TokenBypassGrantPayload.honoured": HONOURED,
  // A token has one bypass for each scope.
  "TokenBypassRevokePayload.bypasses": FEW,
  "TokenImportPayload.refused": REFUSED,
  "TokenImportPayload.tokens": IMPORTED,
  "User.signInObstacles": OBSTACLES,
  "UserImportPayload.refused": REFUSED,
  "UserImportPayload.users": IMPORTED,
};

type Field = GraphQLField<unknown, unknown>;

/** Every field of an object type, by its coordinate: `Token.name`. */
const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    type.name.startsWith("__") || !isObjectType(type)
      ? []
      : Object.values(type.getFields()).map((field): [string, Field] => [
          `${type.name}.${field.name}`,
          field,
        ]),
  ),
);

const isList = ({ type }: Field) => isListType(getNullableType(type));
const isText = (type: string) => type === "String" || type === "ID";
const getComplexity = ({ extensions }: Field): unknown => extensions["complexity"];

const Cost = z.object({ field: z.number().default(1), multiplier: z.number().default(10) });

/** What a field costs, and how often what is below it counts; where it says nothing, as Pothos does. */
function getCost(name: string): z.infer<typeof Cost> {
  const field = FIELDS.get(name);
  const said = field === undefined ? undefined : getComplexity(field);
  return typeof said === "number" ? { field: said, multiplier: 10 } : Cost.parse(said);
}

/** Names of the inputs that may be longer than usual. */
const LONG_INPUTS = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isInputObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          getNamedType(field.type).name === "String" && getBounds(field).longest > LONGEST_TEXT
            ? [field.name]
            : [],
        )
      : [],
  ),
);

it.each(Object.entries(TEXTS))(
  "the field %s costs at least what its %d characters may be",
  (name, characters) => {
    expect(getCost(name).field * CHARACTERS_OF_UNIT).toBeGreaterThanOrEqual(characters);
  },
);

it.each(Object.entries(LISTS))(
  "the list %s costs at least as much as its maximum length",
  (name, { entries, characters }) => {
    expect(getCost(name).multiplier * CHARACTERS_OF_UNIT).toBeGreaterThanOrEqual(entries * characters);
  },
);

it("the texts with a cost of their own are all lists of texts, and all texts that may be longer than usual", () => {
  expect(LONG_INPUTS.size).toBeGreaterThan(3);
  const found = [...FIELDS].flatMap(([name, field]) => {
    // A path is short.
    if (!isText(getNamedType(field.type).name) || field.name === "path") return [];
    return isList(field) || LONG_INPUTS.has(field.name) ? [name] : [];
  });
  expect(found.filter((name) => TEXTS[name] === undefined)).toEqual([]);
});

it("the lists with a cost of their own are all lists of objects whose length follows from no argument", () => {
  const found = [...FIELDS].flatMap(([name, field]) => {
    if (!isList(field) || !isCompositeType(getNamedType(field.type))) return [];
    const isCounted = typeof getComplexity(field) === "function" || getCost(name).multiplier === 1;
    return isCounted ? [] : [name];
  });
  expect(found.toSorted()).toEqual(Object.keys(LISTS).toSorted());
});

it("a list without a multiplier is part of a page, or has as many items as the mutation", () => {
  const once = [...FIELDS].filter(
    ([name, field]) =>
      isList(field) &&
      isCompositeType(getNamedType(field.type)) &&
      typeof getComplexity(field) !== "function" &&
      getCost(name).multiplier === 1,
  );
  expect(once.length).toBeGreaterThan(30);
  for (const [name] of once) {
    expect(name).toMatch(/Connection\.(?:edges|nodes)$|Payload\.results$|^ItemsRefusedError\.refusals$/);
  }
  const pages = [...FIELDS].filter(([, { type }]) => getNamedType(type).name.endsWith("Connection"));
  expect(pages.length).toBeGreaterThan(10);
  for (const [name, field] of pages) expect(getComplexity(field), name).toBeTypeOf("function");
});

/** A document's variables, with pages and lists of items as long as they may be. */
function dearestVariables(document: string): Record<string, unknown> {
  const [operation] = parse(document).definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [one] : [],
  );
  const given = (operation?.variableDefinitions ?? []).map(({ variable, type: node }): [string, unknown] => {
    const type = typeFromAST(schema, node);
    if (!isInputType(type)) throw new TypeError(`${variable.name.value} is no input`);
    const { value } = variable.name;
    const least = leastValue(type);
    if (value === "first") return [value, 100];
    if (Array.isArray(least)) return [value, Array.from({ length: 100 }, () => least[0])];
    const many = z.looseObject({ items: z.array(z.unknown()).length(1) }).safeParse(least).data;
    return [
      value,
      many === undefined ? least : { ...many, items: Array.from({ length: 1_000 }, () => many.items[0]) },
    ];
  });
  return Object.fromEntries(given);
}

it.each([
  ["console", Object.values(ofConsole)],
  [
    "provider",
    Object.values(ofProvider).flatMap(({ text, bulk }) =>
      bulk === undefined ? [text] : [text, bulk.document.text],
    ),
  ],
] as const)("no document of the %s costs more than an operation may", (_whose, documents) => {
  expect(documents.length).toBeGreaterThan(30);
  for (const document of documents) {
    const { complexity } = complexityFromQuery(document, { schema, variables: dearestVariables(document) });
    expect(complexity, document).toBeLessThanOrEqual(MAX_COST);
  }
});
