import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proofWithout } from "../../../test/support/erase.js";
import { horizonHash, makeSeal, NO_SEAL } from "./chain.js";
import { erasureHash, wordsHash } from "./erased.js";
import { FORMATS, NEWEST, type SealFormat } from "./formats.js";
import { newSealKey, openSealKey, readPublicKey } from "./seal-key.js";
import {
  eventHash,
  HASHED,
  type HashedField,
  proofWithout as proofOf,
  type SealableEvent,
} from "./sealed-event.js";
import { type Known, type Part, Verifier } from "./verify-seals.js";

const KEY = openSealKey(newSealKey());
const PUBLIC = readPublicKey(KEY.publicKey);
if (PUBLIC === undefined) throw new Error("the key cannot be read");

const KNOWN: Known = {
  account: "account",
  publicKey: PUBLIC.key,
  checkpoints: new Map(),
  horizon: null,
  since: null,
  until: null,
};

function event(n: number, fields: Partial<SealableEvent> = {}): SealableEvent {
  return {
    id: `event-${n}`,
    type: "AUTHENTICATION_DENIED",
    occurredAt: new Date(Date.UTC(2026, 10, 25) + n * 1_000).toISOString(),
    actor: { kind: "API_KEY", id: "key", name: "VPN gateway" },
    tokenId: "token",
    tokenName: "Anna's phone",
    userId: "user",
    userLogin: "anna",
    resourceId: "resource",
    resourceName: "VPN",
    outcome: "DENIED",
    method: "OTP",
    reason: "WRONG_CODE",
    subjectHmac: "hmac",
    clientAddress: "192.0.2.1",
    callerAddress: "192.0.2.2",
    correlationId: `request-${n}`,
    changes: [{ field: "email", from: null, to: "anna@example.org" }],
    summary: `Sign-in ${n} was denied.`,
    params: null,
    proof: { salt: `salt-${n}`, fields: [], words: ["sign", "in", `${n}`], erasures: [] },
    ...fields,
  };
}

/**
 * A log of seals over so many events each.
 * @param others events that are not as usual, by their numbers.
 * @param getFormat the format of each seal.
 */
function getLog(
  counts: readonly number[],
  others: Readonly<Record<number, Partial<SealableEvent>>> = {},
  getFormat: (index: number) => SealFormat = () => NEWEST,
): Part[] {
  let next = 0;
  let previousHash = NO_SEAL;
  return counts.map((count, index) => {
    const events = Array.from({ length: count }, () => {
      next += 1;
      return event(next, others[next]);
    });
    const format = getFormat(index);
    const { eventHashes, ...seal } = makeSeal(
      {
        account: "account",
        number: index + 1,
        previousHash,
        oldestAt: events[0]?.occurredAt ?? "",
        newestAt: events.at(-1)?.occurredAt ?? "",
        sealedAt: "2026-11-25T12:00:00.000Z",
        format: format.isNumbered ? format.number : null,
      },
      events.map((one) => format.eventHash(one)),
      KEY,
    );
    previousHash = seal.hash;
    return { seal: { ...seal, eventHashes: eventHashes.toString("base64") }, events };
  });
}

function findings(parts: readonly Part[], known: Partial<Known> = {}): readonly string[] {
  const verifier = new Verifier({ ...KNOWN, ...known });
  for (const part of parts) verifier.add(part);
  return verifier.verdict().findings;
}

/** The same log with one of its parts replaced. */
function withPart(parts: readonly Part[], index: number, change: (part: Part) => Part): Part[] {
  return parts.map((part, n) => (n === index ? change(part) : part));
}

