import { ocra, pinDigest } from "../../server/otp/ocra.js";
import { parseSuite, type Suite } from "../../server/otp/ocra-suite.js";
import type { ManualClock } from "./clock.js";
import type { Seed } from "./seed.js";

/** What an Ultra has when nothing else is stated. */
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
    /** What its holder types into it; null when it asks for none. */
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

/** What can be stated of a token that answers challenges. */
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
