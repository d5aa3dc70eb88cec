import assert from "node:assert/strict";
import { Prisma } from "../../server/database/generated/client.js";
import { ocra, pinDigest } from "../../server/otp/ocra.js";
import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import type { ManualClock } from "./clock.js";
import type { Api } from "./api.js";
import { getUuid } from "./contents.js";
import type { Seed } from "./seed.js";
import type { World } from "./world.js";

/** The suite of an Ultra when no other is stated. */
export const ULTRA_SUITE = "OCRA-1:HOTP-SHA1-6:QN08";

/** A device that answers questions: it knows nothing of the server, and may be set wrong. */
export class Answerer {
  counter = 0;
  /** Seconds by which its clock is ahead. */
  ahead = 0;
  readonly suite: Suite;

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly clock: Pick<ManualClock, "now">,
    readonly secret: Buffer,
    suite: string,
    /** The PIN that its holder types into it; null when it asks for none. */
    public pin: string | null,
  ) {
    this.suite = parseSuite(suite);
  }

  /** The answer it shows to a question. @param beyond counts and time steps away from where it is. */
  answer(question: string, beyond: { counter?: number; steps?: number } = {}): string {
    const { pin, stepSeconds } = this.suite;
    const time = this.clock.now() / 1_000 + this.ahead;
    return ocra(this.suite, this.secret, {
      question,
      counter: this.counter + (beyond.counter ?? 0),
      pin: pin === null || this.pin === null ? null : pinDigest(pin, this.pin),
      step: stepSeconds === null ? 0 : Math.floor(time / stepSeconds) + (beyond.steps ?? 0),
    });
  }

  /** An answer that it does not show. */
  wrongAnswer(question: string): string {
    const right = this.answer(question);
    return `${(Number(right.charAt(0)) + 1) % 10}${right.slice(1)}`;
  }
}

let serials = 0;

/** The settings of a token that answers challenges. */
export interface Asked {
  readonly suite?: string;
  readonly pin?: string | null;
  readonly secret?: Buffer;
  readonly of?: string;
  readonly at?: readonly string[];
  /** More fields of tokenCreate. */
  readonly more?: object;
}

/** A token that answers challenges: an Ultra where the suite is the Ultra's, else a universal one. */
export async function answerer(
  { clock }: { readonly clock: Pick<ManualClock, "now"> },
  seed: Seed,
  { suite = ULTRA_SUITE, pin = null, secret, of, at = [], more = {} }: Asked = {},
): Promise<Answerer> {
  serials += 1;
  const serialNumber = `OCRA-${serials}`;
  const seedBytes = secret ?? Buffer.from(`12345678901234567890${serialNumber}`);
  const given = { serialNumber, secret: seedBytes.toString("hex"), secretEncoding: "HEX" };
  const ocraInput = { suite, ...(pin === null ? {} : { suitePin: pin }) };
  const model =
    suite === ULTRA_SUITE
      ? { hardware: { ultra: given } }
      : { universal: { ...given, oath: { ocra: ocraInput } } };
  const { token } = await seed.admin.do<{ token: { id: string } }>(
    "tokenCreate",
    { model, ...(of === undefined ? {} : { to: { user: { login: of } } }), ...more },
    "token { id }",
  );
  for (const name of at) await seed.link(token.id, name);
  return new Answerer(token.id, serialNumber, clock, seedBytes, suite, pin);
}

/** A challenge as its caller gets it. */
export interface Challenge {
  readonly id: string;
  readonly kind: string;
  readonly question: string;
  readonly expiresAt: string;
  readonly sentTo: string | null;
}

/** Asks for a challenge: to sign in at a resource or, without one, for what the purpose says. */
export async function getChallenge(
  api: Api,
  subject: object,
  where: { readonly at: string } | { readonly purpose: "CHECK" | "SYNCHRONIZE" },
): Promise<Challenge> {
  const input =
    "at" in where
      ? { purpose: "SIGN_IN", resource: { name: where.at }, subject }
      : { purpose: where.purpose, subject };
  const { challenge } = await api.do<{ challenge: Challenge }>(
    "challengeCreate",
    input,
    "challenge { id kind question expiresAt sentTo }",
  );
  return challenge;
}

/** Gives a challenge another question: the server's own are random. */
export async function askInstead(
  { database }: Pick<World, "database">,
  challenge: string,
  question: string,
): Promise<void> {
  const changed = await database.query(
    Prisma.sql`UPDATE challenges SET question = ${question} WHERE id = ${getUuid(challenge)}::uuid RETURNING 1`,
  );
  assert.equal(changed.length, 1);
}

/** Whether an answer to a challenge signs a token's user in. */
export function signInWith(
  seed: Seed,
  { id }: Pick<Answerer, "id">,
  at: string,
  passcode: string,
  challenge: string,
): Promise<boolean> {
  return seed.signIn({ token: id }, at, passcode, { challenge });
}

/** Signs in with a token that answers challenges, as its holder does. */
export async function signInByAnswer(seed: Seed, token: Answerer, at: string): Promise<boolean> {
  const { id, question } = await getChallenge(seed.admin, { token: { id: token.id } }, { at });
  return signInWith(seed, token, at, token.answer(question), id);
}
