import type { KeyObject } from "node:crypto";
import type { EventType } from "../event-types.js";
import { hashOfEvents, type Horizon, horizonHash, isSigned, NO_SEAL, type Seal, sealHash } from "./chain.js";
import { ErasedEvents } from "./erased.js";
import { getFormats, NEWEST, type SealFormat } from "./formats.js";
import type { SealableEvent } from "./sealed-event.js";

/** A seal as the API shows it, with the hashes of its events in Base64 (null when they have expired). */
export type ReportedSeal = Seal & { readonly eventHashes: string | null };

/** A seal with the events at its place in the log; without a seal, events that no seal covers yet. */
export interface Part {
  readonly seal: ReportedSeal | null;
  readonly events: readonly SealableEvent[];
}

/** The data that the verifier knows beforehand. */
export interface Known {
  /** Global id of the account. */
  readonly account: string;
  readonly publicKey: KeyObject;
  /** All hashes of seals that were stored elsewhere, by number: two of one number show that the log was rewritten. */
  readonly checkpoints: ReadonlyMap<number, ReadonlySet<string>>;
  readonly horizon: Horizon | null;
  /** For a partial export: only events from `since` on and before `until` are expected. */
  readonly since: string | null;
  readonly until: string | null;
}

/** How many findings are reported one by one. */
const MAX_REPORTED = 50;

/** Events after which earlier seals may differ from their checkpoints. */
const LOSSES: ReadonlySet<string> = new Set<EventType>(["INSTALLATION_FAILED_OVER", "INSTALLATION_RESTORED"]);

/** The verdict on a log. */
export interface Verdict {
  /** Each as a sentence; only the first ones when there are very many. */
  readonly findings: readonly string[];
  readonly found: number;
  readonly seals: number;
  /** Events that are unchanged since they were sealed. */
  readonly events: number;
  readonly expired: number;
  readonly unsealed: number;
  /** Events of which something was erased. */
  readonly erased: number;
  /** How many of them have no signature of that, because the format of their seals did not sign it. */
  readonly erasedUnsigned: number;
  readonly last: ReportedSeal | null;
  /** How many of the checkpoints were reached. */
  readonly checkpoints: number;
}

function named({ type, occurredAt, id }: SealableEvent): string {
  return `${type} of ${occurredAt} (${id})`;
}

function getSpan({ number, oldestAt, newestAt }: Seal): string {
  return `seal ${number} (events of ${oldestAt} to ${newestAt})`;
}

/** The hashes in a list as a seal tells it, in hexadecimal. */
function listed(eventHashes: string): string[] {
  const hex = Buffer.from(eventHashes, "base64").toString("hex");
  return Array.from({ length: hex.length / 64 }, (_, n) => hex.slice(n * 64, n * 64 + 64));
}

/**
 * The differences between the existing events and the sealed ones, as sentences.
 * @param formats that the seal may have. Each event shows which one it was sealed in: no two give it the same hash.
 */
function differences(
  seal: Seal,
  formats: readonly SealFormat[],
  hashes: readonly string[],
  events: readonly SealableEvent[],
  isPart: boolean,
) {
  const indexByHash = new Map(hashes.map((hash, place) => [hash, place]));
  const found: string[] = [];
  const strangers: SealableEvent[] = [];
  const met = new Set<number>();
  const right: { readonly event: SealableEvent; readonly format: SealFormat }[] = [];
  let reached = -1;
  const find = (event: SealableEvent) => {
    for (const format of formats) {
      const place = indexByHash.get(format.eventHash(event));
      if (place !== undefined) return { place, format };
    }
    return undefined;
  };
  for (const event of events) {
    const sealed = find(event);
    if (sealed === undefined) {
      strangers.push(event);
      continue;
    }
    const { place, format } = sealed;
    if (met.has(place)) found.push(`${named(event)} appears twice in ${getSpan(seal)}.`);
    else {
      met.add(place);
      right.push({ event, format });
      if (place < reached) found.push(`${named(event)} is not at its original place in ${getSpan(seal)}.`);
      reached = Math.max(reached, place);
    }
  }
  const missing = isPart ? 0 : hashes.length - met.size;
  for (const [n, event] of strangers.entries()) {
    found.push(
      n < missing
        ? `${named(event)} was changed after it was sealed, in ${getSpan(seal)}.`
        : `${named(event)} was inserted after the events were sealed, in ${getSpan(seal)}.`,
    );
  }
  if (missing > strangers.length) {
    const number = missing - strangers.length;
    found.push(
      `${number} of the ${seal.count} events of ${getSpan(seal)} ${number === 1 ? "is" : "are"} missing.`,
    );
  }
  return { found, right };
}

/** Checks a log part by part, in the order of its seals, in memory that does not grow with it. */
export class Verifier {
  readonly #known: Known;
  readonly #through: number;
  readonly #findings: string[] = [];
  #found = 0;
  readonly #erased: ErasedEvents;
  #last: ReportedSeal | null = null;
  #seals = 0;
  #events = 0;
  #expired = 0;
  #unsealed = 0;
  #checkpoints = 0;
  /** The last event that reports lost history, since the last checkpoint. */
  #loss: SealableEvent | undefined;

