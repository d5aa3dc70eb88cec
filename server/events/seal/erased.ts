import { type KeyObject } from "node:crypto";
import { canonicalHash } from "./canonical.js";
import { isSigned, numbered } from "./chain.js";
import { getFormats, type SealFormat } from "./formats.js";
import type { Erasure, HashedField, SealableEvent } from "./sealed-event.js";

/** Fields that name a person in an event about that person. */
export const OF_PERSON: readonly HashedField[] = [
  "userLogin",
  "tokenName",
  "clientAddress",
  "changes",
  "summary",
  "params",
];

/** Fields that name a person in an event about what that person did. */
export const BY_PERSON: readonly HashedField[] = ["actorName", "callerAddress"];

/** Fields of other events in which a person's login may stand. */
export const IN_OTHERS: readonly HashedField[] = ["tokenName", "changes", "summary"];

/** The hash of the words that an event is found by. */
export function wordsHash(words: readonly string[]): string {
  return canonicalHash([...words]);
}

/**
 * The hash that the server signs when it erases values of an event. docs/event-format.md says how it is computed.
 * @param how the format of the erasure, which decides how the event is hashed.
 */
export function erasureHash(
  account: string,
  event: SealableEvent,
  { event: by, fields, words, format }: Omit<Erasure, "signature">,
  how: SealFormat,
): string {
  return canonicalHash({
    kind: "erasure",
    account,
    event: event.id,
    eventHash: how.eventHash(event),
    by,
    fields,
    words,
    ...numbered(format),
  });
}

/** Fields of an event of which a value was erased. */
export function erasedFields({ proof: { salt, fields } }: SealableEvent): string[] {
  if (salt !== null) return [];
  return fields.filter((one) => one.hash !== null).map(({ field }) => field);
}

function erasedNothing(event: string, by: string): string {
  return `${event} refers to ${by} as the event that erased its values, but that event erased nothing of it.`;
}

function isAmong(fields: readonly string[], allowed: readonly string[]): boolean {
  return fields.every((field) => field === "words" || allowed.includes(field));
}

/**
 * The erasures that were read, and the USER_ERASED events that must confirm them. These come later in the log. Only an event
 * that was recorded while the server erased may stand after the one that confirms its erasure.
 */
export class ErasedEvents {
  readonly #account: string;
  readonly #publicKey: KeyObject;
  /**
   * By the event that must confirm it: the users that it must be about, and the name of the first erased event.
   */
  readonly #awaited = new Map<string, { readonly users: Set<string | null>; readonly first: string }>();
  /** The USER_ERASED events that were met, by id: about whom, and their names. */
  readonly #met = new Map<string, { readonly user: string | null; readonly name: string }>();
  #count = 0;
  #unsigned = 0;

  constructor(account: string, publicKey: KeyObject) {
    this.#account = account;
    this.#publicKey = publicKey;
  }

  /** How many events have erased values. */
  get count(): number {
    return this.#count;
  }

  /** Of how many events values were erased without a signature, when the format of their seals had none. */
  get unsigned(): number {
    return this.#unsigned;
  }

  /**
   * Checks the next event of the log.
   * @param name its name in sentences.
   * @param format that of its seal.
   * @returns what is wrong, as sentences.
   */
  add(event: SealableEvent, name: string, format: SealFormat): string[] {
    const found = this.#meet(event, name);
    const erased = erasedFields(event);
    if (erased.length === 0) return found;
    this.#count += 1;
    const right = event.proof.erasures.filter(({ signature, ...erasure }) =>
      getFormats(erasure.format).some((how) =>
        isSigned(erasureHash(this.#account, event, erasure, how), signature, this.#publicKey),
      ),
    );
    const covered = new Set(right.flatMap(({ fields }) => fields));
    const open = erased.filter((field) => !covered.has(field));
    if (open.length > 0 && !format.signsErasures) this.#unsigned += 1;
    else if (open.length > 0) {
      found.push(
        `Values were removed from ${name} (${open.join(", ")}), without an erasure that is signed with the key: somebody else removed them.`,
      );
      return found;
    }
    if (!erased.includes("words") || right.at(-1)?.words === wordsHash(event.proof.words)) {
      for (const { event: by, fields } of right) this.#await(by, event, fields, name, found);
    } else found.push(`The search words of ${name} are not the ones that its erasure kept.`);
    return found;
  }

  /**
   * @returns for each event that should confirm an erasure and is missing, the first event that it should cover.
   */
  missing(): { readonly by: string; readonly first: string }[] {
    return [...this.#awaited].map(([by, { first }]) => ({ by, first }));
  }

  #await(by: string, event: SealableEvent, fields: readonly string[], name: string, found: string[]): void {
    const isOther = isAmong(fields, IN_OTHERS);
    if (!isOther && !isAmong(fields, [...OF_PERSON, ...BY_PERSON])) {
      found.push(
        `Values were removed from ${name} without an erasure that covers them: ${fields.join(", ")}.`,
      );
    }
    const has = (named: readonly string[]) => fields.some((field) => named.includes(field));
    const users = [
      ...(!isOther && has(OF_PERSON) ? [event.userId] : []),
      ...(!isOther && has(BY_PERSON) ? [event.actor.id] : []),
    ];
    const met = this.#met.get(by);
    if (met !== undefined) {
      if (users.some((user) => user !== met.user)) found.push(erasedNothing(name, met.name));
      return;
    }
    const awaited = this.#awaited.get(by) ?? { users: new Set(), first: name };
    for (const user of users) awaited.users.add(user);
    this.#awaited.set(by, awaited);
  }

  /** An event that erasures refer to. */
  #meet(event: SealableEvent, name: string): string[] {
    if (event.type === "USER_ERASED") this.#met.set(event.id, { user: event.userId, name });
    const awaited = this.#awaited.get(event.id);
    if (awaited === undefined) return [];
    this.#awaited.delete(event.id);
    const isRight = event.type === "USER_ERASED" && [...awaited.users].every((user) => user === event.userId);
    return isRight ? [] : [erasedNothing(awaited.first, name)];
  }
}
