import { isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { EventShape } from "../../server/commands/event-lines.js";
import { FORMATS } from "../../server/events/seal/formats.js";
import { eventHash, HASHED, type SealableEvent } from "../../server/events/seal/sealed-event.js";
import { schema } from "../../server/graphql/schema.js";
import { between } from "../support/pages.js";
import { openWorld, storeHere } from "../support/world.js";

/** What of an event is sealed, as docs/event-format.md lists it, with the column that keeps it. */
const SEALED: Readonly<Record<string, string>> = {
  id: "id",
  type: "type",
  occurredAt: "occurred_at",
  actorKind: "actor_kind",
  actorId: "actor_id",
  tokenId: "token_id",
  userId: "user_id",
  resourceId: "resource_id",
  outcome: "outcome",
  method: "method",
  reason: "reason",
  correlationId: "correlation_id",
  actorName: "actor_name",
  tokenName: "token_name",
  userLogin: "user_login",
  resourceName: "resource_name",
  subjectHmac: "subject_hmac",
  clientAddress: "client_address",
  callerAddress: "caller_address",
  changes: "changes",
  summary: "summary",
  params: "params",
  words: "search",
};

/** Fields of the API's events that are not sealed themselves, and why. */
const REPORTED_OTHERWISE: Readonly<Record<string, string>> = {
  actor: "actorKind, actorId and actorName",
  cursor: "the place: the order of events is what seals list",
  token: "what it is now, found by tokenId",
  user: "what it is now, found by userId",
  resource: "what it is now, found by resourceId",
  seal: "the seal itself",
  proof: "what the hashes are computed with",
};

/** Columns that are not sealed themselves, and why. */
const KEPT_OTHERWISE: Readonly<Record<string, string>> = {
  account_id: "each account has a chain of its own, whose seals name it",
  epoch: "the place: the order of events is what seals list",
  xid: "the place",
  position: "the place",
  salt: "what the hashes are computed with",
  erasure: "what the hashes are computed with",
};

const EVENT: SealableEvent = {
  id: "event",
  type: "TOKEN_CREATED",
  occurredAt: "2026-11-25T12:00:00.000Z",
  actor: { kind: "API_KEY", id: "key", name: "Ops" },
  tokenId: null,
  tokenName: null,
  userId: null,
  userLogin: null,
  resourceId: null,
  resourceName: null,
  outcome: null,
  method: null,
  reason: null,
  subjectHmac: null,
  clientAddress: null,
  callerAddress: null,
  correlationId: "request",
  changes: [],
  summary: "",
  params: null,
  proof: { salt: "salt", fields: [], words: [], erasures: [] },
};

/** The event with another value in one field of the list above. */
function changed(field: string): SealableEvent {
  const { actor, proof } = EVENT;
  if (field === "words") return { ...EVENT, proof: { ...proof, words: ["other"] } };
  if (field === "params") return { ...EVENT, params: { channel: "other" } };
  if (field === "changes") return { ...EVENT, changes: [{ field: "name", from: null, to: "other" }] };
  if (!field.startsWith("actor")) return { ...EVENT, [field]: "other" };
  return { ...EVENT, actor: { ...actor, [field.slice("actor".length).toLowerCase()]: "other" } };
}

describe("what an event says", () => {
  it("is sealed, field by field, or there is a reason why not", () => {
    const type = schema.getType("Event");
    if (!isObjectType(type)) throw new TypeError("there are no events");
    const fields = Object.keys(type.getFields());
    const asked = fields.filter((field) => !Object.hasOwn(REPORTED_OTHERWISE, field));
    const sealed = Object.keys(SEALED).filter((field) => !field.startsWith("actor") && field !== "words");
    expect(asked.toSorted()).toEqual(sealed.toSorted());
    expect(Object.keys(REPORTED_OTHERWISE).filter((field) => !fields.includes(field))).toEqual([]);
  });

  it("is sealed as the description of the format says", () => {
    const listed = (mark: string) => {
      const text = between("docs/event-format.md", `<!-- ${mark} -->`, `<!-- /${mark} -->`);
      return [...text.matchAll(/`(\w+)`/g)].map(([, field = ""]) => field);
    };
    expect(listed("hashed fields").toSorted()).toEqual([...HASHED].toSorted());
    expect([...listed("plain fields"), ...listed("hashed fields")].toSorted()).toEqual(
      Object.keys(SEALED).toSorted(),
    );
    const formats = between("docs/event-format.md", "<!-- formats -->", "<!-- /formats -->");
    expect([...formats.matchAll(/^\| (\d+)/gm)].map(([, number]) => Number(number))).toEqual(
      FORMATS.map(({ number }) => number),
    );
  });

  it("is exported with all that is sealed", () => {
    const exported = Object.keys(EventShape.shape).flatMap((field) =>
      field === "actor" ? ["actorKind", "actorId", "actorName"] : [field],
    );
    const asked = Object.keys(SEALED).filter((field) => field !== "words");
    expect(exported.toSorted()).toEqual([...asked, "cursor", "proof"].toSorted());
  });

  it("has another hash as soon as any of it is another", () => {
    const differing = Object.keys(SEALED).filter((field) => eventHash(EVENT) !== eventHash(changed(field)));
    expect(differing).toEqual(Object.keys(SEALED));
  });

  it("is kept in columns that are sealed, or there is a reason why not", async () => {
    const world = await openWorld(storeHere());
    const columns = await world.database.query<{ name: string }>(Prisma.sql`
      SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = 'events'`);
    await world.end();
    expect(columns.map(({ name }) => name).toSorted()).toEqual(
      [...Object.values(SEALED), ...Object.keys(KEPT_OTHERWISE)].toSorted(),
    );
  });
});
