import type { Actor, Credential } from "../actions/actor.js";
import type { Clock } from "../clock.js";
import type { Database } from "../database/database.js";
import { KINDS } from "./credentials.js";

/** Something that stays open for as long as its credential is valid. */
export interface OpenStream {
  readonly actor: Actor;
  /** The credential was revoked, has expired, or its account was disabled. */
  close(): void;
}

interface Streams {
  readonly credential: Credential;
  readonly open: Set<OpenStream>;
}

function getName({ credential }: Actor): string {
  return credential === null ? "" : `${credential.kind} ${credential.id}`;
}

/** The open streams. Ends those whose credentials are no longer valid. */
export class OpenStreams {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #byCredential = new Map<string, Streams>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** How many streams are open by the credential of an actor. */
  getCount(actor: Actor): number {
    return this.#byCredential.get(getName(actor))?.open.size ?? 0;
  }

  /** How many streams are open. */
  get count(): number {
    let count = 0;
    for (const { open } of this.#byCredential.values()) count += open.size;
    return count;
  }

  add(stream: OpenStream): void {
    const { credential } = stream.actor;
    if (credential === null) return;
    const name = getName(stream.actor);
    const known = this.#byCredential.get(name) ?? { credential, open: new Set() };
    known.open.add(stream);
    this.#byCredential.set(name, known);
  }

  remove(stream: OpenStream): void {
    const name = getName(stream.actor);
    const known = this.#byCredential.get(name);
    known?.open.delete(stream);
    if (known?.open.size === 0) this.#byCredential.delete(name);
  }

  /** Ends the streams whose credentials are not valid any more. */
  async check(): Promise<void> {
    for (const [name, { stillValid }] of Object.entries(KINDS)) {
      const ofKind = [...this.#byCredential.values()].filter(({ credential }) => credential.kind === name);
      if (ofKind.length === 0) continue;
      const credentials = ofKind.map(({ credential }) => credential);
      const valid = new Set(await stillValid(this.#database, credentials, this.#clock()));
      for (const { credential, open } of ofKind) {
        if (!valid.has(credential.id)) for (const stream of open) stream.close();
      }
    }
  }
}
