import assert from "node:assert/strict";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { grant } from "../support/bypass.js";
import { getUuid } from "../support/contents.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding } from "../support/holding.js";
import type { Seed } from "../support/seed.js";
import { check, confirm, madeToken } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

interface Link {
  readonly id: string;
  readonly token: { readonly id: string };
  readonly resource: { readonly name: string };
  readonly user: { readonly login: string } | null;
}

const APP = { software: { googleAuthenticator: {} } };

/** Who owns each token, and all links, as sentences. */
async function state({ admin }: Seed): Promise<{ owners: string[]; links: string[] }> {
  const data = await admin.query<{
    tokens: { nodes: { name: string; status: string; user: { login: string } | null }[] };
    assignments: {
      nodes: { token: { name: string }; resource: { name: string }; user: { login: string } | null }[];
    };
  }>(`{
    tokens { nodes { name status user { login } } }
    assignments { nodes { token { name } resource { name } user { login } } }
  }`);
  return {
    owners: data.tokens.nodes.map(
      ({ name, status, user }) => `${name} of ${user?.login ?? "nobody"}, ${status}`,
    ),
    links: data.assignments.nodes
      .map(({ token, resource, user }) => `${user?.login ?? "nobody"} at ${resource.name} with ${token.name}`)
      .toSorted(),
  };
}

async function assign({ admin }: Seed, id: string, to: object, from?: object): Promise<string | null> {
  const { token } = await admin.do<{ token: { user: { login: string } | null } }>(
    "tokenAssign",
    { token: { id }, to, ...(from === undefined ? {} : { from }) },
    "token { user { login } }",
  );
  return token.user?.login ?? null;
}

