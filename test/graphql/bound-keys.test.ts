import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { getDocument } from "../support/documents.js";
import type { Device, Seed } from "../support/seed.js";
import { onOneStore, type World } from "../support/world.js";

interface Office {
  readonly seed: Seed;
  /** Bound to VPN. */
  readonly auditor: Api;
  readonly fobs: Readonly<Record<"anna" | "annaMail" | "bob" | "carol" | "dave", Device>>;
}

/**
 * Anna has a fob at VPN and another at Mail; Bob one at Mail; Dave one for both; Carol had one at VPN. All of
 * them signed in where they could.
 */
async function office(world: World): Promise<Office> {
  const seed = await world.seed();
  await seed.resource("VPN");
  await seed.resource("Mail");
  for (const login of ["anna", "bob", "carol", "dave"]) {
    await seed.user(login, { email: `${login}@office.example` });
  }
  const fob = (login: string, ...at: string[]): Promise<Device> => {
    // So that lists have an order.
    world.clock.pass(1);
    return seed.fob({ of: login, at });
  };
  const fobs = {
    anna: await fob("anna", "VPN"),
    annaMail: await fob("anna", "Mail"),
    bob: await fob("bob", "Mail"),
    carol: await fob("carol", "VPN"),
    dave: await fob("dave", "VPN", "Mail"),
  };
  for (const login of ["anna", "carol", "dave"] as const) {
    await seed.signIn({ login }, "VPN", fobs[login].code());
  }
  world.clock.pass(30);
  await seed.signIn({ login: "anna" }, "Mail", fobs.annaMail.code());
  await seed.signIn({ login: "bob" }, "Mail", fobs.bob.code());
  await seed.signIn({ login: "dave" }, "Mail", fobs.dave.code());
  const link = { token: { id: fobs.carol.id }, resource: { name: "VPN" } };
  await seed.admin.do("assignmentDelete", { assignment: { link } }, "deletedId");
  return { seed, auditor: await seed.key("AUDITOR", { resource: { name: "VPN" } }), fobs };
}

/** All that a caller can reach from assignments and events, as far as one question goes, as one text. */
async function everythingSeen(api: Api): Promise<string> {
  // What denies sign-ins would make the question too large; bound-worlds.test.ts asks for it.
  const without = ["lastInvitation", "administrator", "signInObstacles"];
  const assignments = await api.query(getDocument("assignments", 3, without), { first: 5 });
  const events = await api.query(getDocument("events", 2, without), { first: 30 });
  return JSON.stringify([assignments, events]);
}

