import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import type { App } from "../support/browser.js";
import { Phone } from "../support/phone.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { confirmPhone, phoneOptions, PUBLIC, pushToken, shown } from "../support/push.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

/** A user whose browser was left open in a portal after a code was typed. */
interface LeftOpen {
  readonly portal: PortalSeed;
  readonly login: string;
  readonly app: App;
  readonly token: { readonly id: string };
  readonly left: Visitor;
}

type Way = (open: LeftOpen) => Promise<unknown>;

/** Does something with the key of an administrator. */
function by(mutation: string, input: (open: LeftOpen) => object): Way {
  return (open) => open.portal.seed.admin.do(mutation, input(open), "__typename");
}

/** Does something in another browser of the user, with a code or without one. */
function elsewhere(operation: string, level: 1 | 2): Way {
  return async ({ portal, login, token: { id }, app }) => {
    const own = portal.browser();
    expect(await own.signIn(login, level === 2 ? app.code() : null)).toBe(level);
    expect(await own.getCode(operation, { token: id })).toBeUndefined();
    // The session in which the user does it keeps what was proven, and another token is connected in it.
    expect(await own.me()).toMatchObject({ level });
    if (level === 2) await own.enrol("Another");
  };
}

const disable = by("tokenDisable", ({ token }) => ({ token }));

/** The key of all phones: a new one each time takes a second. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

/** Takes a phone into use by the first code that it shows. */
async function connect({ seed, world }: PortalSeed, id: string, uri: string): Promise<void> {
  const phone = await Phone.enrol(uri, { ...phoneOptions(world), privateKey });
  const { displayCode } = await phone.accept(await shown(phone));
  expect(await confirmPhone(seed, id, displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
}

/** All ways in which a token stops working, or stops signing in there. */
const WAYS: Readonly<Record<string, Way>> = {
  tokenDisable: disable,
  tokensDisable: by("tokensDisable", ({ token }) => ({ items: [{ token }] })),
  tokenDelete: by("tokenDelete", ({ token }) => ({ token })),
  tokensDelete: by("tokensDelete", ({ token }) => ({ items: [{ token }] })),
  tokenUnassign: by("tokenUnassign", ({ token }) => ({ token })),
  tokensUnassign: by("tokensUnassign", ({ token }) => ({ items: [{ token }] })),
  tokenAssign: by("tokenAssign", ({ token, login }) => ({
    token,
    from: { login },
    to: { user: { login: "somebody-else" } },
  })),
  assignmentDelete: by("assignmentDelete", ({ token }) => ({
    assignment: { link: { token, resource: { name: "VPN" } } },
  })),
  assignmentsDelete: by("assignmentsDelete", ({ token }) => ({
    items: [{ assignment: { link: { token, resource: { name: "VPN" } } } }],
  })),
  "tokenUpdate, its validity": by("tokenUpdate", ({ token, portal }) => ({
    token,
    validUntil: new Date(portal.world.clock.now() - 1_000).toISOString(),
  })),
  "tokenReissue, lost": by("tokenReissue", ({ token }) => ({ token, lost: true })),
  "tokenDisable, then tokenEnable": async (open) => {
    await disable(open);
    await by("tokenEnable", ({ token }) => ({ token }))(open);
  },
  "tokenReissue, to another phone": async ({ portal, login, left }) => {
    const { id, uri } = await pushToken(portal.seed, login);
    await connect(portal, id, uri);
    const { enrolment } = await portal.seed.admin.do<{ enrolment: { otpauthUri: string } }>(
      "tokenReissue",
      { token: { id }, lost: false },
      "enrolment { otpauthUri }",
    );
    // The phone before is in use until the other one is confirmed.
    expect(await left.me()).toMatchObject({ level: 2 });
    await connect(portal, id, enrolment.otpauthUri);
  },
  "a report of the loss elsewhere": elsewhere("MyTokenReportLost", 1),
  "giving it back elsewhere": elsewhere("MyTokenUnassign", 2),
};

/** What asks for a code, and takes over a user. */
const TAKE_OVER: readonly (readonly [string, object])[] = [
  ["MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Mine" }],
  ["MyTokenAssign", { serialNumber: "S-1", otps: ["000000", "111111"] }],
  ["MyRecoveryCodeCreate", {}],
  ["MyPasswordSet", { password: "seven copper lanterns drift" }],
  ["MyContactUpdate", { contact: { email: "mallory@example.org" } }],
];

/** What a browser that was left open can still do of that. */
async function stillDone(left: Visitor): Promise<string[]> {
  const codes = await Promise.all(
    TAKE_OVER.map(async ([name, input]) => [name, await left.getCode(name, input)] as const),
  );
  return codes
    .filter(([, code]) => code !== "STEP_UP_REQUIRED" && code !== "POLICY_REFUSED")
    .map(([name, code]) => `${name} ${String(code)}`);
}

onOneStore(
  "a code that was typed in a portal",
  (world) => {
    it("opens nothing more once its token stopped, by whatever way, and what was proven with another token stays", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      await seed.user("somebody-else");
      const { visitor: bystander, app: another } = await portal.enrolled("bystander");
      for (const [name, stop] of Object.entries(WAYS).slice(byTier(-3, 0))) {
        const login = name.replaceAll(/\W+/g, "-");
        const { visitor: left, app, id } = await portal.enrolled(login);
        expect(await left.prove(app.code()), name).toBe(2);
        world().clock.pass(30);
        expect(await bystander.prove(another.code()), name).toBe(2);
        await stop({ portal, login, app, token: { id }, left });
        expect(await left.me(), name).toMatchObject({ level: 1, codeProvenUntil: null });
        expect(await stillDone(left), name).toEqual([]);
        expect(
          await bystander.getCode("MyNamesUpdate", { firstName: name.slice(0, 20) }),
          name,
        ).toBeUndefined();
      }
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