onOneStore("assigning a token", (world) => {
  it("gives it to a user there is, or to a new one, and its links with it", async () => {
    const seed = await world().seed();
    const anna = await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail");
    const [one, two] = [await seed.fob({ at: ["VPN", "Mail"] }), await seed.fob({ at: ["VPN"] })];
    expect(await seed.signIn({ token: one.id }, "VPN", one.code())).toBe(false);
    expect(await assign(seed, one.id, { user: { id: anna } })).toBe("anna");
    expect(await assign(seed, two.id, { newUser: { login: "berta", email: "berta@example.org" } })).toBe(
      "berta",
    );
    expect((await state(seed)).links).toEqual([
      `anna at Mail with ${one.name}`,
      `anna at VPN with ${one.name}`,
      `berta at VPN with ${two.name}`,
    ]);
    expect(await seed.signIn({ login: "anna" }, "VPN", one.code())).toBe(true);
    expect(await seed.signIn({ token: two.id }, "VPN", two.code())).toBe(true);
    const { user } = await seed.admin.query<{ user: object }>('{ user(by: { login: "berta" }) { email } }');
    expect(user).toEqual({ email: "berta@example.org" });
  });

  it("is refused while it belongs to another user, unless `from` names that user", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    for (const login of ["anna", "berta", "carl"]) await seed.user(login);
    const fob = await seed.fob({ of: "anna" });
    const before = { state: await state(seed), events: await seed.events(100) };
    const token = { id: fob.id };
    const refusals: [object, string][] = [
      [{ to: { user: { login: "berta" } } }, "ALREADY_ASSIGNED input.token"],
      [{ to: { newUser: { login: "dora" } } }, "ALREADY_ASSIGNED input.token"],
      [{ to: { user: { login: "berta" } }, from: { login: "carl" } }, "VALIDATION_FAILED input.from"],
      [{ to: { user: { login: "berta" } }, from: { login: "nobody" } }, "NOT_FOUND input.from"],
      [{ to: { user: { login: "nobody" } }, from: { login: "anna" } }, "NOT_FOUND input.to.user"],
      [
        { to: { newUser: { login: "Berta" } }, from: { login: "anna" } },
        "ALREADY_EXISTS input.to.newUser.login",
      ],
    ];
    for (const [input, refusal] of refusals) {
      expect(await admin.refusalAt("tokenAssign", { token, ...input })).toBe(refusal);
    }
    expect(
      await admin.refusalAt("tokenAssign", {
        token: { serialNumber: "none" },
        to: { user: { login: "anna" } },
      }),
    ).toBe("NOT_FOUND input.token");
    const free = await seed.fob();
    expect(
      await admin.refusalAt("tokenAssign", {
        token: { id: free.id },
        to: { user: { login: "berta" } },
        from: { login: "anna" },
      }),
    ).toBe("VALIDATION_FAILED input.from");
    await admin.do("tokenDelete", { token: { id: free.id } }, "deletedId");
    expect(await state(seed)).toEqual(before.state);
    expect((await seed.events(100)).slice(2)).toEqual(before.events);
  });

  it("moves it with `from`: its links go along, and the user before signs in with it no more", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("berta");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    expect(await assign(seed, fob.id, { user: { login: "berta" } }, { login: "Anna" })).toBe("berta");
    expect((await state(seed)).links).toEqual([`berta at VPN with ${fob.name}`]);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await seed.signIn({ login: "berta" }, "VPN", fob.code())).toBe(true);
    expect(await seed.events(4)).toEqual([
      "AUTHENTICATION_GRANTED",
      "AUTHENTICATION_DENIED NOT_LINKED",
      "TOKEN_ASSIGNED",
      "TOKEN_UNASSIGNED",
    ]);
    expect(await seed.events(10, { user: { login: "anna" } })).toEqual([
      "AUTHENTICATION_DENIED NOT_LINKED",
      "TOKEN_UNASSIGNED",
      "TOKEN_LINKED",
      "TOKEN_ASSIGNED",
      "USER_CREATED",
    ]);
  });

  it("does nothing when the user has it already", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const phone = await madeToken(world(), seed, "Phone", APP, "anna");
    await confirm(seed, phone.id, phone.code());
    const before = await seed.events(100);
    expect(await assign(seed, phone.id, { user: { login: "anna" } })).toBe("anna");
    expect(await assign(seed, phone.id, { user: { login: "anna" } }, { login: "anna" })).toBe("anna");
    expect(await seed.events(100)).toEqual(before);
    expect((await state(seed)).owners).toEqual(["Phone of anna, ACTIVE"]);
  });

  it("is refused whole when the user has a token at one of its resources", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    for (const login of ["anna", "berta"]) await seed.user(login);
    for (const name of ["Mail", "VPN", "Wiki"]) await seed.resource(name);
    await seed.fob({ of: "anna", at: ["VPN"] });
    const free = await seed.fob({ at: ["Mail", "VPN", "Wiki"] });
    const phone = await madeToken(world(), seed, "Phone", APP, "berta");
    await confirm(seed, phone.id, phone.code());
    await seed.link(phone.id, "VPN");
    const before = { state: await state(seed), events: await seed.events(100) };
    const toAnna = { to: { user: { login: "anna" } } };
    expect(await admin.refusalAt("tokenAssign", { token: { id: free.id }, ...toAnna })).toBe(
      "USER_HAS_TOKEN_AT_RESOURCE input.to",
    );
    expect(
      await admin.refusalAt("tokenAssign", { token: { id: phone.id }, ...toAnna, from: { login: "berta" } }),
    ).toBe("USER_HAS_TOKEN_AT_RESOURCE input.to");
    expect(await state(seed)).toEqual(before.state);
    expect(await seed.events(100)).toEqual(before.events);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "berta" }, "VPN", phone.code())).toBe(true);
  });

  it("is won by one when two users want it at once", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("berta");
    await seed.resource("VPN");
    const fob = await seed.fob({ at: ["VPN"] });
    const results = await Promise.all(
      ["anna", "berta"].map((login) =>
        seed.admin.mutate("tokenAssign", { token: { id: fob.id }, to: { user: { login } } }, "__typename"),
      ),
    );
    expect(results.map(({ code }) => code ?? "ASSIGNED").toSorted()).toEqual([
      "ALREADY_ASSIGNED",
      "ASSIGNED",
    ]);
    const { owners, links } = await state(seed);
    const owner = results[0]?.code === undefined ? "anna" : "berta";
    expect([owners, links]).toEqual([
      [`${fob.name} of ${owner}, ACTIVE`],
      [`${owner} at VPN with ${fob.name}`],
    ]);
  });
});

