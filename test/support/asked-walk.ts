// Tokens that are sent codes or ask on a phone, under the rules of the API, as plain data; and walks that do at random what
// people do with them. It knows nothing of rows, statements or transactions.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Prisma } from "../../server/database/generated/client.js";
import { localId } from "../../server/global-id.js";
import type { Phone } from "./phone.js";
import { ask, phoneOptions, PUBLIC, pushScene } from "./push.js";
import type { Seed } from "./seed.js";
import { codeIn, type Mailbox, otherCode, sentToken } from "./sent.js";
import { stateOf } from "./sign-in.js";
import type { World } from "./world.js";

export type AskedKind = "SMS" | "PUSH";
export const CONFIRMATIONS = ["CODE", "CHOICE", "APPROVE"] as const;
const PIN = "4711";
/** The resource locks after so many failures, for so many seconds. */
const LIMIT = 3;
const LOCK_MS = 60_000;

/** A challenge that is stored. */
interface Open {
  readonly id: string;
  readonly expiresAt: number;
  readonly step: number;
  readonly pinChecked: boolean;
  readonly confirmation: (typeof CONFIRMATIONS)[number] | null;
  readonly choice: string | null;
  /** That a phone answers; null for a code that was sent. */
  readonly nonce: string | null;
  state: "PENDING" | "APPROVED" | "DECLINED" | null;
  /** What was sent, or what the phone shows after an approval; null while there is none. */
  code: string | null;
  tries: number;
  /** The counters of its person that count it. */
  readonly counted: readonly string[];
}

/** A counter of what was sent, in a span that does not slide. */
interface Span {
  readonly name: string;
  readonly most: number;
  readonly ms: number;
}

interface Model {
  readonly kind: AskedKind;
  now: number;
  enabled: boolean;
  pin: boolean;
  pinBeforeSending: boolean;
  confirmation: (typeof CONFIRMATIONS)[number];
  failures: number;
  consecutive: number;
  /** null: not locked; Infinity: until somebody unlocks it. */
  lockedUntil: number | null;
  lastStep: number;
  open: Open[];
  /** All that were ever asked, real or not, newest last: also those that are void. */
  asked: Open[];
  gap: { count: number; lastAt: number; endsAt: number } | null;
  /** What was asked last in time, with a PIN and without one. */
  readonly last: Map<boolean, Open>;
  readonly counts: Map<string, number>;
  unanswered: number;
  /** Requests whose place another one took. */
  replaced: Open[];
  lastAskedAt: number;
  silentUntil: number;
}

const SPANS: Readonly<Record<AskedKind, readonly Span[]>> = {
  SMS: [
    { name: "10 minutes", most: 5, ms: 600_000 },
    { name: "hour", most: 10, ms: 3_600_000 },
    { name: "day", most: 20, ms: 86_400_000 },
  ],
  PUSH: [{ name: "10 minutes", most: 5, ms: 600_000 }],
};
/** What holds for an address, besides: only what is really sent counts. */
const OF_ADDRESS: readonly Span[] = [{ name: "address", most: 10, ms: 3_600_000 }];
const GAPS = { SMS: [30_000, 60_000, 120_000], PUSH: [15_000] } as const;
const ALARM: Span = { name: "alarm", most: 2, ms: 86_400_000 };

/** Counts in each span, if none is full and it is time. @returns the counters; null when it did not. */
function count(model: Model, spans: readonly Span[], isInTime = () => true): string[] | null {
  const counted = spans.map(({ name, most, ms }) => {
    const key = `${name} ${Math.floor(model.now / ms)}`;
    return { key, most, before: model.counts.get(key) ?? 0 };
  });
  // What is not sent uses up nothing.
  if (counted.some(({ before, most }) => before >= most) || !isInTime()) return null;
  for (const { key, before } of counted) model.counts.set(key, before + 1);
  return counted.map(({ key }) => key);
}

/** Ends the gap: what began it was used. */
function endGap(model: Model): void {
  if (model.gap !== null) model.gap = { ...model.gap, count: Math.max(model.gap.count - 1, 0), lastAt: 0 };
}

