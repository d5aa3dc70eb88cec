import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { type ManualClock, manualClock } from "../support/clock.js";
import { getUuid } from "../support/contents.js";
import { EVENTUALLY } from "../support/eventually.js";
import { newOperatorKey, type Opened, openHere } from "../support/installation.js";
import { type HeldGateway, heldDriver, startHeldGateway } from "../support/gateways/held-gateway.js";
import type { ServerProcess, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { makeDatabase } from "../support/world.js";

/** Tokens whose numbers begin alike: such numbers get 20 codes in 10 minutes. */
const OF_A_PREFIX = 16;

/** Waits until something is so: longer than a gateway that stalls is waited for, several times over. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 3 * EVENTUALLY.timeout;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `it never came to this: ${what}`);
    await wait(50);
  }
}

/** A row of the outbox. */
interface Row {
  readonly id: string;
  readonly challenge_id: string | null;
  readonly token_id: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly created_at: Date;
}

/** Tokens whose codes are sent, some servers on one PostgreSQL, and what can be seen of the outbox. */
export class Installation {
  readonly servers: ServerProcess[] = [];
  readonly #here: Opened[] = [];
  readonly #gateways: HeldGateway[] = [];
  #numbers = 0;

  private constructor(
    private readonly workshop: Workshop,
    private readonly settings: Record<string, string>,
    private readonly operator: string,
    readonly database: pg.Client,
  ) {}

  static async open(workshop: Workshop, settings: Record<string, string> = {}): Promise<Installation> {
    const all = {
      DATABASE_URL: await makeDatabase(),
      TOKENPLANE_MASTER_KEY: newMasterKey(),
      TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8",
      // On a busy machine, the usual ten seconds are too few for requests that wait for each other.
      TOKENPLANE_DATABASE_SECONDS: "120",
      ...settings,
    };
    const operator = await newOperatorKey(all);
    const database = new pg.Client({ connectionString: all.DATABASE_URL });
    await database.connect();
    return new Installation(workshop, all, operator, database);
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.stopHere();
    await Promise.all(this.#gateways.map((gateway) => gateway.close()));
    await this.database.end();
  }

  /** Starts a gateway. */
  async gateway(treat?: Parameters<typeof startHeldGateway>[0]): Promise<HeldGateway> {
    const gateway = await startHeldGateway(treat);
    this.#gateways.push(gateway);
    return gateway;
  }

  /** Starts a server more, or another one in the place of one that ended. */
  async start(place = this.servers.length): Promise<ServerProcess> {
    const server = await this.workshop.start(this.settings);
    this.servers[place] = server;
    return server;
  }

  /** Starts a server more in this process, for which time stands still. */
  async startHere(clock: ManualClock): Promise<void> {
    this.#here.push(await openHere(this.settings, clock));
  }

  /** Stops the servers of this process. */
  async stopHere(): Promise<void> {
    await Promise.all(this.#here.splice(0).map((server) => server.stop()));
  }

  /** The addresses of all servers. */
  get urls(): readonly string[] {
    return [...this.servers, ...this.#here].map(({ url }) => url);
  }

  get url(): string {
    return this.urls[0] ?? "";
  }

  /** An account whose SMS go by a gateway. */
  async account(gateway: HeldGateway): Promise<Seed> {
    const seed = await Seed.account(new Api(this.url, this.operator), manualClock());
    await seed.admin.do(
      "channelCreate",
      { name: "SMS", driver: heldDriver(gateway), allowedCountries: ["DE"] },
      "__typename",
    );
    return seed;
  }

  /** A number, in a block of numbers that is small enough for the limits. */
  #number(): string {
    const number = this.#numbers;
    this.#numbers += 1;
    return `+49151${2_000 + Math.floor(number / OF_A_PREFIX)}${String(1_000 + number)}`;
  }

  /** Tokens in use. Nothing was sent to them yet. */
  async tokens(seed: Seed, count: number): Promise<Asked[]> {
    const made: Asked[] = [];
    for (let number = 0; number < count; number += 1) {
      const phoneNumber = this.#number();
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: phoneNumber, model: { software: { sms: { phoneNumber } } }, enrolLater: true },
        "token { id }",
      );
      made.push({ seed, token: token.id, phoneNumber });
    }
    const ids = made.map(({ token }) => getUuid(token));
    await this.database.query("UPDATE tokens SET status = 'ACTIVE' WHERE id = ANY($1::uuid[])", [ids]);
    return made;
  }

  async messages(): Promise<Row[]> {
    const { rows } = await this.database.query<Row>(
      "SELECT id, challenge_id, token_id, state, attempts, failure, created_at FROM messages ORDER BY created_at, id",
    );
    return rows;
  }

  /** How many messages are in each state. */
  async states(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { state } of await this.messages()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  /** Ends the claims of senders that are not there any more, as if two minutes had passed. */
  async endClaims(): Promise<void> {
    await this.database.query("UPDATE messages SET claimed_until = now() WHERE state = 'SENDING'");
  }

  /** Lets gaps pass between the codes for everybody. */
  async passGaps(): Promise<void> {
    await this.database.query("UPDATE send_counts SET last_at = last_at - interval '3 minutes'");
  }

  /** Makes all that is stored of time an hour later, as if the clock were an hour earlier now. */
  async stepBack(): Promise<void> {
    for (const [table, columns] of [
      ["messages", ["created_at", "next_at", "expires_at", "claimed_until", "settled_at"]],
      ["challenges", ["created_at", "expires_at"]],
      ["send_counts", ["last_at", "ends_at"]],
    ] as const) {
      const later = columns.map((column) => `${column} = ${column} + interval '1 hour'`).join(", ");
      await this.database.query(`UPDATE ${table} SET ${later}`);
    }
  }

  /** From now on, servers that claim messages wait, or find none, or take long. @returns what lets them go on. */
  async holdClaims(how: "WAIT" | "FIND NONE" | "TAKE LONG"): Promise<() => Promise<void>> {
    const { database } = this;
    const held = {
      WAIT: "PERFORM pg_advisory_xact_lock_shared(42); RETURN NEW;",
      "FIND NONE": "RETURN NULL;",
      "TAKE LONG": "PERFORM pg_sleep(0.02); RETURN NEW;",
    }[how];
    await database.query(`
      SELECT pg_advisory_lock(42);
      CREATE FUNCTION hold_claim() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ${held} END';
      CREATE TRIGGER hold_claim BEFORE UPDATE ON messages FOR EACH ROW WHEN (NEW.state = 'SENDING')
        EXECUTE FUNCTION hold_claim()`);
    return async () => {
      await database.query("SELECT pg_advisory_unlock(42)");
      // Waits for claims that go on.
      await database.query("DROP FUNCTION hold_claim CASCADE");
    };
  }

  /** Waits until a server is about to claim. */
  async claimIsHeld(): Promise<void> {
    await until("a server claims", async () => {
      const { rows } = await this.database.query(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      );
      return rows.length > 0;
    });
  }

  /** Waits until nothing is pending or being sent. */
  async settled(): Promise<void> {
    await until("all messages are settled", async () => {
      const { PENDING = 0, SENDING = 0 } = await this.states();
      return PENDING + SENDING === 0;
    });
  }
}

/** A token that a code is asked for. */
export interface Asked {
  readonly seed: Seed;
  readonly token: string;
  readonly phoneNumber: string;
}

/**
 * Asks for a code for a token.
 * @param key the same for repetitions of one request. @returns the challenge's id; null when the answer was lost.
 */
export async function ask(url: string, { seed, token }: Asked, key = token): Promise<string | null> {
  const { errors, data } = await new Api(url, seed.admin.key)
    .send(
      `mutation ($input: ChallengeCreateInput!) { challengeCreate(input: $input) {
        ... on ChallengeCreatePayload { challenge { id } } ... on Error { code message } } }`,
      { input: { purpose: "CHECK", subject: { token: { id: token } }, idempotencyKey: key } },
    )
    // The connection was refused, or broke.
    .catch(() => ({ errors: [{ message: "no answer" }], data: null }));
  if (errors.length > 0) return null;
  const result = data?.["challengeCreate"] as { challenge?: { id: string }; message?: string };
  assert.ok(result.challenge, result.message);
  return result.challenge.id;
}

/** Asks until there is an answer, at any of the servers that are there. */
export async function askUntilAnswered({ servers }: Installation, asked: Asked): Promise<string> {
  for (;;) {
    const id = await ask(servers[randomInt(servers.length)]?.url ?? "", asked);
    if (id !== null) return id;
    await wait(20);
  }
}

/** Runs work on all items, some at a time. */
export async function someAtOnce<Item>(
  items: readonly Item[],
  count: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}

/** The contradictions between what a gateway took and what the outbox says, as sentences. */
export function contradictions(
  messages: readonly Row[],
  gateways: readonly HeldGateway[],
  acknowledged: readonly string[],
): string[] {
  const arrivals = gateways.flatMap((gateway) => gateway.arrivals.filter(({ taken }) => taken));
  const times = new Map<string, number>();
  for (const { reference } of arrivals) times.set(reference, (times.get(reference) ?? 0) + 1);
  const known = new Map(messages.map((message) => [message.id, message]));
  const challenges = new Map<string | null, number>();
  for (const { challenge_id: id } of messages) challenges.set(id, (challenges.get(id) ?? 0) + 1);
  return [
    ...[...times].flatMap(([id, count]) => (count === 1 ? [] : [`${id} arrived ${count} times`])),
    ...[...times.keys()].flatMap((id) => {
      const { state } = known.get(id) ?? { state: "nowhere" };
      return state === "ACCEPTED" || state === "UNKNOWN" ? [] : [`${id} arrived and is ${state}`];
    }),
    ...messages.flatMap(({ id, state }) => {
      if (state === "ACCEPTED") return times.has(id) ? [] : [`${id} is ACCEPTED and did not arrive`];
      return state === "UNKNOWN" ? [] : [`${id} is ${state}`];
    }),
    ...acknowledged.flatMap((id) =>
      challenges.get(getUuid(id)) === 1
        ? []
        : [`challenge ${id} has ${challenges.get(getUuid(id))} messages`],
    ),
  ];
}