onOneStore("unassigning a token", (world) => {
  it("leaves its links without a user, and a device its secret", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await seed.admin.do("tokenUnassign", { token: { serialNumber: fob.name } }, "__typename");
    expect(await state(seed)).toEqual({
      owners: [`${fob.name} of nobody, ACTIVE`],
      links: [`nobody at VPN with ${fob.name}`],
    });
    expect(await seed.signIn({ token: fob.id }, "VPN", fob.code())).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await seed.events(3)).toEqual([
      "AUTHENTICATION_DENIED NOT_LINKED",
      "AUTHENTICATION_DENIED UNASSIGNED",
      "TOKEN_UNASSIGNED",
    ]);
    expect(await check(seed, fob.id, fob.code())).toBeNull();
    await seed.user("berta");
    await assign(seed, fob.id, { user: { login: "berta" } });
    world().clock.pass(30);
    expect(await seed.signIn({ login: "berta" }, "VPN", fob.code())).toBe(true);
  });

  it.each([
    ["TOTP", { software: { googleAuthenticator: {} } }],
    ["HOTP", { software: { smart: { algorithm: "HOTP" } } }],
  ])("drops the secret of a %s app: the old phone is worth nothing to anybody", async (_algorithm, model) => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("berta");
    await seed.resource("VPN");
    const phone = await madeToken(world(), seed, "Phone", model, "anna");
    await confirm(seed, phone.id, phone.code());
    await seed.link(phone.id, "VPN");
    await seed.admin.do("tokenUnassign", { token: { id: phone.id } }, "__typename");
    expect((await state(seed)).owners).toEqual(["Phone of nobody, PENDING"]);
    await assign(seed, phone.id, { user: { login: "berta" } });
    expect((await state(seed)).links).toEqual(["berta at VPN with Phone"]);
    world().clock.pass(30);
    phone.counter = 1;
    expect(await seed.signIn({ login: "berta" }, "VPN", phone.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED PENDING"]);
    expect(await confirm(seed, phone.id, phone.code())).toBe("NOT_FOUND");
    const { enrolment } = await seed.admin.do<{ enrolment: { secretHex: string } }>(
      "tokenEnrolmentStart",
      { token: { id: phone.id } },
      "enrolment { secretHex }",
    );
    expect(enrolment.secretHex).not.toBe(phone.secret.toString("hex"));
  });

  it("drops an enrolment that is open, and so does a move", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.user("berta");
    const unassigned = await madeToken(world(), seed, "Unassigned", APP, "anna");
    const moved = await madeToken(world(), seed, "Moved", APP, "anna");
    await seed.admin.do("tokenUnassign", { token: { id: unassigned.id } }, "__typename");
    await assign(seed, moved.id, { user: { login: "berta" } }, { login: "anna" });
    expect(await confirm(seed, unassigned.id, unassigned.code())).toBe("NOT_FOUND");
    expect(await confirm(seed, moved.id, moved.code())).toBe("NOT_FOUND");
  });

  it("does nothing to one that belongs to nobody", async () => {
    const seed = await world().seed();
    const phone = await madeToken(world(), seed, "Phone", APP);
    await seed.admin.do("tokenUnassign", { token: { id: phone.id } }, "__typename");
    expect(await confirm(seed, phone.id, phone.code())).toBeNull();
    expect(await seed.events(1)).toEqual(["TOKEN_ENROLLED"]);
    expect(await seed.admin.refusalAt("tokenUnassign", { token: { id: "none" } })).toBe(
      "NOT_FOUND input.token",
    );
  });
});