/** Gives back what counted a message for its person. */
function giveBack({ counts }: Model, keys: readonly string[]): void {
  for (const key of keys) counts.set(key, Math.max((counts.get(key) ?? 0) - 1, 0));
}

/** Keeps the gap between two. @returns whether it is over. */
function keepGap(model: Model): boolean {
  const { now, gap } = model;
  const gaps = GAPS[model.kind];
  const isOver =
    gap === null ||
    gap.endsAt <= now ||
    gap.lastAt + (gaps[Math.min(Math.max(gap.count, 1), gaps.length) - 1] ?? 0) <= now;
  if (!isOver) return false;
  const again = gap === null || gap.endsAt <= now ? 1 : gap.count + 1;
  model.gap = { count: again, lastAt: now, endsAt: now + 600_000 };
  return true;
}

function isLocked({ lockedUntil, now }: Model): boolean {
  return lockedUntil !== null && now < lockedUntil;
}

function obstacle(model: Model): string | null {
  if (!model.enabled) return "TOKEN_DISABLED";
  return isLocked(model) ? "LOCKED" : null;
}

/** One more failure, unless the token is locked: a lock that has ended was an unlock. */
function fail(model: Model): void {
  if (isLocked(model)) return;
  model.failures = (model.lockedUntil === null ? model.failures : 0) + 1;
  model.consecutive += 1;
  model.lockedUntil = model.failures >= LIMIT ? model.now + LOCK_MS : null;
}

/** Why nothing is sent for a PIN; null when something is. */
function refusedByPin(model: Model, pin: string | null): string | null {
  const because = obstacle(model);
  if (because !== null || !model.pin) return because;
  if (pin === null) return model.pinBeforeSending ? "NO_PASSCODE" : null;
  if (pin === PIN) return null;
  if (pin === "") return "NO_PASSCODE";
  fail(model);
  return "WRONG_PIN";
}

/** What becomes of a request for a challenge. */
interface AskedResult {
  /** Why nothing is sent; null when something is. */
  readonly reason: string | null;
  /** Whether it comes too early for the person. */
  readonly isLate: boolean;
  readonly counted: readonly string[];
}

function askRule(model: Model, pin: string | null): AskedResult {
  const because = (reason: string) => ({ reason, isLate: false, counted: [] });
  const refused = refusedByPin(model, pin);
  // What is refused takes nothing from the gap and the budget of the token.
  if (refused !== null) return because(refused);
  // A day without a request begins the count again.
  if (model.now >= model.lastAskedAt + 86_400_000) model.unanswered = 0;
  // Nor does what a phone that is silent does not show.
  const isHeldBack = model.kind === "PUSH" && (model.now < model.silentUntil || model.unanswered >= 10);
  if (isHeldBack) return because("SENT_TOO_OFTEN");
  const counted = count(model, SPANS[model.kind], () => keepGap(model));
  if (counted === null) return { reason: "SENT_TOO_OFTEN", isLate: true, counted: [] };
  if (model.kind === "PUSH" || count(model, OF_ADDRESS) !== null) {
    return { reason: null, isLate: false, counted };
  }
  // The gap has begun; nothing else is used up.
  giveBack(model, counted);
  return because("SENT_TOO_OFTEN");
}