describe("a chain of seals", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

  it("is found whole when nothing was touched", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const verifier = new Verifier(KNOWN);
        for (const part of getLog(given)) verifier.add(part);
        const { findings: found, events, seals } = verifier.verdict();
        expect(found).toEqual([]);
        expect({ events, seals }).toEqual({ events: given.reduce((a, b) => a + b), seals: given.length });
      }),
    );
  });

  it("has seals of all formats, in any order, each of which shows a change by its own rules", () => {
    const formats = fc.array(fc.constantFrom(...FORMATS), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(formats, fc.nat(), (given, a) => {
        const log = getLog(
          given.map(() => 2),
          {},
          (index) => given[index] ?? NEWEST,
        );
        expect(findings(log)).toEqual([]);
        const place = a % given.length;
        const changed = withPart(log, place, ({ seal, events }) => ({
          seal,
          events: events.map((one) => ({ ...one, summary: "other" })),
        }));
        expect(findings(changed)).toHaveLength(2);
      }),
    );
    const later = withPart(getLog([1]), 0, ({ seal, events }) => ({
      seal: seal === null ? null : { ...seal, format: 99 },
      events,
    }));
    expect(findings(later)).toEqual([
      expect.stringContaining("has the format 99, which this version of Tokenplane does not know"),
    ]);
  });

  const OTHER: Readonly<Record<string, unknown>> = { changes: [], params: { channel: "other" } };
  /** Events that are stored as data: no sentence of them is sealed. */
  const AS_DATA = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [n + 1, { summary: "", params: { channel: "Mail" } }]),
  );
  const FIELDS = Object.keys(event(1)).filter((name) => name !== "actor" && name !== "proof");
  const CHANGES = [
    ...FIELDS.map((name) => [name, (one: SealableEvent) => ({ ...one, [name]: OTHER[name] ?? "other" })]),
    ...FIELDS.map((name) => [`${name} to nothing`, (one: SealableEvent) => ({ ...one, [name]: null })]),
    ...(["kind", "id", "name"] as const).map((name) => [
      `actor.${name}`,
      (one: SealableEvent) => ({ ...one, actor: { ...one.actor, [name]: "other" } }),
    ]),
    ["the salt", (one: SealableEvent) => ({ ...one, proof: { ...one.proof, salt: "other" } })],
    [
      "a change's value",
      (one: SealableEvent) => ({ ...one, changes: [{ field: "email", from: null, to: "other" }] }),
    ],
  ] as [string, (one: SealableEvent) => SealableEvent][];

  it("shows any change of any field of any event, and names the event", () => {
    fc.assert(
      fc.property(counts, fc.nat(), fc.nat(), fc.constantFrom(...CHANGES), (given, a, b, [name, change]) => {
        const log = getLog(given, name.startsWith("params") ? AS_DATA : {});
        const index = a % log.length;
        const place = b % (given[index] ?? 1);
        const changed = withPart(log, index, ({ seal, events }) => ({
          seal,
          events: events.map((one, n) =>
            n === place ? change({ ...one, changes: name === "changes to nothing" ? [] : one.changes }) : one,
          ),
        }));
        if (name === "changes to nothing") return;
        const found = findings(changed);
        expect(found).toHaveLength(1);
        expect(found[0]).toContain(`was changed after it was sealed, in seal ${index + 1} (`);
      }),
      { numRuns: 500 },
    );
  });

  it("shows events that were swapped, removed, doubled or inserted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom("swapped", "removed", "doubled", "inserted"),
        (given, a, b, what) => {
          const log = getLog(given);
          const index = a % log.length;
          const place = b % ((given[index] ?? 2) - 1);
          const found = findings(
            withPart(log, index, ({ seal, events }) => {
              const list = [...events];
              const [one, other] = list.slice(place, place + 2);
              if (one === undefined || other === undefined) throw new Error("too few events");
              if (what === "swapped") list.splice(place, 2, other, one);
              if (what === "removed") list.splice(place, 1);
              if (what === "doubled") list.splice(place, 0, one);
              if (what === "inserted") list.splice(place, 0, event(999));
              return { seal, events: list };
            }),
          );
          expect(found).toHaveLength(1);
          expect(found[0]).toContain(
            {
              swapped: "is not at its original place",
              removed: "is missing",
              doubled: "appears twice",
              inserted: "was inserted",
            }[what],
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("shows any change of what a seal says", () => {
    const log = getLog([2, 3, 1]);
    const changes: Record<string, unknown> = {
      account: "other",
      previousHash: "1".repeat(64),
      count: 7,
      eventsHash: "1".repeat(64),
      eventHashes: Buffer.alloc(96).toString("base64"),
      oldestAt: "2026-11-24T00:00:00.000Z",
      newestAt: "2026-11-26T00:00:00.000Z",
      sealedAt: "2026-11-26T00:00:00.000Z",
      keyId: "other",
      format: null,
      hash: "1".repeat(64),
      signature: Buffer.alloc(64).toString("base64"),
      number: 9,
    };
    for (const [name, value] of Object.entries(changes)) {
      const changed = withPart(log, 1, ({ seal, events }) => ({
        seal: seal === null ? null : { ...seal, [name]: value },
        events,
      }));
      expect(findings(changed), name).not.toEqual([]);
    }
  });

  it("shows that seals are missing with their events, in the middle and at the head", () => {
    const log = getLog([2, 3, 1, 4]);
    expect(findings(log.toSpliced(1, 1))).toEqual(["Seal 2 is missing."]);
    expect(findings(log.slice(2))).toEqual(["Seals 1 to 2 are missing."]);
  });

  it("shows with a checkpoint kept elsewhere that the tail is missing, and that all was made again", () => {
    const log = getLog([2, 3, 1]);
    const [, , last] = log;
    const checkpoints = new Map([[3, new Set([last?.seal?.hash ?? ""])]]);
    expect(findings(log, { checkpoints })).toEqual([]);
    expect(findings(log.slice(0, 2))).toEqual([]);
    expect(findings(log.slice(0, 2), { checkpoints })).toEqual([
      "The log ends with seal 2, but there is a checkpoint of seal 3: the end of the log was cut off, an older backup was restored, or PostgreSQL failed over to a standby that was behind.",
    ]);
    expect(findings([], { checkpoints })[0]).toContain("The log ends without a seal");
    const again = getLog([2, 3, 2]);
    const rewritten = ["Seal 3 differs from its checkpoint: the log up to it was rewritten."];
    expect(findings(again, { checkpoints })).toEqual(rewritten);
    // A checkpoint of the new seal beside that of the old one takes nothing back, in whatever order they are.
    const hashes = [last, again[2]].map((part) => part?.seal?.hash ?? "");
    for (const both of [hashes, hashes.toReversed()]) {
      expect(findings(again, { checkpoints: new Map([[3, new Set(both)]]) })).toEqual(rewritten);
    }
  });

  it("says so where seals were lost with the history that they are of, and only there", () => {
    const before = getLog([2, 3, 1, 1, 1]);
    // Seals 3 and 4 are others since; of both the server wrote checkpoints into one file.
    const now = getLog([2, 3, 2, 1, 1], { 6: { type: "INSTALLATION_FAILED_OVER" } });
    const checkpoints = new Map<number, Set<string>>();
    for (const { seal } of [...before.slice(0, 4), ...now.slice(2)]) {
      if (seal === null) continue;
      checkpoints.set(seal.number, (checkpoints.get(seal.number) ?? new Set()).add(seal.hash));
    }
    const found = findings(now, { checkpoints });
    expect(found).toHaveLength(2);
    for (const [n, finding] of found.entries()) {
      expect(finding).toMatch(
        new RegExp(
          `^Seal ${n + 3} differs from its checkpoint\\. INSTALLATION_FAILED_OVER of \\S+ \\(event-6\\) gives the reason: `,
        ),
      );
    }
    expect(findings(now, { checkpoints: checkpoints.set(2, new Set(["00"])) })[0]).toBe(
      "Seal 2 differs from its checkpoint: the log up to it was rewritten.",
    );
  });

  it("is refused whole when another key signed it", () => {
    const other = readPublicKey(openSealKey(newSealKey()).publicKey);
    if (other === undefined) throw new Error("the key cannot be read");
    expect(findings(getLog([1, 1]), { publicKey: other.key })).toEqual([
      "Seal 1 is not signed with the key.",
      "Seal 2 is not signed with the key.",
    ]);
  });

  it("stays right where values are erased, and shows it when others are changed or put in their place", () => {
    const before = event(1);
    const { actor, tokenName, userLogin, resourceName, subjectHmac, clientAddress, callerAddress } = before;
    const rest = { tokenName, userLogin, resourceName, subjectHmac, clientAddress, callerAddress };
    const changes = before.changes.map((change) => ({ ...change }));
    const { words } = before.proof;
    const values = { actorName: actor.name, ...rest, changes, summary: before.summary, words: [...words] };
    fc.assert(
      fc.property(fc.subarray([...HASHED], { minLength: 1 }), (erased) => {
        const left = (field: HashedField) => !erased.includes(field);
        const after: SealableEvent = {
          ...before,
          actor: { ...actor, name: left("actorName") ? actor.name : "" },
          ...Object.fromEntries(erased.filter((field) => field in rest).map((field) => [field, null])),
          changes: left("changes") ? changes : [],
          summary: left("summary") ? before.summary : "",
          proof: {
            salt: null,
            fields: proofWithout("salt-1", values, erased),
            words: left("words") ? words : ["some", "left"],
            erasures: [],
          },
        };
        expect(eventHash(after)).toBe(eventHash(before));
        expect(JSON.stringify(after.proof)).not.toContain("salt-1");
        for (const field of HASHED) {
          // Which words are left of an erased event, its erasure says.
          if (field === "words" && !left("words")) continue;
          const forged =
            field === "actorName"
              ? { ...after, actor: { ...actor, name: "other" } }
              : field === "words"
                ? { ...after, proof: { ...after.proof, words: [] } }
                : {
                    ...after,
                    [field]: field === "changes" ? [{ field: "email", from: null, to: "b" }] : "other",
                  };
          expect(eventHash(forged), field).not.toBe(eventHash(before));
        }
      }),
    );
  });

  it("has a USER_ERASED event about the same user for each erasure, after the erased event or shortly before it", () => {
    const before = event(2);
    const erasedBy = (by: string): Partial<SealableEvent> => {
      const words = wordsHash(before.proof.words);
      const erasure = { event: by, fields: ["userLogin"], words, format: NEWEST.number };
      const signature = KEY.sign(erasureHash("account", before, erasure, NEWEST));
      const fields = proofOf(before, ["userLogin"]);
      return {
        userLogin: null,
        proof: { ...before.proof, salt: null, fields, erasures: [{ ...erasure, signature }] },
      };
    };
    for (const by of [1, 3]) {
      const others = (userId: string) => ({
        [by]: { type: "USER_ERASED", userId },
        2: erasedBy(`event-${by}`),
      });
      expect(findings(getLog([3], others("user")))).toEqual([]);
      expect(findings(getLog([3], others("other")))).toEqual([
        expect.stringMatching(
          /\(event-2\) refers to USER_ERASED of .* as the event that erased its values, but that event erased nothing/,
        ),
      ]);
      expect(findings(getLog([3], { 2: erasedBy(`event-${by}`) }))).toHaveLength(1);
    }
  });

  it("lets events be missing only up to a seal that the key says have expired", () => {
    const expired = getLog([2, 3, 1]).map((part, n) =>
      n < 2 && part.seal !== null ? { seal: { ...part.seal, eventHashes: null }, events: [] } : part,
    );
    const said = { account: "account", expiredAt: "2026-11-25T12:00:00.000Z" };
    const horizon = (through: number) => ({
      ...said,
      through,
      signature: KEY.sign(horizonHash({ ...said, through })),
    });
    expect(findings(expired, { horizon: horizon(2) })).toEqual([]);
    expect(findings(expired, { horizon: horizon(1) })).toHaveLength(1);
    expect(findings(expired, { horizon: { ...horizon(1), through: 2 } })).toHaveLength(3);
    expect(findings(expired)).toHaveLength(2);
  });
});