  constructor(known: Known) {
    this.#known = known;
    const { horizon, account, publicKey } = known;
    this.#erased = new ErasedEvents(account, publicKey);
    if (horizon === null) this.#through = 0;
    else if (horizon.account === account && isSigned(horizonHash(horizon), horizon.signature, publicKey)) {
      this.#through = horizon.through;
    } else {
      this.#through = 0;
      this.#find(
        "The record that events have expired is not signed with the key: somebody else created it, and events may be missing.",
      );
    }
  }

  /** Looks at the next part. */
  add({ seal, events }: Part): void {
    if (seal === null) {
      this.#unsealed += events.length;
      for (const event of events) this.#checkErased(event, NEWEST);
      return;
    }
    this.#loss = events.findLast(({ type }) => LOSSES.has(type)) ?? this.#loss;
    this.#checkPlace(seal);
    const formats = getFormats(seal.format);
    if (formats.length === 0) {
      this.#find(
        `Seal ${seal.number} has the format ${seal.format}, which this version of Tokenplane does not know. Verify the log with the version that sealed it, or a newer one.`,
      );
    } else {
      this.#checkSeal(seal);
      this.#checkEvents(seal, formats, events);
    }
    this.#seals += 1;
    this.#last = seal;
  }

  /** The verdict, once all parts were looked at. */
  verdict(): Verdict {
    const { checkpoints, until } = this.#known;
    const reached = this.#last?.number ?? 0;
    const beyond = [...checkpoints.keys()].filter((number) => number > reached);
    if (beyond.length > 0 && until === null) {
      this.#find(
        `The log ends ${reached === 0 ? "without a seal" : `with seal ${reached}`}, but there is a checkpoint of seal ${Math.max(...beyond)}: the end of the log was cut off, an older backup was restored, or PostgreSQL failed over to a standby that was behind.`,
      );
    }
    // A later part of the log may contain it.
    for (const { by, first } of until === null ? this.#erased.missing() : []) {
      this.#find(`${first} was erased by the event ${by}, which is missing from the log.`);
    }
    return {
      findings: this.#findings,
      found: this.#found,
      seals: this.#seals,
      events: this.#events,
      expired: this.#expired,
      unsealed: this.#unsealed,
      erased: this.#erased.count,
      erasedUnsigned: this.#erased.unsigned,
      last: this.#last,
      checkpoints: this.#checkpoints,
    };
  }

  #find(finding: string): void {
    this.#found += 1;
    if (this.#found <= MAX_REPORTED) this.#findings.push(finding);
  }

  #checkErased(event: SealableEvent, format: SealFormat): void {
    this.#erased.add(event, named(event), format).forEach((found) => this.#find(found));
  }

  /** Checks whether the seal is the one that must come next. */
  #checkPlace(seal: ReportedSeal): void {
    const { since } = this.#known;
    const last = this.#last;
    if (last === null && since !== null) return;
    const next = (last?.number ?? 0) + 1;
    if (seal.number > next) {
      const missing =
        seal.number - 1 === next ? `Seal ${next} is` : `Seals ${next} to ${seal.number - 1} are`;
      this.#find(`${missing} missing.`);
    } else if (seal.number < next) {
      this.#find(`Seal ${seal.number} comes after seal ${next - 1}.`);
    } else if (seal.previousHash !== (last?.hash ?? NO_SEAL)) {
      this.#find(
        last === null
          ? `Seal ${seal.number} refers to a previous seal, although it is the first: it was replaced.`
          : `Seal ${seal.number} does not continue seal ${last.number}: one of them was replaced.`,
      );
    }
  }

  /** Checks whether the contents of the seal match its signature and all its checkpoints. */
  #checkSeal(seal: ReportedSeal): void {
    const { account, publicKey, checkpoints } = this.#known;
    if (sealHash(seal) !== seal.hash) {
      this.#find(`Seal ${seal.number} was changed: its hash is not that of its contents.`);
    }
    if (!isSigned(seal.hash, seal.signature, publicKey)) {
      this.#find(`Seal ${seal.number} is not signed with the key.`);
    }
    if (seal.account !== account) this.#find(`Seal ${seal.number} belongs to another account.`);
    const kept = checkpoints.get(seal.number);
    if (kept === undefined) return;
    this.#checkpoints += 1;
    if ([...kept].every((hash) => hash === seal.hash)) this.#loss = undefined;
    else {
      this.#find(
        this.#loss === undefined
          ? `Seal ${seal.number} differs from its checkpoint: the log up to it was rewritten.`
          : `Seal ${seal.number} differs from its checkpoint. ${named(this.#loss)} gives the reason: the database continued from a copy without that seal. If there was no fail-over or restore at that time, the log was rewritten.`,
      );
    }
  }

  #checkEvents(seal: ReportedSeal, formats: readonly SealFormat[], events: readonly SealableEvent[]): void {
    const { since, until } = this.#known;
    const hasExpired = seal.number <= this.#through;
    if (seal.eventHashes === null) {
      if (!hasExpired) this.#find(`The list of hashes of ${getSpan(seal)} is missing.`);
      for (const event of events) {
        this.#find(`${named(event)} was inserted at a place where events have expired, in ${getSpan(seal)}.`);
      }
      if (hasExpired) this.#expired += seal.count;
      return;
    }
    const hashes = listed(seal.eventHashes);
    if (hashes.length !== seal.count || hashOfEvents(hashes).eventsHash !== seal.eventsHash) {
      this.#find(`The list of hashes of ${getSpan(seal)} was changed.`);
      return;
    }
    const isCut = (since !== null && seal.oldestAt < since) || (until !== null && seal.newestAt >= until);
    const { found, right } = differences(seal, formats, hashes, events, hasExpired || isCut);
    found.forEach((finding) => this.#find(finding));
    for (const { event, format } of right) this.#checkErased(event, format);
    this.#events += right.length;
    if (hasExpired) this.#expired += seal.count - right.length;
  }
}