/** Stores a challenge. A fourth takes the place of the one that expires first. */
function keep(model: Model, one: Open): void {
  if (model.kind === "PUSH") {
    model.unanswered += 1;
    model.lastAskedAt = model.now;
    model.replaced.push(...model.open.filter(({ state }) => state === "PENDING"));
    model.open = model.open.filter(({ state }) => state !== "PENDING");
  }
  if (model.open.length === 3) {
    const [first] = model.open.toSorted(
      (a, b) => a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
    model.open = model.open.filter((other) => other !== first);
  }
  model.open.push(one);
}

/** What becomes of a sign-in. */
function signInRule(model: Model, asked: Open, passcode: string): string {
  const because = obstacle(model);
  if (because !== null) return `AUTHENTICATION_DENIED ${because}`;
  const one = model.open.find(({ id, tries }) => id === asked.id && tries < 3);
  const denied = (reason: string, counts = false) => {
    if (counts) {
      fail(model);
      if (one !== undefined) one.tries += 1;
    }
    return `AUTHENTICATION_DENIED ${reason}`;
  };
  if (one === undefined || one.expiresAt <= model.now) return denied("CHALLENGE_EXPIRED");
  if (one.state === "PENDING") return denied("NOT_ANSWERED");
  if (one.state === "DECLINED") return denied("DECLINED");
  const isApproval = one.state === "APPROVED" && one.confirmation !== "CODE";
  const isAlone = one.pinChecked && passcode.length <= 6;
  const pinIsRight =
    !model.pin || (passcode.length === 10 && passcode.startsWith(PIN)) || (isApproval && passcode === PIN);
  if (passcode === "" && (!isApproval || !(pinIsRight || isAlone))) return denied("NO_PASSCODE");
  if (!pinIsRight && !isAlone) return denied("WRONG_PIN", true);
  const typed = model.pin && !isAlone ? passcode.slice(-6) : passcode;
  if (!isApproval && typed !== one.code) return denied("WRONG_CODE", true);
  if (one.step <= model.lastStep) return denied("REPLAYED");
  Object.assign(model, { failures: 0, consecutive: 0, lockedUntil: null, lastStep: one.step });
  model.open = model.open.filter((other) => other !== one);
  // A code that was used does not count.
  if (model.kind === "SMS") {
    endGap(model);
    giveBack(model, one.counted);
  }
  return "AUTHENTICATION_GRANTED";
}

/** What a phone does with a request. */
export type PhoneAnswer = "ACCEPT" | "WRONG_CHOICE" | "CANCEL" | "NOT_ME";

/** What becomes of an answer of a phone. @returns whether it counts as what it is: an approval or a refusal. */
function phoneRule(model: Model, asked: Open, answer: PhoneAnswer): boolean {
  const open = model.open.find(({ id }) => id === asked.id);
  const one = open ?? model.replaced.find(({ id }) => id === asked.id);
  if (one === undefined || one.state !== "PENDING") return false;
  // "I did not ask for this" counts for ten minutes after the end, and for a request whose place another one took.
  const isLate = open === undefined || one.expiresAt <= model.now;
  if (isLate && (answer !== "NOT_ME" || one.expiresAt + 600_000 <= model.now)) return false;
  const isRight = answer === "ACCEPT" || (answer === "WRONG_CHOICE" && one.choice === null);
  one.state = isRight ? "APPROVED" : "DECLINED";
  if (isRight) {
    model.unanswered = 0;
    endGap(model);
    return true;
  }
  if (answer === "WRONG_CHOICE") fail(model);
  if (answer === "NOT_ME") {
    model.silentUntil = model.now + 600_000;
    if (count(model, [ALARM]) === null) model.lockedUntil = Number.POSITIVE_INFINITY;
  }
  return answer !== "WRONG_CHOICE";
}

/** What people do. Numbers choose among what there is. */
export type Move =
  | { readonly act: "PASS"; readonly seconds: number }
  | { readonly act: "ASK"; readonly pin: string | null; readonly after: number }
  | {
      readonly act: "SIGN_IN";
      readonly which: number;
      readonly code: "RIGHT" | "WRONG" | "OF_ANOTHER" | "NONE";
      readonly pin: "AS_NEEDED" | "RIGHT" | "WRONG" | "NONE";
    }
  /** A whole sign-in, as people do it. */
  | { readonly act: "ALL"; readonly pin: string | null }
  | { readonly act: "PHONE"; readonly which: number; readonly answer: PhoneAnswer }
  | { readonly act: "TOKEN"; readonly what: "tokenEnable" | "tokenDisable" | "tokenUnlock" }
  | { readonly act: "PIN"; readonly isSet: boolean }
  | {
      readonly act: "RESOURCE";
      readonly pinBeforeSending: boolean;
      readonly confirmation: (typeof CONFIRMATIONS)[number];
    };

const which = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 4);