onOneStore("linking a token to a resource", (world) => {
  it("lets its user sign in there, and unlinking ends that", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const vpn = await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna" });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    const { assignment } = await seed.admin.do<{ assignment: Link & { createdAt: string } }>(
      "assignmentCreate",
      { token: { serialNumber: fob.name }, to: { resource: { id: vpn } }, user: { login: "ANNA" } },
      "assignment { id token { id } resource { name } user { login } createdAt }",
    );
    expect(assignment).toEqual({
      id: assignment.id,
      token: { id: fob.id },
      resource: { name: "VPN" },
      user: { login: "anna" },
      createdAt: new Date(world().clock.now()).toISOString(),
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    const { deletedId } = await seed.admin.do<{ deletedId: string }>(
      "assignmentDelete",
      { assignment: { id: assignment.id } },
      "deletedId",
    );
    expect(deletedId).toBe(assignment.id);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await seed.signIn({ token: fob.id }, "VPN", fob.code())).toBe(false);
    expect(await state(seed)).toEqual({ owners: [`${fob.name} of anna, ACTIVE`], links: [] });
  });

  it("takes the place of another assignment in one step, and leaves that one when it is refused", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Bastion");
    const [old, young, free] = [
      await seed.fob({ of: "anna" }),
      await seed.fob({ of: "anna" }),
      await seed.fob(),
    ];
    const id = await seed.link(old.id, "VPN");
    await seed.link(old.id, "Bastion");
    await grant(seed.admin, old.id, "VPN", "HOUR_1");
    const input = (token: string, name: string, replaces: object) => ({
      token: { id: token },
      to: { resource: { name } },
      user: { login: "anna" },
      replaces,
    });
    const before = await state(seed);
    const events = await seed.events(50);
    for (const [refused, answer] of [
      [input(free.id, "VPN", { id }), "VALIDATION_FAILED input.user"],
      [input(young.id, "Bastion", { id }), "USER_HAS_TOKEN_AT_RESOURCE input.to"],
      [input(young.id, "Nowhere", { id }), "NOT_FOUND input.to.resource"],
      [input(young.id, "VPN", { id: seed.accountId }), "NOT_FOUND input.replaces"],
    ] as const) {
      expect(await seed.admin.refusalAt("assignmentCreate", refused)).toBe(answer);
      expect(await state(seed)).toEqual(before);
      expect(await seed.events(50)).toEqual(events);
    }
    // A bypass that holds there alone ends with the link, and not before.
    expect(await seed.signIn({ login: "anna" }, "VPN", "000000")).toBe(true);
    await seed.admin.do("assignmentCreate", input(young.id, "VPN", { id }), "__typename");
    expect(await seed.events(3)).toEqual(["TOKEN_LINKED", "TOKEN_UNLINKED", "BYPASS_REVOKED"]);
    expect((await state(seed)).links).toEqual([
      `anna at Bastion with ${old.name}`,
      `anna at VPN with ${young.name}`,
    ]);
    expect(await seed.signIn({ login: "anna" }, "VPN", "000000")).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", young.code())).toBe(true);
  });

  it("can make the resource on the way, with its settings", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const newResource = { name: "VPN", failedAttemptsBeforeLock: 3, allowedAddresses: ["10.0.0.0/8"] };
    const created = await seed.admin.do<{ assignment: object }>(
      "assignmentCreate",
      { token: { id: fob.id }, to: { newResource } },
      "assignment { user { login } resource { name failedAttemptsBeforeLock lockMinutes allowedAddresses enabled } }",
    );
    expect(created.assignment).toEqual({
      user: null,
      resource: { ...newResource, lockMinutes: 5, enabled: true },
    });
    expect(await seed.events(2)).toEqual(["TOKEN_LINKED", "RESOURCE_CREATED"]);
  });

  it("is named by its id or by its token and resource", async () => {
    const seed = await world().seed();
    const vpn = await seed.resource("VPN");
    await seed.resource("Mail");
    const fob = await seed.fob();
    const id = await seed.link(fob.id, "VPN");
    const read = async (by: object) => {
      const { assignment } = await seed.admin.query<{ assignment: { id: string } | null }>(
        "query ($by: AssignmentRef!) { assignment(by: $by) { id } }",
        { by },
      );
      return assignment?.id ?? null;
    };
    const byName = { link: { token: { serialNumber: fob.name }, resource: { name: "VPN" } } };
    const byId = { link: { token: { id: fob.id }, resource: { id: vpn } } };
    const nothing = [
      { id: fob.id },
      { id: "none" },
      { link: { token: { id: fob.id }, resource: { name: "Mail" } } },
      { link: { token: { serialNumber: "none" }, resource: { name: "VPN" } } },
      { link: { token: { id: vpn }, resource: { id: fob.id } } },
    ];
    for (const by of [{ id }, byName, byId]) expect(await read(by)).toBe(id);
    for (const by of nothing) {
      expect(await read(by)).toBeNull();
      expect(await seed.admin.refusalAt("assignmentDelete", { assignment: by })).toBe(
        "NOT_FOUND input.assignment",
      );
    }
    await seed.admin.do("assignmentDelete", { assignment: byName }, "deletedId");
    for (const by of [{ id }, byName, byId]) expect(await read(by)).toBeNull();
  });

  it("is refused with what stands against it, and leaves nothing", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    for (const login of ["anna", "berta"]) await seed.user(login);
    for (const name of ["VPN", "Mail"]) await seed.resource(name);
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const second = await seed.fob({ of: "anna" });
    const free = await seed.fob();
    const before = { state: await state(seed), events: await seed.events(100) };
    const [vpn, mail] = [{ resource: { name: "VPN" } }, { resource: { name: "Mail" } }];
    const refusals: [string, object, object?][] = [
      ["ALREADY_EXISTS input.to", { token: { id: fob.id }, to: vpn }],
      ["USER_HAS_TOKEN_AT_RESOURCE input.to", { token: { id: second.id }, to: vpn }],
      ["VALIDATION_FAILED input.user", { token: { id: fob.id }, to: mail, user: { login: "berta" } }],
      ["VALIDATION_FAILED input.user", { token: { id: free.id }, to: mail, user: { login: "anna" } }],
      ["NOT_FOUND input.user", { token: { id: fob.id }, to: mail, user: { login: "nobody" } }],
      ["NOT_FOUND input.to.resource", { token: { id: fob.id }, to: { resource: { name: "none" } } }],
      ["NOT_FOUND input.token", { token: { serialNumber: "none" }, to: mail }],
      ["NOT_FOUND input.token", { token: { serialNumber: "none" }, to: { newResource: { name: "Wiki" } } }],
      [
        "ALREADY_EXISTS input.to.newResource.name",
        { token: { id: free.id }, to: { newResource: { name: "Mail" } } },
      ],
    ];
    for (const [refusal, input] of refusals) {
      expect(await admin.refusalAt("assignmentCreate", input)).toBe(refusal);
    }
    expect(await state(seed)).toEqual(before.state);
    expect(await seed.events(100)).toEqual(before.events);
  });

  it("lets a user have tokens of any models, one for each resource, each good there alone", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    for (const name of ["VPN", "Mail", "Wiki"]) await seed.resource(name);
    // Codes of three lengths: otherwise the code of one would now and then be, by chance, that of another.
    const devices = [
      await seed.fob({ of: "anna", at: ["VPN"] }, { digits: 7 }),
      await madeToken(world(), seed, "Card", { hardware: { slim: { periodSeconds: 60 } } }, "anna"),
      await madeToken(world(), seed, "Phone", { software: { smart: { digits: 8 } } }, "anna"),
    ];
    const [fob, card, phone] = devices;
    if (fob === undefined || card === undefined || phone === undefined) throw new Error("three devices");
    await confirm(seed, phone.id, phone.code());
    await seed.link(card.id, "Mail");
    await seed.link(phone.id, "Wiki");
    const places = ["VPN", "Mail", "Wiki"];
    for (const [index, device] of devices.entries()) {
      world().clock.pass(120);
      for (const [at, name] of places.entries()) {
        if (at !== index) expect(await seed.signIn({ login: "anna" }, name, device.code())).toBe(false);
      }
      expect(await seed.signIn({ login: "anna" }, places[index] ?? "", device.code())).toBe(true);
    }
  });
});

