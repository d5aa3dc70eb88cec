import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { allEvents } from "./all-events.js";
import { Api } from "./api.js";
import { contradictions, type Attempt, type Send, type LoggedEvent, type Verdict } from "./history.js";
import type { Device, Seed } from "./seed.js";
import { getState } from "./sign-in.js";

/** People who sign in at the same time, each with a device that counts. */
const PEOPLE = 8;

/** Number of wrong codes in a row after which a token is unlocked before it is locked. */
const PATIENCE = 5;

interface Person {
  readonly device: Device;
  /** The next counter of the device. */
  next: number;
}

interface OpenAttempt extends Attempt {
  readonly sends: Send[];
  readonly passcode: string;
  readonly key: string | null;
}

/**
 * Many sign-ins while connections are cut: right codes, the same code twice at once, the same request twice at once,
 * and wrong codes. Everything that was sent and answered is stored, and `contradictions` checks it.
 */
export class Storm {
  readonly #attempts: OpenAttempt[] = [];
  #looked = 0;
  #tick = 0;
  #answers = 0;
  #waiting: { readonly count: number; readonly done: () => void }[] = [];
  /** Requests without an answer, for each server. */
  readonly unanswered = new Map<string, number>();
  /** Codes of the errors that came instead of an answer. */
  readonly codes = new Set<unknown>();

  private constructor(
    private readonly seed: Seed,
    private readonly people: readonly Person[],
  ) {}

  /** The key of the account's administrator. */
  get key(): string {
    return this.seed.admin.key;
  }

  /** Creates the people's devices. */
  static async gather(seed: Seed): Promise<Storm> {
    await seed.resource("VPN", { failedAttemptsBeforeLock: 10 });
    const people: Person[] = [];
    for (let number = 0; number < PEOPLE; number += 1) {
      const login = `person-${number}`;
      await seed.user(login);
      people.push({ device: await seed.counterFob({ of: login, at: ["VPN"] }), next: 0 });
    }
    return new Storm(seed, people);
  }

  get granted(): number {
    return this.#attempts.filter(({ sends }) => sends.some(({ verdict }) => verdict === "GRANTED")).length;
  }