/** A move, weighted as it makes interesting walks. */
const someMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("PASS" as const),
      seconds: fc.constantFrom(1, 15, 16, 31, 61, 61, 121, 121, 301, 601, 4_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("ASK" as const),
      pin: fc.constantFrom(null, null, PIN, PIN, "0000", ""),
      after: fc.constantFrom(0, 0, 16, 61, 121, 121, 601),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant("ALL" as const), pin: fc.constantFrom(null, PIN, PIN) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant("SIGN_IN" as const),
      which,
      code: fc.constantFrom("RIGHT", "RIGHT", "RIGHT", "WRONG", "OF_ANOTHER", "NONE"),
      pin: fc.constantFrom("AS_NEEDED", "AS_NEEDED", "AS_NEEDED", "RIGHT", "NONE", "WRONG"),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("PHONE" as const),
      which,
      answer: fc.constantFrom<PhoneAnswer[]>(
        "ACCEPT",
        "ACCEPT",
        "ACCEPT",
        "WRONG_CHOICE",
        "CANCEL",
        "NOT_ME",
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("TOKEN" as const),
      what: fc.constantFrom("tokenEnable", "tokenEnable", "tokenDisable", "tokenUnlock"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("PIN" as const), isSet: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("RESOURCE" as const),
      pinBeforeSending: fc.boolean(),
      confirmation: fc.constantFrom(...CONFIRMATIONS),
    }),
  },
);

/** A walk: it begins with some settings, which later moves may change. */
export const someWalk: fc.Arbitrary<Move[]> = fc
  .tuple(
    fc.record({ act: fc.constant("PIN" as const), isSet: fc.boolean() }),
    fc.record({
      act: fc.constant("RESOURCE" as const),
      pinBeforeSending: fc.boolean(),
      confirmation: fc.constantFrom(...CONFIRMATIONS),
    }),
    fc.array(someMove, { maxLength: 40, size: "max" }),
  )
  .map(([pin, resource, moves]) => [pin, resource, ...moves]);

/** An account with one token that is asked, and the model of it. */
export class AskedWalk {
  readonly #story: string[] = [];

  private constructor(
    private readonly world: World,
    private readonly seed: Seed,
    private readonly token: { readonly id: string },
    private readonly mailbox: Mailbox | null,
    private readonly phone: Phone | null,
    private readonly model: Model,
  ) {}

  static async begin(world: World, kind: AskedKind, privateKey: Phone["privateKey"]): Promise<AskedWalk> {
    const resource = { failedAttemptsBeforeLock: LIMIT, lockMinutes: LOCK_MS / 60_000 };
    let made: { seed: Seed; id: string; phone: Phone | null; mailbox: Mailbox | null };
    if (kind === "SMS") {
      const seed = await world.seed();
      made = { ...(await sentToken(seed, undefined, { resource })), seed, phone: null };
    } else {
      const scene = await pushScene(world, { ...phoneOptions(world), privateKey }, resource);
      made = { ...scene, mailbox: null };
    }
    const { seed, id, phone, mailbox } = made;
    // What the enrolment counted is over.
    world.clock.pass(90_000);
    const model: Model = {
      kind,
      now: world.clock.now(),
      enabled: true,
      pin: false,
      pinBeforeSending: false,
      confirmation: "CODE",
      failures: 0,
      consecutive: 0,
      lockedUntil: null,
      lastStep: -1,
      open: [],
      asked: [],
      gap: null,
      last: new Map(),
      counts: new Map(),
      unanswered: 0,
      replaced: [],
      lastAskedAt: 0,
      silentUntil: 0,
    };
    return new AskedWalk(world, seed, { id }, mailbox, phone, model);
  }