onOneStore("an AUDITOR key that is bound to a resource", (world) => {
  it("sees that resource's assignments and events, and by no path anything of another", async () => {
    const { seed, auditor, fobs } = await office(world());
    const elsewhere = ["Mail", "bob", fobs.bob.name, fobs.annaMail.name, "carol@office.example"];
    const here = ["VPN", "anna@office.example", "dave@office.example", fobs.anna.name, fobs.dave.name];
    const seen = await everythingSeen(auditor);
    expect(elsewhere.filter((text) => seen.includes(text))).toEqual([]);
    expect(here.filter((text) => !seen.includes(text))).toEqual([]);
    // The same questions do lead an unbound key there.
    const unbound = await everythingSeen(await seed.key("AUDITOR"));
    expect([...elsewhere, ...here].filter((text) => !unbound.includes(text))).toEqual([]);
  });

  it("counts only what it sees, in nested lists too", async () => {
    const { auditor } = await office(world());
    const { assignments, events } = await auditor.query<{
      assignments: {
        totalCount: number;
        nodes: {
          user: { login: string; tokens: object; assignments: object; events: object };
          token: { assignments: object };
          resource: { assignments: object };
        }[];
      };
      events: {
        totalCount: number;
        nodes: { type: string; resourceName: string; userLogin: string | null }[];
      };
    }>(
      `{ assignments { totalCount nodes {
          user { login tokens { totalCount } assignments { totalCount } events { totalCount } }
          token { assignments { totalCount } } resource { assignments { totalCount } } } }
        events { totalCount nodes { type resourceName userLogin } } }`,
    );
    expect(assignments).toEqual({
      totalCount: 2,
      nodes: ["anna", "dave"].map((login) => ({
        user: {
          login,
          tokens: { totalCount: 1 },
          assignments: { totalCount: 1 },
          events: { totalCount: 2 },
        },
        token: { assignments: { totalCount: 1 } },
        resource: { assignments: { totalCount: 2 } },
      })),
    });
    const reported = events.nodes.map(({ type, userLogin }) => `${type} ${userLogin}`);
    expect(reported.toSorted()).toEqual([
      "API_KEY_CREATED null",
      "AUTHENTICATION_GRANTED anna",
      "AUTHENTICATION_GRANTED carol",
      "AUTHENTICATION_GRANTED dave",
      "RESOURCE_CREATED null",
      "TOKEN_LINKED anna",
      "TOKEN_LINKED carol",
      "TOKEN_LINKED dave",
      "TOKEN_UNLINKED carol",
    ]);
    expect(events.totalCount).toBe(reported.length);
    expect(events.nodes.filter(({ resourceName }) => resourceName !== "VPN")).toEqual([]);
  });

  it("sees a token and its user while they are assigned there, and afterwards their names in the events alone", async () => {
    const { seed, auditor, fobs } = await office(world());
    const ofFob = async (name: string) => {
      const { events } = await auditor.query<{ events: { nodes: object[] } }>(
        `query ($text: String!) { events(filter: { text: $text, types: [TOKEN_LINKED] }) {
          nodes { tokenName userLogin token { name } user { login } } } }`,
        { text: name },
      );
      return events.nodes;
    };
    const { name } = fobs.dave;
    expect(await ofFob(name)).toEqual([
      { tokenName: name, userLogin: "dave", token: { name }, user: { login: "dave" } },
    ]);
    const link = { token: { id: fobs.dave.id }, resource: { name: "VPN" } };
    await seed.admin.do("assignmentDelete", { assignment: { link } }, "deletedId");
    expect(await ofFob(name)).toEqual([{ tokenName: name, userLogin: "dave", token: null, user: null }]);
  });

  it("is not led elsewhere by a filter, a reference or a cursor", async () => {
    const { seed, auditor, fobs } = await office(world());
    const filters = [
      { resource: { name: "Mail" } },
      { token: { id: fobs.bob.id } },
      { token: { serialNumber: fobs.annaMail.name } },
      { user: { login: "bob" } },
    ];
    for (const filter of filters) {
      const found = await auditor.query(
        `query ($a: AssignmentFilter, $e: EventFilter) {
          assignments(filter: $a) { totalCount nodes { id } } events(filter: $e) { totalCount nodes { id } } }`,
        { a: filter, e: filter },
      );
      const nothing = { totalCount: 0, nodes: [] };
      expect(found).toEqual({ assignments: nothing, events: nothing });
    }
    const { assignments } = await seed.admin.query<{
      assignments: { edges: { cursor: string; node: { id: string; resource: { name: string } } }[] };
    }>("{ assignments { edges { cursor node { id resource { name } } } } }");
    const atMail = assignments.edges.filter(({ node }) => node.resource.name === "Mail");
    expect(atMail).toHaveLength(3);
    for (const { cursor, node } of atMail) {
      const seen = await auditor.query<
        { by: object | null } & Record<"after" | "before", { nodes: object[] }>
      >(
        `query ($id: ID!, $cursor: Cursor!) { by: assignment(by: { id: $id }) { id }
          after: assignments(after: $cursor) { nodes { resource { name } } }
          before: assignments(last: 10, before: $cursor) { nodes { resource { name } } } }`,
        { id: node.id, cursor },
      );
      expect(seen.by).toBeNull();
      const around = [...seen.after.nodes, ...seen.before.nodes];
      expect(around).toEqual([{ resource: { name: "VPN" } }, { resource: { name: "VPN" } }]);
    }
    const link = { token: { id: fobs.dave.id }, resource: { name: "Mail" } };
    expect(
      await auditor.query("query ($link: LinkRef!) { assignment(by: { link: $link }) { id } }", { link }),
    ).toEqual({ assignment: null });
  });
});

onOneStore("an AUTHENTICATOR key that is bound to a resource", (world) => {
  it("signs in there alone: another resource is not there for it, and no code is used up by asking", async () => {
    const { seed, fobs } = await office(world());
    const authenticator = await seed.key("AUTHENTICATOR", { resource: { name: "VPN" } });
    world().clock.pass(60);
    const input = (resource: string, fob: Device) => ({
      resource: { name: resource },
      subject: { token: { id: fob.id } },
      passcode: fob.code(),
    });
    const { length } = await seed.events(100);
    expect(await authenticator.refusalAt("authenticate", input("Mail", fobs.bob))).toBe(
      "NOT_FOUND input.resource",
    );
    expect(await seed.events(100)).toHaveLength(length);
    expect(await authenticator.do("authenticate", input("VPN", fobs.dave), "granted")).toEqual({
      granted: true,
    });
    // A token of elsewhere is like any that does not work there.
    expect(await authenticator.do("authenticate", input("VPN", fobs.bob), "granted")).toEqual({
      granted: false,
    });
    expect(await seed.signIn({ login: "bob" }, "Mail", fobs.bob.code())).toBe(true);
  });
});