onOneStore("unlinking a token that is given to somebody meanwhile", (world) => {
  /** Unlinks a token of nobody from VPN, while it is given to a user. @returns the codes of errors, and what events say. */
  async function meanwhile(seed: Seed, login: string) {
    const fob = await seed.fob();
    await seed.link(fob.id, "VPN");
    const helpdesk = await seed.key("HELPDESK");
    const { user } = await seed.admin.query<{ user: { id: string } }>(
      "query ($login: String!) { user(by: { login: $login }) { id } }",
      { login },
    );
    const other = await holding(world(), "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE", [
      fob.id,
    ]);
    const link = { token: { id: fob.id }, resource: { name: "VPN" } };
    const unlinking = helpdesk.send(
      "mutation ($input: AssignmentDeleteInput!) { assignmentDelete(input: $input) { __typename } }",
      { input: { assignment: { link } } },
    );
    try {
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      const ids = [getUuid(fob.id), getUuid(user.id)];
      await other.client.query("UPDATE tokens SET user_id = $2, revision = revision + 1 WHERE id = $1", ids);
      await other.client.query("UPDATE assignments SET user_id = $2 WHERE token_id = $1", ids);
    } finally {
      await other.letGo();
    }
    const { errors } = await unlinking;
    const { events } = await seed.admin.query<{ events: { nodes: { userLogin: string | null }[] } }>(
      "{ events(first: 5, filter: { types: [TOKEN_UNLINKED] }) { nodes { userLogin } } }",
    );
    return {
      codes: errors.map(({ extensions }) => extensions?.["code"]),
      unlinkedOf: events.nodes.map(({ userLogin }) => userLogin),
    };
  }

  it("leaves an administrator's to an ADMIN, and names the user who has it", async ({ skip }) => {
    skip(world().store === "PGlite", "there, transactions wait for each other");
    const seed = await world().seed();
    await seed.resource("VPN");
    await seed.user("anna");
    await seed.invite("ada", "AUDITOR");
    expect(await meanwhile(seed, "ada")).toEqual({ codes: ["FORBIDDEN"], unlinkedOf: [] });
    expect((await state(seed)).links).toHaveLength(1);
    expect(await meanwhile(seed, "anna")).toEqual({ codes: [], unlinkedOf: ["anna"] });
  });
});