  /** Does something, and compares what the server says and shows with the rules. */
  async take(move: Move): Promise<void> {
    this.#story.push(JSON.stringify(move));
    switch (move.act) {
      case "PASS":
        this.#pass(move.seconds);
        return;
      case "ASK":
        this.#pass(move.after);
        await this.#ask(move.pin);
        break;
      case "ALL":
        this.#pass(121);
        await this.#ask(move.pin);
        await this.#answer({ act: "PHONE", which: 0, answer: "ACCEPT" });
        await this.#signIn({ act: "SIGN_IN", which: 0, code: "RIGHT", pin: "AS_NEEDED" });
        break;
      case "SIGN_IN":
        await this.#signIn(move);
        break;
      case "PHONE":
        await this.#answer(move);
        break;
      case "TOKEN":
        await this.#change(move.what);
        break;
      case "PIN":
        await this.#setPin(move.isSet);
        break;
      case "RESOURCE": {
        const { pinBeforeSending, confirmation } = move;
        const input = { resource: { name: "VPN" }, pinBeforeSending, pushConfirmation: confirmation };
        await this.seed.admin.do("resourceUpdate", input, "__typename");
        Object.assign(this.model, { pinBeforeSending, confirmation });
        break;
      }
    }
    await this.#compare();
  }

