import { canonicalHash, type Json } from "./canonical.js";

/**
 * Fields that name people or contain free text. They are sealed as salted hashes, so that a value can be erased.
 */
export const HASHED = [
  "actorName",
  "tokenName",
  "userLogin",
  "resourceName",
  "subjectHmac",
  "clientAddress",
  "callerAddress",
  "changes",
  "summary",
  "params",
  "words",
] as const;
export type HashedField = (typeof HASHED)[number];

/**
 * Replaces a field of an event from which something was erased: the hash of the erased value, or the value's
 * salt.
 */
export interface FieldProof {
  readonly field: string;
  readonly hash: string | null;
  readonly salt: string | null;
}

/**
 * Records that the server erased values of an event. Somebody who changes the database without its keys cannot
 * create this.
 */
export interface Erasure {
  /** Global id of the USER_ERASED event that reports it. */
  readonly event: string;
  /** The fields whose values went. */
  readonly fields: readonly string[];
  /** Hash of the words that the event is found by since. */
  readonly words: string;
  /** The number of the format that it is signed in; null for one from before erasures said it. */
  readonly format: number | null;
  /** Ed25519, in Base64. */
  readonly signature: string;
}

/** The data that, beside the event, is needed to compute its hash. */
export interface Proof {
  /** Random; null when something was erased: then each field has a salt or a hash of its own. */
  readonly salt: string | null;
  readonly fields: readonly FieldProof[];
  /** The words that a search finds the event by; after an erasure, those that remain. */
  readonly words: readonly string[];
  /** The erasures, in their order; mostly none. */
  readonly erasures: readonly Erasure[];
}

/** An event as the API and the export show it: everything that is sealed. */
export interface SealableEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly outcome: string | null;
  readonly method: string | null;
  readonly reason: string | null;
  readonly subjectHmac: string | null;
  readonly clientAddress: string | null;
  readonly callerAddress: string | null;
  readonly correlationId: string;
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  /** One English sentence. An event that has parameters is said by them, and no sentence of it is sealed. */
  readonly summary: string;
  /** The parameters of its type; null for an event of an earlier form, which has a sentence instead. */
  readonly params: Readonly<Record<string, string>> | null;
  readonly proof: Proof;
}

/** Whether an event is stored as data, also when its parameters were erased: no sentence of it is sealed. */
function isData({ params, proof: { fields } }: SealableEvent): boolean {
  return params !== null || fields.some(({ field, hash }) => field === "params" && hash !== null);
}

/** The value of a field that is sealed as a hash; null when it has none. */
function valueOf(event: SealableEvent, field: HashedField) {
  if (field === "actorName") return event.actor.name === "" ? null : event.actor.name;
  if (field === "words") return event.proof.words.length === 0 ? null : [...event.proof.words];
  if (field === "changes")
    return event.changes.length === 0 ? null : event.changes.map((change) => ({ ...change }));
  if (field === "params") return event.params === null ? null : { ...event.params };
  if (field === "summary" && isData(event)) return null;
  return event[field] === "" ? null : event[field];
}

/** The salt of one field. It reveals no other field's salt, so it can be deleted by itself. */
function fieldSalt(salt: string, field: string): string {
  return canonicalHash([salt, field]);
}

function hashed(event: SealableEvent, field: HashedField): string | null {
  const { salt, fields } = event.proof;
  const value = valueOf(event, field);
  if (salt !== null) return value === null ? null : canonicalHash([fieldSalt(salt, field), value]);
  const own = fields.find((one) => one.field === field);
  // An erased field must have no value; a value there was added later. Remaining words are signed.
  if (own?.hash != null)
    return value === null || field === "words" ? own.hash : canonicalHash(["not erased", value]);
  return value === null ? null : canonicalHash([own?.salt ?? "no salt", value]);
}

/**
 * The proofs of an event's fields once values of it are erased: its hash stays the same, and nothing remains
 * from which the values could be guessed.
 * @param erased the fields that go; what went before stays gone.
 */
export function proofWithout(event: SealableEvent, erased: readonly HashedField[]): FieldProof[] {
  const { salt, fields } = event.proof;
  return HASHED.map((field): FieldProof => {
    const before = fields.find((one) => one.field === field);
    const own = salt === null ? (before?.salt ?? null) : fieldSalt(salt, field);
    if (own === null) return before ?? { field, hash: null, salt: null };
    return erased.includes(field)
      ? { field, hash: hashed(event, field), salt: null }
      : { field, hash: null, salt: own };
  });
}

/** The fields that every format seals of an event. docs/event-format.md says how it is made. */
function sealedAlways(event: SealableEvent) {
  const { id, type, occurredAt, actor, tokenId, userId, resourceId, outcome, method, reason, correlationId } =
    event;
  // In the order of canonical JSON, so that it need not be sorted.
  return {
    actorId: actor.id,
    actorKind: actor.kind,
    actorName: hashed(event, "actorName"),
    callerAddress: hashed(event, "callerAddress"),
    changes: hashed(event, "changes"),
    clientAddress: hashed(event, "clientAddress"),
    correlationId,
    id,
    method,
    occurredAt,
    outcome,
    reason,
    resourceId,
    resourceName: hashed(event, "resourceName"),
    subjectHmac: hashed(event, "subjectHmac"),
    summary: hashed(event, "summary"),
    tokenId,
    tokenName: hashed(event, "tokenName"),
    type,
    userId,
    userLogin: hashed(event, "userLogin"),
  } satisfies Record<Exclude<HashedField, "params" | "words">, string | null> & Record<string, Json>;
}

/** The hash of an event: of all its fields, in hexadecimal. */
export function eventHash(event: SealableEvent): string {
  return canonicalHash({
    ...sealedAlways(event),
    params: hashed(event, "params"),
    words: hashed(event, "words"),
  });
}

/** The hash of an event as it was before events had parameters. */
export function eventHashWithoutParams(event: SealableEvent): string {
  return canonicalHash({ ...sealedAlways(event), words: hashed(event, "words") });
}

/** The hash of an event as it was before its search words were sealed. */
export function eventHashWithoutWords(event: SealableEvent): string {
  return canonicalHash(sealedAlways(event));
}
