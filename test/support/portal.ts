import assert from "node:assert/strict";
import { App, Browser, PASSWORD, getToken } from "./browser.js";
import type { ManualClock } from "./clock.js";
import type { Seed } from "./seed.js";
import type { World } from "./world.js";

/** The policy of a portal that allows everything. */
export const EVERYTHING = {
  actions: [
    "TOKEN_ENROL",
    "TOKEN_REISSUE",
    "TOKEN_SYNCHRONIZE",
    "TOKEN_ASSIGN",
    "TOKEN_UNASSIGN",
    "TOKEN_PIN_SET",
    "TOKEN_PIN_REMOVE",
    "TOKEN_REPORT_LOST",
    "RECOVERY_CODE",
    "PASSWORD_CHANGE",
    "CONTACT_UPDATE",
    "NAMES_UPDATE",
  ],
  models: ["GOOGLE_AUTHENTICATOR", "PROTECTIMUS_SMART", "SMS", "EMAIL", "PROTECTIMUS_TWO"],
} as const;

let portals = 0;

/** An account with the portal of a resource VPN. */
export class PortalSeed {
  private constructor(
    readonly world: World,
    readonly seed: Seed,
    readonly address: string,
  ) {}

  /** @param policy what differs from a portal that allows everything. */
  static async open(world: World, policy: object = {}): Promise<PortalSeed> {
    const seed = await world.seed();
    await seed.resource("VPN");
    portals += 1;
    const opened = new PortalSeed(world, seed, `portal-${portals}`);
    await opened.setPolicy(policy);
    return opened;
  }

  async setPolicy(policy: object): Promise<void> {
    const set = { resource: { name: "VPN" }, address: this.address, ...EVERYTHING, ...policy };
    await this.seed.admin.do("selfServicePolicySet", set, "__typename");
  }

  /** A link to the portal for a user. */
  async link(login: string): Promise<string> {
    const input = { user: { login }, resource: { name: "VPN" } };
    const { invitationUrl } = await this.seed.admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      input,
      "invitationUrl",
    );
    return invitationUrl;
  }

  browser(): Visitor {
    return new Visitor(this);
  }

  /** A user with a password and an app that was enrolled by a link. */
  async enrolled(
    login: string,
  ): Promise<{ readonly visitor: Visitor; readonly app: App; readonly id: string }> {
    await this.seed.user(login);
    const visitor = this.browser();
    await visitor.accept(await this.link(login));
    const { app, id } = await visitor.enrol();
    return { visitor, app, id };
  }
}

/** The outcome of a mutation of the portal: a payload, or a refusal. */
export type Outcome = Readonly<Record<string, unknown>>;

/** Somebody's browser at a portal. */
export class Visitor {
  readonly browser: Browser;
  readonly clock: ManualClock;

  constructor(private readonly portal: PortalSeed) {
    this.browser = Browser.of(portal.world, portal.address);
    this.clock = portal.world.clock;
  }

  /** Opens a link, and sets a password. */
  async accept(link: string, password: string | null = PASSWORD): Promise<void> {
    const { body } = await this.browser.send("/portal/invitation/accept", {
      token: getToken(link),
      password,
    });
    assert.deepEqual(body, { level: 1 });
  }

  /** Types a login and a password. @returns the attempt. */
  async begin(login: string, password = PASSWORD): Promise<string> {
    const { body } = await this.browser.send("/portal/sign-in", {
      address: this.portal.address,
      login,
      password,
    });
    return String(body["attempt"]);
  }

  /** Signs in with a password and a code; without a code, at level 1. @returns the level, or the code of the refusal. */
  async signIn(login: string, passcode: string | null, password = PASSWORD): Promise<unknown> {
    const attempt = await this.begin(login, password);
    const { body, code } =
      passcode === null
        ? await this.browser.send("/portal/sign-in/without-code", { attempt })
        : await this.browser.send("/portal/sign-in/answer", { attempt, passcode });
    return code ?? body["level"];
  }

  /** Makes a recovery code, in a session in which a code was typed. */
  async recoveryCode(input: object = {}): Promise<string> {
    const { recoveryCode } = await this.do("MyRecoveryCodeCreate", input);
    assert.equal(typeof recoveryCode, "string");
    return String(recoveryCode);
  }

  /** Signs in with a password and a recovery code. @returns the level, or the code of the refusal. */
  async recover(login: string, recoveryCode: string, password = PASSWORD): Promise<unknown> {
    const attempt = await this.begin(login, password);
    const { body, code } = await this.browser.send("/portal/sign-in/recovery", {
      attempt,
      code: recoveryCode,
    });
    return code ?? body["level"];
  }

  /** Proves again with a code. */
  async prove(passcode: string): Promise<unknown> {
    const { body, code } = await this.browser.send("/portal/sign-in/again", { passcode });
    return code ?? body["level"];
  }

  /** The user's data in the portal; or the code of the error. */
  async me(): Promise<Readonly<Record<string, unknown>> | string> {
    const { body, code } = await this.browser.query("Me");
    if (code !== undefined) return code;
    return (body["data"] as { readonly me: Readonly<Record<string, unknown>> }).me;
  }

  /** Does something. @returns the payload, or the refusal; or the code of an error. */
  async do(operation: string, input: object): Promise<Outcome> {
    const { body, code } = await this.browser.query(operation, { input });
    if (code !== undefined) return { code };
    return (body["data"] as { readonly result: Outcome }).result;
  }

  /** The code of a refusal or of an error; undefined when it was done. */
  async getCode(operation: string, input: object): Promise<unknown> {
    return (await this.do(operation, input))["code"];
  }

  /** Enrols an app. */
  async enrol(name = "Phone"): Promise<{ readonly app: App; readonly id: string }> {
    const made = await this.do("MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name });
    const { token, enrolment } = made as {
      readonly token?: { readonly id: string };
      readonly enrolment?: { readonly secretBase32: string };
    };
    assert.ok(token !== undefined && enrolment !== undefined, JSON.stringify(made));
    const app = new App(enrolment.secretBase32, this.clock);
    assert.equal(
      await this.getCode("MyTokenEnrolmentConfirm", { token: token.id, otp: app.code() }),
      undefined,
    );
    this.clock.pass(30);
    return { app, id: token.id };
  }
}
