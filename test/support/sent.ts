import assert from "node:assert/strict";
import type { Api } from "./api.js";
import { EVENTUALLY } from "./eventually.js";
import type { Seed } from "./seed.js";

/** A message that the server kept instead of sending it. */
export interface Received {
  readonly kind: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

/** The messages that would have been sent for an account, newest first. */
export async function outbox(api: Api): Promise<Received[]> {
  return (await api.query<{ outbox: Received[] }>("{ outbox { kind to subject text html } }")).outbox;
}

/** A challenge as `challengeCreate` answers it. */
export interface SentChallenge {
  readonly id: string;
  readonly kind: string;
  readonly question: string | null;
  readonly sentTo: string | null;
  readonly expiresAt: string;
}

/** Asks for a challenge at a resource. */
export async function askForCode(
  seed: Seed,
  subject: object,
  resource = "VPN",
  more: object = {},
): Promise<SentChallenge> {
  const { challenge } = await seed.admin.do<{ challenge: SentChallenge }>(
    "challengeCreate",
    { purpose: "SIGN_IN", resource: { name: resource }, subject, ...more },
    "challenge { id kind question sentTo expiresAt }",
  );
  return challenge;
}

/** The code in a message. */
export function codeIn(text: string): string {
  const code = /\b\d{6}\b/.exec(text)?.[0];
  assert.ok(code, text);
  return code;
}

/** A person's phone, mailbox and messenger, as far as an account sends there. */
export class Mailbox {
  #seen = 0;

  constructor(private readonly seed: Seed) {}

  /** Waits for the next message. */
  async next(): Promise<Received> {
    const until = performance.now() + EVENTUALLY.timeout;
    for (;;) {
      const message = (await outbox(this.seed.admin)).toReversed()[this.#seen];
      if (message !== undefined) {
        this.#seen += 1;
        return message;
      }
      assert.ok(performance.now() < until, "nothing was sent");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Waits for the next message and reads the code in it. */
  async code(): Promise<string> {
    return codeIn((await this.next()).text);
  }
}

/** Another code than this one. */
export function otherCode(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, "0");
}

let numbers = 0;

/** A mobile number that no other test has: limits hold over all accounts. @param end its last two digits. */
export function newNumber(end = "78"): string {
  numbers += 1;
  return `+49151${1_000 + numbers}56${end}`;
}

/** The inputs that create a token of each kind. */
export const SENT_MODELS = {
  SMS: () => ({ sms: { phoneNumber: newNumber() } }),
  EMAIL: () => {
    numbers += 1;
    return { email: { address: `anna${numbers}@example.org` } };
  },
} as const;

/** An account with the resource VPN, and a confirmed token of anna's there whose codes are sent. */
export async function sentToken(
  seed: Seed,
  model: object = SENT_MODELS.SMS(),
  settings: { readonly login?: string; readonly pin?: object; readonly resource?: object } = {},
): Promise<{ readonly id: string; readonly mailbox: Mailbox }> {
  const { login = "anna", pin, resource = {} } = settings;
  const mailbox = new Mailbox(seed);
  for (let old = (await outbox(seed.admin)).length; old > 0; old -= 1) await mailbox.next();
  await seed.user(login);
  if (login === "anna") await seed.resource("VPN", resource);
  const { token } = await seed.admin.do<{ token: { id: string } }>(
    "tokenCreate",
    {
      name: `${login}'s phone`,
      model: { software: model },
      to: { user: { login } },
      ...(pin === undefined ? {} : { pin }),
    },
    "token { id }",
  );
  await seed.admin.do(
    "tokenEnrolmentConfirm",
    { token: { id: token.id }, otp: await mailbox.code() },
    "__typename",
  );
  await seed.link(token.id, "VPN");
  return { id: token.id, mailbox };
}
