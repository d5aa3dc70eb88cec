// @module-tag deep
// Random programs: the library refuses exactly those that a plain model of its rules says are wrong.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KITS, getRefusals, type Program } from "../support/constructs.js";
import { byTier } from "../support/tier.js";

const DURATIONS = ["HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"] as const;
const GRANTERS = ["ADMIN", "HELPDESK", "PROVISIONER"] as const;

const index = fc.nat(4);
const isMade = fc.boolean();
const policies = fc.oneof(
  fc.constant(null),
  fc.record({
    longest: fc.constantFrom("NONE" as const, ...DURATIONS),
    reason: fc.boolean(),
    by: fc.constantFrom(...GRANTERS),
  }),
);

/** What a program says, with its people, resources and authenticators by number. */
const programs = fc.record({
  people: fc.array(fc.record({ isMade, login: fc.constantFrom("ann", "Ann", "bob", "carl", "dora") }), {
    minLength: 1,
    maxLength: 3,
  }),
  resources: fc.array(
    fc.record({ isMade, name: fc.constantFrom("VPN", "vpn", "Wiki", "Bastion"), policy: policies }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  authenticators: fc.array(
    fc.record({
      serial: fc.option(fc.constantFrom("1", "2", "3", "4", "5", "6"), { freq: 2 }),
      owner: fc.option(index, { freq: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  grants: fc.array(fc.tuple(index, index, index), { maxLength: 3 }),
  bypasses: fc.array(
    fc.record({
      authenticator: index,
      at: fc.option(index),
      duration: fc.constantFrom(...DURATIONS),
      reason: fc.constantFrom(undefined, " ", "A lost phone"),
    }),
    { maxLength: 2 },
  ),
  account: policies,
});

type Said = typeof programs extends fc.Arbitrary<infer T> ? T : never;
type Policy = NonNullable<Said["account"]>;

function at<T>(all: readonly T[], number: number): T {
  const one = all[number % all.length];
  if (one === undefined) throw new Error("there is none");
  return one;
}

/** The rules, once more and plainly. */
function isWrong({ people, resources, authenticators, grants, bypasses, account }: Said): boolean {
  const isTwice = (keys: readonly string[]) => new Set(keys).size < keys.length;
  const isMadeTwice = (all: readonly (readonly [string, boolean])[]) =>
    all.some(
      ([key, made], number) => made && all.some(([other], where) => other === key && where !== number),
    );
  if (isMadeTwice(people.map((one) => [one.login.toLowerCase(), one.isMade]))) return true;
  if (isMadeTwice(resources.map((one) => [one.name, one.isMade]))) return true;
  if (isTwice(authenticators.flatMap(({ serial }) => serial ?? []))) return true;

  const once = new Set<string>();
  const used: string[] = [];
  for (const [resource, person, authenticator] of grants) {
    const { name } = at(resources, resource);
    const login = at(people, person).login.toLowerCase();
    const { serial, owner } = at(authenticators, authenticator);
    if (owner === null && serial === null) return true;
    if (owner !== null && at(people, owner).login.toLowerCase() !== login) return true;
    const objects = [
      resource % resources.length,
      person % people.length,
      authenticator % authenticators.length,
    ].join();
    if (!once.has(objects)) used.push(`${name}/${login}`);
    once.add(objects);
  }
  if (isTwice(used)) return true;

  const places = bypasses.map(
    ({ authenticator, at: where }) =>
      `${authenticator % authenticators.length}/${where === null ? "" : at(resources, where).name}`,
  );
  if (isTwice(places)) return true;
  return bypasses.some(({ at: where, duration, reason }) => {
    // No server takes a reason of spaces.
    if (reason === " ") return true;
    const resource = where === null ? null : at(resources, where);
    if (resource !== null && !resource.isMade) return false;
    const policy = resource?.policy ?? account;
    if (policy === null) return false;
    const isTooLong =
      policy.longest === "NONE" || DURATIONS.indexOf(duration) > DURATIONS.indexOf(policy.longest);
    return isTooLong || (policy.reason && reason === undefined) || policy.by === "HELPDESK";
  });
}

function write({ people, resources, authenticators, grants, bypasses, account }: Said): Program {
  return ({ tokenplane }, stack) => {
    const { AccountBypassPolicy, Authenticator, Bypass, BypassPolicy, Person, ProtectedResource } =
      tokenplane;
    const getPolicy = (policy: Policy | null) => {
      if (policy === null) return undefined;
      const { longest, reason: reasonRequired, by } = policy;
      if (longest === "NONE") return BypassPolicy.none();
      return longest === "PERMANENT"
        ? BypassPolicy.permanent({ reasonRequired, grantedBy: [by] })
        : BypassPolicy.temporary({ atMost: longest, reasonRequired, grantedBy: [by] });
    };
    const persons = people.map((one, number) =>
      one.isMade
        ? new Person(stack, `person-${number}`, { login: one.login })
        : Person.fromLogin(stack, `person-${number}`, one.login),
    );
    const places = resources.map(({ isMade: made, name, policy }, number) =>
      made
        ? new ProtectedResource(stack, `resource-${number}`, { name, bypass: getPolicy(policy) })
        : ProtectedResource.fromName(stack, `resource-${number}`, name),
    );
    const tokens = authenticators.map(({ serial, owner }, number) => {
      const props = { owner: owner === null ? undefined : at(persons, owner) };
      return serial === null
        ? Authenticator.app(stack, `token-${number}`, props)
        : Authenticator.fromSerial(stack, `token-${number}`, serial, props);
    });
    for (const [resource, person, authenticator] of grants) {
      at(places, resource).grant(at(persons, person), at(tokens, authenticator));
    }
    for (const [number, { authenticator, at: where, duration, reason }] of bypasses.entries()) {
      new Bypass(stack, `bypass-${number}`, {
        authenticator: at(tokens, authenticator),
        at: where === null ? "everywhere" : at(places, where),
        duration,
        reason,
      });
    }
    const policy = getPolicy(account);
    if (policy !== undefined) new AccountBypassPolicy(stack, "account", { policy });
  };
}

const RUNS = byTier(100, 200);

describe.each(KITS.slice(0, byTier(1, Infinity)))("random programs with $name", (kit) => {
  it("are refused when the model says that they are wrong, and only then", () => {
    const seen = { wrong: 0, right: 0 };
    fc.assert(
      fc.property(programs, (said) => {
        const isRefused = getRefusals(kit, write(said)).length > 0;
        seen[isRefused ? "wrong" : "right"] += 1;
        expect(isRefused).toBe(isWrong(said));
      }),
      { numRuns: RUNS },
    );
    // Neither kind is rare: a sixth of all programs is right. In few runs it may be much less.
    expect(Math.min(seen.wrong, seen.right)).toBeGreaterThan(RUNS / byTier(50, 20));
  });
});