/** How many connections with a name wait for a lock in the database of a client. */
async function getWaiting(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = $1",
    [name],
  );
  return rows.length;
}

onOneStore("one token for each user and resource", (world) => {
  it("is held when two tokens of a user are linked to one resource at once", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fobs = await Promise.all(Array.from({ length: 6 }, () => seed.fob({ of: "anna" })));
    const results = await Promise.all(
      fobs.map(({ id }) =>
        seed.admin.mutate(
          "assignmentCreate",
          { token: { id }, to: { resource: { name: "VPN" } } },
          "__typename",
        ),
      ),
    );
    const codes = results.map(({ code }) => code ?? "LINKED");
    expect(codes.toSorted()).toEqual(["LINKED", ...Array<string>(5).fill("USER_HAS_TOKEN_AT_RESOURCE")]);
    expect((await state(seed)).links).toHaveLength(1);
  });

  it("is held when linked tokens get the same user at once", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fobs = await Promise.all(Array.from({ length: 6 }, () => seed.fob({ at: ["VPN"] })));
    const results = await Promise.all(
      fobs.map(({ id }) =>
        seed.admin.mutate("tokenAssign", { token: { id }, to: { user: { login: "anna" } } }, "__typename"),
      ),
    );
    const codes = results.map(({ code }) => code ?? "ASSIGNED");
    expect(codes.toSorted()).toEqual(["ASSIGNED", ...Array<string>(5).fill("USER_HAS_TOKEN_AT_RESOURCE")]);
    const { links } = await state(seed);
    expect(links.filter((link) => link.startsWith("anna"))).toHaveLength(1);
  });

  it("lets many tokens get the same user at once, in turn, whether it is the first of the user or not", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const fobs = await Promise.all(Array.from({ length: 16 }, () => seed.fob()));
    for (const some of [fobs.slice(0, 8), fobs.slice(8)]) {
      const results = await Promise.all(
        some.map(({ id }) =>
          seed.admin.mutate("tokenAssign", { token: { id }, to: { user: { login: "anna" } } }, "__typename"),
        ),
      );
      expect(results.map(({ code }) => code)).toEqual(some.map(() => undefined));
    }
    const { user } = await seed.admin.query<{ user: { tokens: { totalCount: number } } }>(
      '{ user(by: { login: "anna" }) { tokens { totalCount } } }',
    );
    expect(user.tokens.totalCount).toBe(16);
  });

  it("has no deadlock, however the statements of several tokens that get the same first user interleave", async ({
    skip,
  }) => {
    if (world().store === "PGlite") return skip("it does one thing after the other");
    const seed = await world().seed();
    const user = getUuid(await seed.user("anna"));
    const account = getUuid(seed.accountId);
    for (let count = 0; count < 3; count += 1) await seed.fob();
    // In the order in which a statement finds them that reads the table from its beginning.
    const ids = (
      await world().database.query<{ id: string }>(
        Prisma.sql`SELECT id::text FROM tokens WHERE account_id = ${account}::uuid ORDER BY ctid`,
      )
    ).map(({ id }) => id);
    const [{ name } = { name: "" }] = await world().database.query<{ name: string }>(
      Prisma.sql`SELECT current_database()::text AS name`,
    );
    const clients = Array.from(
      { length: 3 },
      () => new pg.Client({ connectionString: `${inject("postgresUrl")}/${name}` }),
    );
    const [one, two, holder] = clients;
    assert.ok(one && two && holder);
    for (const client of clients) await client.connect();
    const give = (client: pg.Client, ...tokens: (string | undefined)[]) =>
      client.query("UPDATE tokens SET user_id = $1 WHERE account_id = $2 AND id = ANY($3)", [
        user,
        account,
        tokens,
      ]);
    try {
      await one.query(
        "SET application_name = 'one'; SET enable_indexscan = off; SET enable_bitmapscan = off",
      );
      await two.query("SET application_name = 'two'");
      await holder.query("BEGIN");
      await holder.query("SELECT 1 FROM tokens WHERE account_id = $1 AND id = $2 FOR UPDATE", [
        account,
        ids[1],
      ]);
      // It has given the first token, and waits in the middle of its statement.
      const first = give(one, ids[0], ids[1]);
      await expect.poll(() => getWaiting(holder, "one")).toBe(1);
      const second = give(two, ids[2]);
      await expect.poll(() => getWaiting(holder, "two")).toBe(1);
      await holder.query("ROLLBACK");
      expect(await Promise.allSettled([first, second])).toMatchObject([
        { value: { rowCount: 2 } },
        { value: { rowCount: 1 } },
      ]);
    } finally {
      for (const client of clients) await client.end();
    }
  });

  it("is held when a token is linked while it gets a user", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.fob({ of: "anna", at: ["VPN"] });
    for (let round = 0; round < 5; round += 1) {
      const fob = await seed.fob();
      const to = { resource: { name: "VPN" } };
      const [linked, assigned] = await Promise.all([
        seed.admin.mutate("assignmentCreate", { token: { id: fob.id }, to }, "__typename"),
        seed.admin.mutate(
          "tokenAssign",
          { token: { id: fob.id }, to: { user: { login: "anna" } } },
          "__typename",
        ),
      ]);
      expect([
        linked.code ?? assigned.code,
        linked.code === undefined || assigned.code === undefined,
      ]).toEqual(["USER_HAS_TOKEN_AT_RESOURCE", true]);
    }
    const { links } = await state(seed);
    expect(links.filter((link) => link.startsWith("anna"))).toHaveLength(1);
  });

  it("is held by the database itself, whatever writes to it", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const berta = await seed.user("berta");
    const vpn = await seed.resource("VPN");
    const [fob, second] = [await seed.fob({ of: "anna", at: ["VPN"] }), await seed.fob({ of: "anna" })];
    const { user } = await seed.admin.query<{ user: { id: string } }>(
      '{ user(by: { login: "anna" }) { id } }',
    );
    const { database } = world();
    const account = getUuid(seed.accountId);
    const link = (token: string, holder: string | null, to = vpn) =>
      database.query(Prisma.sql`
        INSERT INTO assignments (account_id, id, resource_id, token_id, user_id, created_at)
        VALUES (${account}::uuid, gen_random_uuid(), ${getUuid(to)}::uuid, ${getUuid(token)}::uuid,
          ${holder === null ? null : getUuid(holder)}::uuid, now())`);
    const another = await seed.resource("Mail");
    await expect(link(second.id, user.id)).rejects.toThrow("assignments_account_id_resource_id_user_id_key");
    await expect(link(fob.id, user.id)).rejects.toThrow(
      /assignments_account_id_resource_id_(token|user)_id_key/,
    );
    // A link of a user who does not have the token, of a token that there is not, and to another account's resource.
    await expect(link(fob.id, berta, another)).rejects.toThrow(
      "assignments_account_id_token_id_user_id_fkey",
    );
    await expect(link(berta, null, another)).rejects.toThrow("assignments_account_id_token_id_fkey");
    const foreign = await (await world().seed()).resource("VPN");
    await expect(link(second.id, user.id, foreign)).rejects.toThrow(
      "assignments_account_id_resource_id_fkey",
    );
    // A link cannot be taken to another user, and a token that moves takes its links along.
    const set = (table: string, token: string, holder: string) =>
      database.query(Prisma.sql`
        UPDATE ${Prisma.raw(table)} SET user_id = ${getUuid(holder)}::uuid WHERE account_id = ${account}::uuid
          AND ${Prisma.raw(table === "tokens" ? "id" : "token_id")} = ${getUuid(token)}::uuid`);
    await expect(set("assignments", fob.id, berta)).rejects.toThrow(
      "assignments_account_id_token_id_user_id_fkey",
    );
    await set("tokens", fob.id, berta);
    expect((await state(seed)).links).toEqual([`berta at VPN with ${fob.name}`]);
    await link(second.id, user.id);
    await expect(set("tokens", fob.id, user.id)).rejects.toThrow(
      "assignments_account_id_resource_id_user_id_key",
    );
  });
});
