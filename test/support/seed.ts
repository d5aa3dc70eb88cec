import { hotp, type Hash } from "../../server/otp/hotp.js";
import { Api } from "./api.js";
import type { ManualClock } from "./clock.js";

/** How often a HOTP device is used at most, in tests that try codes again, or wrong ones. */
const COUNTERS = 200;

/** A person's device: it computes codes, knows nothing of the server, and its clock may be off. */
export class Device {
  /** Seconds by which its clock is ahead. */
  ahead = 0;
  counter = 0;

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly clock: ManualClock,
    readonly secret: Buffer,
    readonly oath: { readonly digits: number; readonly hash: Hash; readonly periodSeconds: number | null },
  ) {}

  /** The code it shows now. @param steps later (or earlier) than now. */
  code(steps = 0): string {
    const { digits, hash, periodSeconds } = this.oath;
    if (periodSeconds === null) return hotp(this.secret, this.counter + steps, digits, hash);
    const step = Math.floor((this.clock.now() / 1_000 + this.ahead) / periodSeconds);
    return hotp(this.secret, step + steps, digits, hash);
  }

  /** A code that is wrong now and in all steps near; of a HOTP device, whose counter may run ahead, in all that it gets to. */
  wrongCode(): string {
    const counts = this.oath.periodSeconds === null;
    const first = counts ? Math.max(-20, -this.counter) : -20;
    const near = new Set(
      Array.from({ length: counts ? COUNTERS : 41 }, (_, index) => this.code(first + index)),
    );
    for (let number = 0; ; number += 1) {
      const code = String(number).padStart(this.oath.digits, "0");
      if (!near.has(code)) return code;
    }
  }

  /** Presses the button of a HOTP device. */
  press(): string {
    const code = this.code();
    this.counter += 1;
    return code;
  }
}

const SECRET = Buffer.from("12345678901234567890");

let serials = 700_000;

/** A serial number and a secret that no device had before. */
function newSecret(): { readonly serialNumber: string; readonly secret: Buffer } {
  serials += 1;
  const serialNumber = `TP-${serials}`;
  return { serialNumber, secret: Buffer.concat([SECRET, Buffer.from(serialNumber)]) };
}

/**
 * A new secret without two equal codes among the first from a counter on. With six digits, one secret of fifty
 * has such a pair, and then a code that was used is right once more, as that of a later counter.
 */
function secretOfDifferentCodes(counter: number): ReturnType<typeof newSecret> {
  for (;;) {
    const made = newSecret();
    const codes = Array.from({ length: COUNTERS }, (_, index) =>
      hotp(made.secret, counter + index, 6, "SHA1"),
    );
    if (new Set(codes).size === COUNTERS) return made;
  }
}

/**
 * An account that is filled in sentences:
 * `await seed.user("anna")`, `const fob = await seed.fob({ of: "anna", at: ["VPN"] })`.
 */
export class Seed {
  private constructor(
    /** The account's administrator. */
    readonly admin: Api,
    readonly accountId: string,
    private readonly clock: ManualClock,
  ) {}

  static async account(
    operator: Api,
    clock: ManualClock,
    plan = { tokens: 10_000, users: 10_000, resources: 1_000 },
  ): Promise<Seed> {
    const { account, firstAdminKey } = await operator.do<{ account: { id: string }; firstAdminKey: string }>(
      "accountCreate",
      { name: "Example Ltd", plan },
      "account { id } firstAdminKey",
    );
    return new Seed(new Api(operator.url, firstAdminKey), account.id, clock);
  }

  /** The same account on another server. */
  at(url: string): Seed {
    return new Seed(new Api(url, this.admin.key), this.accountId, this.clock);
  }

  /** A user. @returns its global id. */
  async user(login: string, fields: object = {}): Promise<string> {
    const { user } = await this.admin.do<{ user: { id: string } }>(
      "userCreate",
      { login, ...fields },
      "user { id }",
    );
    return user.id;
  }