  /** Requests that got no answer. */
  get lost(): number {
    return [...this.unanswered.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Resolves after so many more answers. */
  afterAnswers(count: number): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ count: this.#answers + count, done });
    });
  }

  #open(device: Device, counter: number | null, keyed = false): OpenAttempt {
    const mark = `2001:db8::${(this.#attempts.length + 1).toString(16)}`;
    const passcode = counter === null ? device.wrongCode() : device.code(counter);
    const attempt = { mark, token: device.id, counter, sends: [], passcode, key: keyed ? mark : null };
    this.#attempts.push(attempt);
    return attempt;
  }

  /** Sends an attempt. @returns the verdict; null when none came. */
  async #send(url: string, attempt: OpenAttempt): Promise<Verdict | null> {
    const from = (this.#tick += 1);
    const verdict = await this.#ask(url, attempt);
    attempt.sends.push({ from, to: (this.#tick += 1), verdict });
    if (verdict === null) this.unanswered.set(url, (this.unanswered.get(url) ?? 0) + 1);
    else this.#answers += 1;
    for (const { done } of this.#waiting.filter(({ count }) => count <= this.#answers)) done();
    return verdict;
  }

  async #ask(url: string, { token, passcode, mark, key }: OpenAttempt): Promise<Verdict | null> {
    const { errors, data } = await new Api(url, this.seed.admin.key)
      .send(
        "mutation ($input: AuthenticateInput!) { authenticate(input: $input) { ... on AuthenticatePayload { granted } } }",
        {
          input: {
            resource: { name: "VPN" },
            subject: { token: { id: token } },
            passcode,
            clientAddress: mark,
            ...(key === null ? {} : { idempotencyKey: key }),
          },
        },
      )
      // The connection was refused, or broke.
      .catch(() => ({ errors: [], data: null }));
    for (const { extensions } of errors) this.codes.add(extensions?.["code"]);
    const result: unknown = data?.["authenticate"];
    if (typeof result !== "object" || result === null) return null;
    const granted: unknown = Reflect.get(result, "granted");
    assert.ok(typeof granted === "boolean", "a sign-in was refused");
    return granted ? "GRANTED" : "DENIED";
  }

  /** One sign-in of a person, or two at once. @returns whether all were answered. */
  async #signIn({ device, next }: Person, urls: readonly string[]): Promise<boolean> {
    const some = () => urls[randomInt(urls.length)] ?? "";
    const kind = randomInt(10);
    const keyed = kind % 2 === 0;
    const first = this.#open(device, kind === 0 ? null : next, keyed);
    const all = [first];
    // Twice at once: as another attempt with the same code, or as a repeat of the same attempt.
    if (kind > 6) all.push(keyed ? first : this.#open(device, next));
    const verdicts = await Promise.all(all.map((attempt) => this.#send(some(), attempt)));
    return verdicts.every((verdict) => verdict !== null);
  }

  /**
   * Signs people in, on random servers, until so many sign-ins have begun.
   * @param urls may change meanwhile. @param untilSilence whether a person who gets no answer stops.
   */
  async blow(urls: readonly string[], signIns: number, untilSilence = true): Promise<void> {
    let left = signIns;
    await Promise.all(
      this.people.map(async (person) => {
        while (left > 0) {
          left -= 1;
          const answered = await this.#signIn(person, urls);
          person.next += 1;
          if (!answered && untilSilence) break;
        }
      }),
    );
    for (const { done } of this.#waiting.splice(0)) done();
  }

  async #unlock(url: string, token: string): Promise<void> {
    await new Api(url, this.seed.admin.key).do("tokenUnlock", { token: { id: token } }, "__typename");
  }

  /**
   * After connections were cut: repeats requests without an answer, and tries used codes again. Checks everything since
   * the last time.
   */
  async aftermath(url: string): Promise<void> {
    const recent = this.#attempts.slice(this.#looked);
    for (const attempt of recent) {
      const isOpen = attempt.sends.some(({ verdict }) => verdict === null);
      if (attempt.key !== null && (isOpen || randomInt(10) === 0)) await this.#send(url, attempt);
      else if (isOpen) await this.#again(url, attempt);
    }
    for (const { device } of this.people) {
      const used = recent.filter(
        ({ token, sends }) => token === device.id && sends.some(({ verdict }) => verdict === "GRANTED"),
      );
      for (const [index, attempt] of used.entries()) {
        if (index % PATIENCE === 0) await this.#unlock(url, device.id);
        await this.#again(url, attempt);
      }
      await this.#unlock(url, device.id);
    }
    this.#looked = this.#attempts.length;
  }

  async #again(url: string, { token, counter }: OpenAttempt): Promise<void> {
    const person = this.people.find(({ device }) => device.id === token);
    assert.ok(person);
    await this.#send(url, this.#open(person.device, counter));
  }

  /** Whether a request is refused because there is no database, with the sentence and the time to try again. */
  async isUnavailable(url: string): Promise<boolean> {
    const { status, headers, errors } = await new Api(url, this.seed.admin.key).send("{ account { name } }");
    const [error] = errors;
    if (error?.extensions?.["code"] !== "UNAVAILABLE") return false;
    assert.match(error.message, /^The database cannot be reached, or does not answer in time\./);
    return status === 200 || (status === 503 && headers.get("retry-after") === "1");
  }

  /** The contradictions in everything that was seen, as sentences. @param url of a server that answers. */
  async contradictions(url: string): Promise<string[]> {
    const api = new Api(url, this.seed.admin.key);
    const failures = new Map<string, number>();
    const events: LoggedEvent[] = [];
    for (const { device } of this.people) {
      failures.set(device.id, (await getState(api, device.id)).failures);
      events.push(...(await getEvents(api, device.id)));
    }
    return contradictions({ attempts: this.#attempts, events, failures });
  }
}

/** Waits for a random moment. @param most answers that come before. */
export async function someMoment(storm: Storm, most: number): Promise<void> {
  await storm.afterAnswers(randomInt(most));
  await wait(Math.random() * 5);
}

/** All events of a token, oldest first. */
async function getEvents(api: Api, token: string): Promise<LoggedEvent[]> {
  const events = await allEvents<{ type: string; reason: string | null; clientAddress: string | null }>(
    api,
    "type reason clientAddress",
    { token: { id: token } },
  );
  return events.map(({ type, reason, clientAddress }) => ({ type, reason, token, mark: clientAddress }));
}