  #pass(seconds: number): void {
    this.world.clock.pass(seconds);
    this.model.now = this.world.clock.now();
  }

  #agree(what: string, server: unknown, rules: unknown): void {
    assert.deepEqual(server, rules, `${this.#story.join("\n")}\n${what}`);
  }

  async #newest(...types: string[]): Promise<string | undefined> {
    return (await this.seed.events(1, { types }))[0];
  }

  async #ask(pin: string | null): Promise<void> {
    const { model } = this;
    const challenge = await ask(this.seed, { pin });
    const { reason, isLate, counted } = askRule(model, pin);
    const expected = `CHALLENGE_CREATED${reason === null ? "" : ` ${reason}`}`;
    this.#agree("asked", await this.#newest("CHALLENGE_CREATED"), expected);
    const last = model.kind === "SMS" ? model.last.get(pin !== null) : undefined;
    if (isLate && last !== undefined && last.expiresAt > model.now) {
      // The code that was sent last works with the newest challenge.
      this.#agree("asked again", challenge.id, last.id);
      model.asked.push(last);
      return;
    }
    const one: Open = {
      id: challenge.id,
      expiresAt: Date.parse(challenge.expiresAt),
      step: Math.max(model.now, model.lastStep + 1),
      pinChecked: pin !== null && model.pin,
      confirmation: model.kind === "PUSH" ? model.confirmation : null,
      choice: challenge.choice,
      nonce: reason === null && model.kind === "PUSH" ? await this.#nonce(challenge.id) : null,
      state: model.kind === "PUSH" ? "PENDING" : null,
      code: reason === null && this.mailbox !== null ? codeIn((await this.mailbox.next()).text) : null,
      tries: 0,
      counted,
    };
    // Also what the limits of the address alone forbid.
    if (reason === null || (reason === "SENT_TOO_OFTEN" && !isLate)) model.last.set(pin !== null, one);
    if (reason === null) keep(model, one);
    else this.#agree("nothing is sent", await this.#isSent(challenge.id), false);
    this.model.asked.push(one);
  }

  /** Whether a phone is asked, or a code is to be sent. */
  async #isSent(challenge: string): Promise<boolean> {
    const id = localId("Challenge", challenge);
    const rows = await this.world.database.query(Prisma.sql`
      SELECT 1 FROM challenges WHERE id = ${id}::uuid
      UNION ALL SELECT 1 FROM messages WHERE challenge_id = ${id}::uuid AND state <> 'SUPPRESSED'`);
    return rows.length > 0;
  }

  /** What the phone would get by a poll; it may poll only so often in a second. */
  async #nonce(challenge: string): Promise<string> {
    const rows = await this.world.database.query<{ nonce: string }>(Prisma.sql`
      SELECT push->>'nonce' AS nonce FROM challenges WHERE id = ${localId("Challenge", challenge)}::uuid`);
    const nonce = rows[0]?.nonce;
    assert.ok(nonce, `${this.#story.join("\n")}\nthe phone is not asked`);
    return nonce;
  }

  /** One of what was asked: the newest is 0. */
  #of(place: number): Open | undefined {
    return this.model.asked.at(-1 - place);
  }

  async #signIn({ which: place, code, pin }: Extract<Move, { act: "SIGN_IN" }>): Promise<void> {
    const asked = this.#of(place);
    if (asked === undefined) return;
    const another = this.model.asked.find((one) => one.id !== asked.id && one.code !== null)?.code ?? null;
    const right = asked.code ?? "000000";
    const isApproval = asked.confirmation !== null && asked.confirmation !== "CODE";
    const typed = {
      RIGHT: isApproval ? "" : right,
      WRONG: otherCode(right),
      OF_ANOTHER: another ?? "000001",
      NONE: "",
    }[code];
    const needed = this.model.pin && !asked.pinChecked ? PIN : "";
    const passcode = `${{ AS_NEEDED: needed, RIGHT: PIN, WRONG: "0000", NONE: "" }[pin]}${typed}`;
    const expected = signInRule(this.model, asked, passcode);
    const granted = await this.seed.signIn({ login: "anna" }, "VPN", passcode, { challenge: asked.id });
    this.#agree("signed in", granted, expected === "AUTHENTICATION_GRANTED");
    const types = ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED"];
    this.#agree("signed in", await this.#newest(...types), expected);
  }

  async #answer({ which: place, answer }: Extract<Move, { act: "PHONE" }>): Promise<void> {
    const asked = this.#of(place);
    if (this.phone === null || asked?.nonce == null) return;
    const request = {
      nonce: asked.nonce,
      url: PUBLIC,
      serial: this.phone.token.serial,
      question: "",
      title: "",
      options: null,
      takesReason: true,
      expiresAt: 0,
    };
    const wrong = asked.choice === null ? undefined : String((Number(asked.choice) + 1) % 10);
    const form = {
      ACCEPT: () => this.phone?.acceptForm(request, asked.choice ?? undefined),
      WRONG_CHOICE: () => this.phone?.acceptForm(request, wrong),
      CANCEL: () => this.phone?.declineForm(request, "cancelled"),
      NOT_ME: () => this.phone?.declineForm(request, "unknown_trigger"),
    }[answer]();
    const before = asked.state;
    const counts = phoneRule(this.model, asked, answer);
    const response = await fetch(this.phone.token.url.replace(PUBLIC, this.world.url), {
      method: "POST",
      body: new URLSearchParams(form),
    });
    const reply = (await response.json()) as {
      readonly result: { readonly value?: boolean };
      readonly detail: { readonly display_code?: string } | null;
    };
    // A repetition of an approval gets the same reply again.
    if (before !== "PENDING") return;
    this.#agree("answered", reply.result.value, counts);
    if (counts && asked.confirmation === "CODE") asked.code = reply.detail?.display_code ?? null;
  }

  async #change(what: "tokenEnable" | "tokenDisable" | "tokenUnlock"): Promise<void> {
    const { model, token } = this;
    await this.seed.admin.do(what, { token }, "__typename");
    if (what !== "tokenUnlock") model.enabled = what === "tokenEnable";
    else Object.assign(model, { failures: 0, lockedUntil: null, unanswered: 0, silentUntil: 0 });
  }

  async #setPin(isSet: boolean): Promise<void> {
    const { model, token } = this;
    if (isSet) {
      const input = { token, pin: PIN, position: "BEFORE_OTP" };
      await this.seed.admin.do("tokenPinSet", input, "__typename");
      // What was sent for the PIN before is void.
      model.open = model.open.filter(({ pinChecked }) => !pinChecked);
    } else await this.seed.admin.do("tokenPinRemove", { token }, "__typename");
    model.pin = isSet;
  }

  async #compare(): Promise<void> {
    const { model } = this;
    const { failures, consecutiveFailures, lock } = await stateOf(this.seed.admin, this.token.id);
    const until = isLocked(model) ? model.lockedUntil : null;
    this.#agree(
      "the token",
      { failures, consecutiveFailures, lock },
      {
        // A lock that has ended was an unlock.
        failures: model.lockedUntil !== null && !isLocked(model) ? 0 : model.failures,
        consecutiveFailures: model.consecutive,
        lock:
          until === null
            ? null
            : { reason: "FAILURES", until: until === Infinity ? null : new Date(until).toISOString() },
      },
    );
  }
}
