import { expect, it } from "vitest";
import { getBypass, BYPASS, grant, getScope, setPolicy, type SeenBypass } from "../support/bypass.js";
import type { Seed } from "../support/seed.js";
import { onSharedStore } from "../support/world.js";

const HOUR = 3_600;

interface Honoured {
  readonly resource: { readonly name: string };
  readonly until: string | null;
}

/** The list of bypasses, as where each holds and whether it runs. */
async function listed(seed: Seed, filter: object): Promise<string[]> {
  const { bypasses } = await seed.admin.query<{ bypasses: { nodes: SeenBypass[] } }>(
    `query ($filter: BypassFilter) { bypasses(filter: $filter) { nodes { ${BYPASS} } } }`,
    { filter },
  );
  return bypasses.nodes.map(
    ({ resource, endedBecause }) => `${resource?.name ?? "everywhere"} ${endedBecause ?? "runs"}`,
  );
}

/** An account with anna, her fob at VPN and Mail, and bert. */
async function office(seed: Seed) {
  for (const login of ["anna", "bert"]) await seed.user(login);
  for (const name of ["VPN", "Mail"]) await seed.resource(name);
  return seed.fob({ of: "anna", at: ["VPN", "Mail"] });
}

onSharedStore("a bypass", (world) => {
  const inSeconds = (seconds: number) => new Date(world().clock.now() + seconds * 1_000).toISOString();

  it("says where it holds, for how long, why, and who granted it", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const helpdesk = await seed.key("HELPDESK", { name: "Front desk" });
    const bypass = await grant(helpdesk, fob.id, "VPN", "HOURS_8", { reason: "travels" });
    const expected = {
      duration: "HOURS_8",
      reason: "travels",
      everywhere: false,
      resource: { name: "VPN" },
      grantedBy: "HELPDESK",
      grantedByName: "Front desk",
      grantedAt: inSeconds(0),
      expiresAt: inSeconds(8 * HOUR),
      running: true,
      endedAt: null,
      endedBecause: null,
    };
    expect(bypass).toEqual({ id: bypass.id, ...expected });
    expect(await getBypass(seed.admin, bypass.id)).toEqual(bypass);
    const { node } = await seed.admin.query<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { ... on Bypass { ${BYPASS} token { name } } } }`,
      { id: bypass.id },
    );
    expect(node).toEqual({ ...bypass, token: { name: fob.name } });
    const permanent = await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    expect(permanent).toMatchObject({ everywhere: true, resource: null, expiresAt: null, reason: null });
  });

  it.each([
    ["HOUR_1", 1],
    ["HOURS_8", 8],
    ["HOURS_12", 12],
    ["HOURS_24", 24],
  ])(
    "of %s ends by the clock to the millisecond, and writes nothing when it does",
    async (duration, hours) => {
      const seed = await world().seed();
      const fob = await office(seed);
      const { id, expiresAt } = await grant(seed.admin, fob.id, "VPN", duration);
      const before = await seed.events(100);
      world().clock.pass(hours * HOUR - 0.001);
      expect(await getBypass(seed.admin, id)).toMatchObject({ running: true, endedAt: null });
      expect(await listed(seed, { running: true })).toEqual(["VPN runs"]);
      world().clock.pass(0.001);
      expect(await getBypass(seed.admin, id)).toMatchObject({
        running: false,
        endedAt: expiresAt,
        endedBecause: "EXPIRED",
      });
      expect(await listed(seed, { running: true })).toEqual([]);
      expect(await listed(seed, { running: false })).toEqual(["VPN EXPIRED"]);
      expect(await seed.events(100)).toEqual(before);
    },
  );

  it("that is permanent ends when somebody revokes it, not before", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const { id } = await grant(seed.admin, fob.id, "VPN", "PERMANENT");
    world().clock.pass(10 * 365 * 24 * HOUR);
    expect(await getBypass(seed.admin, id)).toMatchObject({ running: true });
    const { bypasses } = await seed.admin.do<{ bypasses: SeenBypass[] }>(
      "tokenBypassRevoke",
      { bypass: { id } },
      `bypasses { ${BYPASS} }`,
    );
    expect(bypasses).toMatchObject([
      { id, running: false, endedAt: inSeconds(0), endedBecause: "REVOKED", expiresAt: null },
    ]);
    world().clock.pass(1);
    expect(await getBypass(seed.admin, id)).toEqual(bypasses[0]);
  });

  it("is one for each token and scope: a new grant takes the place of the one before", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const first = await grant(seed.admin, fob.id, "VPN", "HOURS_8");
    world().clock.pass(1);
    const mail = await grant(seed.admin, fob.id, "Mail", "HOURS_8");
    world().clock.pass(1);
    const everywhere = await grant(seed.admin, fob.id, "everywhere", "HOURS_8");
    world().clock.pass(60);
    const second = await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(second.expiresAt).toBe(inSeconds(HOUR));
    expect(await getBypass(seed.admin, first.id)).toMatchObject({
      running: false,
      endedAt: inSeconds(0),
      endedBecause: "REPLACED",
    });
    for (const { id } of [mail, everywhere]) {
      expect(await getBypass(seed.admin, id)).toMatchObject({ running: true });
    }
    // What the clock ended was not replaced.
    world().clock.pass(2 * HOUR);
    await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(await getBypass(seed.admin, second.id)).toMatchObject({
      endedAt: second.expiresAt,
      endedBecause: "EXPIRED",
    });
    expect(await listed(seed, {})).toEqual([
      "VPN runs",
      "VPN EXPIRED",
      "everywhere runs",
      "Mail runs",
      "VPN REPLACED",
    ]);
  });

  it("is one also when many are granted at once", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const granted = await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        grant(seed.admin, fob.id, turn % 2 === 0 ? "VPN" : "everywhere", "HOURS_8"),
      ),
    );
    expect(new Set(granted.map(({ id }) => id)).size).toBe(12);
    expect((await listed(seed, { running: true })).toSorted()).toEqual(["VPN runs", "everywhere runs"]);
    expect(await listed(seed, { running: false })).toHaveLength(10);
  });

  it("is revoked by itself, or with all that run of its token; what has ended stays as it was", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const other = await seed.fob({ of: "bert" });
    const revoke = async (bypass: object) => {
      const { bypasses } = await seed.admin.do<{ bypasses: { id: string }[] }>(
        "tokenBypassRevoke",
        { bypass },
        "bypasses { id }",
      );
      return bypasses.map(({ id }) => id).toSorted();
    };
    const over = await grant(seed.admin, fob.id, "everywhere", "HOUR_1");
    world().clock.pass(HOUR);
    const [vpn, mail] = [
      await grant(seed.admin, fob.id, "VPN", "HOUR_1"),
      await grant(seed.admin, fob.id, "Mail", "PERMANENT"),
    ];
    const others = await grant(seed.admin, other.id, "everywhere", "PERMANENT");
    const before = await seed.events(100);
    expect(await revoke({ id: over.id })).toEqual([]);
    expect(await getBypass(seed.admin, over.id)).toMatchObject({ endedBecause: "EXPIRED" });
    expect(await seed.events(100)).toEqual(before);
    expect(await revoke({ id: vpn.id })).toEqual([vpn.id]);
    const again = await grant(seed.admin, fob.id, "VPN", "HOUR_1");
    expect(await revoke({ token: { serialNumber: fob.name } })).toEqual([mail.id, again.id].toSorted());
    expect(await revoke({ token: { id: fob.id } })).toEqual([]);
    expect(await getBypass(seed.admin, others.id)).toMatchObject({ running: true });
    expect(await seed.admin.refusalAt("tokenBypassRevoke", { bypass: { id: fob.id } })).toBe(
      "NOT_FOUND input.bypass.id",
    );
    expect(await seed.admin.refusalAt("tokenBypassRevoke", { bypass: { token: { id: vpn.id } } })).toBe(
      "NOT_FOUND input.bypass.token",
    );
  });

  it("is granted with a scope and a reason that are ones", async () => {
    const seed = await world().seed();
    const { id } = await office(seed);
    const right = { token: { id }, scope: getScope("VPN"), duration: "HOUR_1" };
    const wrong: [object, string][] = [
      [{ scope: { everywhere: false } }, "VALIDATION_FAILED input.scope.everywhere"],
      [{ scope: { resource: { name: "none" } } }, "NOT_FOUND input.scope.resource"],
      [{ token: { serialNumber: "none" } }, "NOT_FOUND input.token"],
      [{ reason: "" }, "VALIDATION_FAILED input.reason"],
      [{ reason: " travels" }, "VALIDATION_FAILED input.reason"],
      [{ reason: "a".repeat(201) }, "VALIDATION_FAILED input.reason"],
    ];
    for (const [fields, refusal] of wrong) {
      expect(await seed.admin.refusalAt("tokenBypassGrant", { ...right, ...fields })).toBe(refusal);
    }
    expect(await listed(seed, {})).toEqual([]);
    await seed.admin.do("tokenBypassGrant", { ...right, reason: "a".repeat(200) }, "__typename");
  });

  it("says which linked resources honour it, and until when, as their policies are at the moment", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const fob = await office(seed);
    for (const name of ["Strict", "Closed", "Elsewhere"]) await seed.resource(name);
    for (const name of ["Strict", "Closed"]) await seed.link(fob.id, name);
    await setPolicy(admin, "Strict", "HOUR_1");
    await setPolicy(admin, "Closed", "NONE");
    await setPolicy(admin, "Mail", "PERMANENT", { grantedBy: ["HELPDESK"] });
    // Linked at one moment, so in no order.
    const shown = (list: Honoured[]) =>
      list.map(({ resource, until }) => `${resource.name} ${until ?? "without end"}`).toSorted();
    const honoured = async (place: string, duration: string) => {
      const input = { token: { id: fob.id }, scope: getScope(place), duration };
      const selection =
        "honoured { resource { name } until } bypass { id honoured { resource { name } until } }";
      const result = await admin.do<{ honoured: Honoured[]; bypass: { id: string; honoured: Honoured[] } }>(
        "tokenBypassGrant",
        input,
        selection,
      );
      expect(result.bypass.honoured).toEqual(result.honoured);
      return {
        id: result.bypass.id,
        shown: shown(result.honoured),
      };
    };
    const later = async (id: string) => {
      const { bypass } = await admin.query<{ bypass: { honoured: Honoured[] } }>(
        "query ($id: ID!) { bypass(id: $id) { honoured { resource { name } until } } }",
        { id },
      );
      return shown(bypass.honoured);
    };
    expect((await honoured("everywhere", "PERMANENT")).shown).toEqual([
      `Strict ${inSeconds(HOUR)}`,
      "VPN without end",
    ]);
    const { id, shown: granted } = await honoured("everywhere", "HOURS_8");
    expect(granted).toEqual([`Strict ${inSeconds(HOUR)}`, `VPN ${inSeconds(8 * HOUR)}`]);
    expect((await honoured("VPN", "HOURS_12")).shown).toEqual([`VPN ${inSeconds(12 * HOUR)}`]);
    // It waits for a link, and then holds there.
    expect((await honoured("Elsewhere", "HOUR_1")).shown).toEqual([]);
    world().clock.pass(HOUR);
    expect(await later(id)).toEqual([`VPN ${inSeconds(7 * HOUR)}`]);
    await setPolicy(admin, "VPN", "HOUR_1");
    expect(await later(id)).toEqual([]);
    await admin.do("bypassPolicyClear", { scope: { resource: { name: "VPN" } } }, "__typename");
    await setPolicy(admin, "default", "HOURS_24", { grantedBy: ["PROVISIONER"] });
    expect(await later(id)).toEqual([]);
    await admin.do("bypassPolicyClear", { scope: { accountDefault: true } }, "__typename");
    // What these policies forbade does not begin again.
    expect(await later(id)).toEqual([]);
    const { id: other, shown: again } = await honoured("everywhere", "HOURS_8");
    expect(again).toEqual([`Strict ${inSeconds(HOUR)}`, `VPN ${inSeconds(8 * HOUR)}`]);
    await admin.do("tokenBypassRevoke", { bypass: { id: other } }, "__typename");
    expect(await later(other)).toEqual([]);
  });

  it("ends when its token leaves the user: unassigned, moved, or released with the user", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const fob = await office(seed);
    const [anna, bert] = [{ user: { login: "anna" } }, { user: { login: "bert" } }];
    const leave: [string, object][] = [
      ["tokenUnassign", { token: { id: fob.id } }],
      ["tokenAssign", { token: { id: fob.id }, to: bert, from: { login: "anna" } }],
      ["userDelete", { ...anna, releaseTokens: true }],
    ];
    for (const [name, input] of leave) {
      const vpn = await grant(admin, fob.id, "VPN", "PERMANENT");
      const everywhere = await grant(admin, fob.id, "everywhere", "HOUR_1");
      await admin.do(name, input, "__typename");
      for (const { id } of [vpn, everywhere]) {
        expect(await getBypass(admin, id), name).toMatchObject({
          running: false,
          endedAt: inSeconds(0),
          endedBecause: "UNASSIGNED",
        });
      }
      const after =
        name === "tokenAssign" ? ["TOKEN_ASSIGNED"] : name === "userDelete" ? ["USER_DELETED"] : [];
      expect(await seed.events(after.length + 3)).toEqual([
        ...after,
        "TOKEN_UNASSIGNED",
        "BYPASS_REVOKED",
        "BYPASS_REVOKED",
      ]);
      const from = name === "tokenAssign" ? { from: { login: "bert" } } : {};
      if (name !== "userDelete")
        await admin.do("tokenAssign", { token: { id: fob.id }, to: anna, ...from }, "__typename");
    }
  });

  it("goes on when its token is given to its first user, or to the one that has it", async () => {
    const seed = await world().seed();
    await office(seed);
    const fob = await seed.fob();
    const { id } = await grant(seed.admin, fob.id, "everywhere", "PERMANENT");
    const give = { token: { id: fob.id }, to: { user: { login: "bert" } } };
    for (const times of ["first", "again"]) {
      await seed.admin.do("tokenAssign", give, "__typename");
      expect(await getBypass(seed.admin, id), times).toMatchObject({ running: true });
    }
  });

  it("at a resource ends when the token is unlinked from it, or the resource deleted; everywhere goes on", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const fob = await office(seed);
    const vpn = await grant(admin, fob.id, "VPN", "PERMANENT");
    const mail = await grant(admin, fob.id, "Mail", "PERMANENT");
    const everywhere = await grant(admin, fob.id, "everywhere", "PERMANENT");
    const link = { token: { id: fob.id }, resource: { name: "VPN" } };
    await admin.do("assignmentDelete", { assignment: { link } }, "deletedId");
    expect(await getBypass(admin, vpn.id)).toMatchObject({ running: false, endedBecause: "UNLINKED" });
    expect(await seed.events(2)).toEqual(["TOKEN_UNLINKED", "BYPASS_REVOKED"]);
    expect(await getBypass(admin, mail.id)).toMatchObject({ running: true });
    await admin.do("resourceDelete", { resource: { name: "Mail" } }, "deletedId");
    expect(await seed.events(3)).toEqual(["RESOURCE_DELETED", "TOKEN_UNLINKED", "BYPASS_REVOKED"]);
    expect(await getBypass(admin, mail.id)).toBeNull();
    expect(await getBypass(admin, everywhere.id)).toMatchObject({ running: true });
  });

  it("goes with its token, and its events stay", async () => {
    const seed = await world().seed();
    const fob = await office(seed);
    const { id } = await grant(seed.admin, fob.id, "VPN", "PERMANENT");
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
    expect(await getBypass(seed.admin, id)).toBeNull();
    expect(await seed.events(3)).toEqual(["TOKEN_DELETED", "BYPASS_REVOKED", "BYPASS_GRANTED"]);
    expect(await seed.events(5, { text: "bypass_granted" })).toEqual(["BYPASS_GRANTED"]);
  });

  it("is found by whether it runs, its token, the token's user and its resource; tokens by whether they have one", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const fob = await office(seed);
    const other = await seed.fob({ of: "bert", at: ["VPN"] });
    const ended = await grant(admin, fob.id, "Mail", "HOURS_8");
    await admin.do("tokenBypassRevoke", { bypass: { id: ended.id } }, "__typename");
    world().clock.pass(1);
    await grant(admin, fob.id, "VPN", "HOUR_1");
    world().clock.pass(1);
    await grant(admin, other.id, "everywhere", "PERMANENT");
    expect(await listed(seed, {})).toEqual(["everywhere runs", "VPN runs", "Mail REVOKED"]);
    expect(await listed(seed, { running: true })).toEqual(["everywhere runs", "VPN runs"]);
    expect(await listed(seed, { running: false })).toEqual(["Mail REVOKED"]);
    expect(await listed(seed, { token: { id: fob.id } })).toEqual(["VPN runs", "Mail REVOKED"]);
    expect(await listed(seed, { user: { login: "BERT" } })).toEqual(["everywhere runs"]);
    expect(await listed(seed, { resource: { name: "VPN" } })).toEqual(["VPN runs"]);
    expect(
      await listed(seed, { running: true, user: { login: "anna" }, resource: { name: "Mail" } }),
    ).toEqual([]);
    const ofToken = async (running: boolean | null) => {
      const { token } = await admin.query<{ token: { bypasses: { totalCount: number } } }>(
        "query ($id: ID!, $running: Boolean) { token(by: { id: $id }) { bypasses(running: $running) { totalCount } } }",
        { id: fob.id, running },
      );
      return token.bypasses.totalCount;
    };
    expect([await ofToken(null), await ofToken(true), await ofToken(false)]).toEqual([2, 1, 1]);
    const bypassed = async (filter: object) => {
      const { tokens } = await admin.query<{ tokens: { nodes: { name: string }[] } }>(
        "query ($filter: TokenFilter) { tokens(filter: $filter) { nodes { name } } }",
        { filter },
      );
      return tokens.nodes.map(({ name }) => name).toSorted();
    };
    const plain = await seed.fob();
    expect(await bypassed({ bypassed: true })).toEqual([fob.name, other.name].toSorted());
    expect(await bypassed({ bypassed: false })).toEqual([plain.name]);
    world().clock.pass(HOUR);
    expect(await bypassed({ bypassed: true })).toEqual([other.name]);
    expect(await bypassed({ bypassed: false })).toEqual([fob.name, plain.name].toSorted());
  });
});
