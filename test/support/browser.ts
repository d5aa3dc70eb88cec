import assert from "node:assert/strict";
import { appCode, type Oath } from "./authenticator.js";
import type { ManualClock } from "./clock.js";
import { getDocumentId } from "./console-operations.js";
import { post } from "./post.js";
import type { World } from "./world.js";

/** The server's answer to a page. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  /** The code of its error; undefined when there is none. */
  readonly code: string | undefined;
}

const APP: Oath = { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" };

/** How long such an app shows a code, in milliseconds. */
const STEP_MS = 30_000;

/** A password that is not guessed. */
export const PASSWORD = "brass anchor violet ladder";

/** An authenticator app on somebody's phone. */
export class App {
  constructor(
    readonly secret: string,
    private readonly clock: ManualClock,
  ) {}

  code(): string {
    return this.#codeIn(0);
  }

  /** A code that is wrong now and in all steps near: any fixed one is right now and then. */
  wrongCode(): string {
    const near = new Set(Array.from({ length: 41 }, (_, index) => this.#codeIn(index - 20)));
    for (let number = 0; ; number += 1) {
      const code = String(number).padStart(APP.digits, "0");
      if (!near.has(code)) return code;
    }
  }

  /** The code that is shown so many steps later than now. */
  #codeIn(steps: number): string {
    const now = () => this.clock.now() + steps * STEP_MS;
    return appCode(this.secret, APP, { ...this.clock, now });
  }
}

function errorCode(body: Readonly<Record<string, unknown>>): string | undefined {
  const errors = body["errors"] as
    readonly { readonly extensions?: { readonly code?: string } }[] | undefined;
  return errors?.[0]?.extensions?.code;
}

/** A browser without a window: it has the cookie of the console or of one portal, and sends what their pages send. */
export class Browser {
  cookie: string | null = null;

  constructor(
    /** Where the server listens. */
    readonly url: string,
    /** The origin of the pages. */
    readonly origin: string,
    private readonly clock: ManualClock,
    /** The portal's address; null for the console. */
    private readonly portal: string | null = null,
  ) {}

  static of(world: World, portal: string | null = null): Browser {
    return new Browser(world.url, world.services.console.url, world.clock, portal);
  }

  /** Sends a request as a page does. @param headers beside those, or in their place. */
  async send(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
    method = "POST",
  ): Promise<Reply> {
    const { portal } = this;
    const name = portal === null ? "__Host-tp-console" : `__Host-tp-portal-${portal}`;
    const answer = await post(
      `${this.url}${path}`,
      {
        origin: this.origin,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        accept: "application/json",
        ...(portal === null ? { "x-tokenplane-console": "1" } : { "x-tokenplane-portal": portal }),
        "user-agent": "A browser of a test",
        ...(this.cookie === null ? {} : { cookie: `other=1; ${name}=${this.cookie}` }),
        ...headers,
      },
      JSON.stringify(body),
      method,
    );
    const form = new RegExp(`^${name}=([^;]*); Path=/; Secure; HttpOnly; SameSite=Strict`);
    const given = form.exec(answer.headers.get("set-cookie") ?? "")?.[1];
    if (given !== undefined) this.cookie = given === "" ? null : given;
    const read = (answer.text === "" ? {} : JSON.parse(answer.text)) as Readonly<Record<string, unknown>>;
    return { status: answer.status, headers: answer.headers, body: read, code: errorCode(read) };
  }

  /** Sends one of the console's documents, by the name of its operation. */
  query(
    operation: string,
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    return this.send("/graphql", { documentId: getDocumentId(operation), variables }, headers);
  }

  /** Types a login, a password and a code. @returns the answer to the code. */
  async signIn(login: string, password: string, passcode: string, address?: string): Promise<Reply> {
    const begun = await this.send("/sign-in", {
      login,
      password,
      ...(address === undefined ? {} : { address }),
    });
    if (begun.code !== undefined) return begun;
    return this.send("/sign-in/answer", { attempt: begun.body["attempt"], passcode });
  }

  /** Opens a link, sets a password, and enrols an app. @returns the app; its next code comes 30 seconds later. */
  async join(link: string, names: object = {}, password = PASSWORD): Promise<App> {
    const accepted = await this.send("/invitation/accept", { token: getToken(link), password, ...names });
    assert.deepEqual(accepted.body, { next: "ENROL" });
    return this.enrol();
  }

  /** The same, and waits for the app's next code. */
  async accept(...given: Parameters<Browser["join"]>): Promise<App> {
    const app = await this.join(...given);
    this.clock.pass(30);
    return app;
  }

  /** Enrols an app in a session of level 1. */
  async enrol(): Promise<App> {
    const { body } = await this.send("/enrolment", {});
    const app = new App(String(body["secretBase32"]), this.clock);
    const confirmed = await this.send("/enrolment/confirm", { code: app.code() });
    assert.deepEqual(confirmed.body, { level: 2 });
    return app;
  }
}

/** The token in a link, behind its #. */
export function getToken(link: string): string {
  return new URL(link).hash.slice(1);
}

/** The first administrator of a world, who is signed in; the app's next code was not used. */
export async function firstAdministrator(
  world: World,
  login = "ada",
): Promise<{ readonly browser: Browser; readonly app: App }> {
  const browser = Browser.of(world);
  const app = await browser.accept(world.setupLink, { login });
  return { browser, app };
}