  /** Many users, some with each request. */
  async users(logins: readonly string[]): Promise<void> {
    for (let done = 0; done < logins.length; done += 50) {
      const items = logins.slice(done, done + 50).map((login) => ({ login }));
      await this.admin.do("usersCreate", { items }, "__typename");
    }
  }

  /** A resource. @returns its global id. */
  async resource(name: string, fields: object = {}): Promise<string> {
    const { resource } = await this.admin.do<{ resource: { id: string } }>(
      "resourceCreate",
      { name, ...fields },
      "resource { id }",
    );
    return resource.id;
  }

  /** A TOTP fob with a known seed, of a user and at resources that exist. */
  async fob(
    place: { readonly of?: string; readonly at?: readonly string[] } = {},
    oath: { readonly digits?: number; readonly hash?: Hash; readonly periodSeconds?: number } = {},
  ): Promise<Device> {
    const { digits = 6, hash = "SHA1", periodSeconds = 30 } = oath;
    return this.universal(place, { totp: { digits, hash, periodSeconds } }, { digits, hash, periodSeconds });
  }

  /** A HOTP fob with a known seed. */
  async counterFob(
    place: { readonly of?: string; readonly at?: readonly string[] } = {},
    counter = 0,
  ): Promise<Device> {
    const device = await this.universal(
      place,
      { hotp: { digits: 6, hash: "SHA1", counter } },
      { digits: 6, hash: "SHA1", periodSeconds: null },
      secretOfDifferentCodes(counter),
    );
    device.counter = counter;
    return device;
  }

  private async universal(
    { of, at = [] }: { readonly of?: string; readonly at?: readonly string[] },
    oath: object,
    settings: Device["oath"],
    { serialNumber, secret } = newSecret(),
  ): Promise<Device> {
    const { token } = await this.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        model: { universal: { serialNumber, secret: secret.toString("hex"), secretEncoding: "HEX", oath } },
        ...(of === undefined ? {} : { to: { user: { login: of } } }),
      },
      "token { id }",
    );
    for (const name of at) await this.link(token.id, name);
    return new Device(token.id, serialNumber, this.clock, secret, settings);
  }

  /** Links a token to a resource that exists. @returns the assignment's global id. */
  async link(tokenId: string, resource: string): Promise<string> {
    const { assignment } = await this.admin.do<{ assignment: { id: string } }>(
      "assignmentCreate",
      { token: { id: tokenId }, to: { resource: { name: resource } } },
      "assignment { id }",
    );
    return assignment.id;
  }

  /** Makes a user with a role in the console. @returns the link by which the person sets a password. */
  async invite(login: string, role: string): Promise<string> {
    const { invitationUrl } = await this.admin.do<{ invitationUrl: string }>(
      "administratorCreate",
      { to: { newUser: { login } }, role },
      "invitationUrl",
    );
    return invitationUrl;
  }

  /** A client with a new key of a role. */
  async key(role: string, fields: object = {}): Promise<Api> {
    const { secret } = await this.admin.do<{ secret: string }>(
      "apiKeyCreate",
      { name: role, role, ...fields },
      "secret",
    );
    return new Api(this.admin.url, secret);
  }

  /** Whether a sign-in is granted. */
  async signIn(
    who: { login: string } | { token: string },
    resource: string,
    passcode: string,
    more: object = {},
  ): Promise<boolean> {
    const subject = "login" in who ? { user: { login: who.login } } : { token: { id: who.token } };
    const { granted } = await this.admin.do<{ granted: boolean }>(
      "authenticate",
      { resource: { name: resource }, subject, passcode, ...more },
      "granted",
    );
    return granted;
  }

  /** The newest events of the account, as `TYPE` or `TYPE REASON`, newest first. */
  async events(count = 5, filter: object = {}): Promise<string[]> {
    const { events } = await this.admin.query<{
      events: { nodes: { type: string; reason: string | null }[] };
    }>(
      "query ($first: Int, $filter: EventFilter) { events(first: $first, filter: $filter) { nodes { type reason } } }",
      { first: count, filter },
    );
    return events.nodes.map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
  }
}
