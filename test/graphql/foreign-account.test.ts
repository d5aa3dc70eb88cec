import { getNamedType, isInputObjectType, type GraphQLInputType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { botToNowhere } from "../support/channels.js";
import { getContents, getUuid } from "../support/contents.js";
import { getDocument, OPERATIONS } from "../support/documents.js";
import { answerer, getChallenge } from "../support/ocra.js";
import { EXAMPLES } from "../support/operations.js";
import { enter, EVERY_CALLER, may } from "../support/roles.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

/** A place in an operation's arguments that can name something: its path, and what it names by. */
interface Naming {
  readonly path: readonly string[];
  /** As in `TokenRef.id`; `Cursor` for a place in a list. */
  readonly by: string;
}

/** Every place in an operation's arguments that can name something, however deep. */
function namings(operation: string): Naming[] {
  const found: Naming[] = [];
  const walk = (type: GraphQLInputType, path: readonly string[], holder: string): void => {
    const named = getNamedType(type);
    const name = path.at(-1) ?? "";
    if (isInputObjectType(named)) {
      for (const field of Object.values(named.getFields())) {
        walk(field.type, [...path, field.name], named.name);
      }
    } else if (named.name === "Cursor") found.push({ path, by: "Cursor" });
    else if (named.name === "ID" || holder.endsWith("Ref")) found.push({ path, by: `${holder}.${name}` });
    else if (name === "text" && holder.endsWith("Filter")) found.push({ path, by: "text" });
  };
  for (const { name, type } of OPERATIONS.get(operation)?.args ?? []) walk(type, [name], operation);
  return found;
}

/**
 * The arguments with another value at a place. Of a one-of input nothing else stays beside it, so that the
 * rest is as right as before.
 */
function withValue(operation: string, example: object, path: readonly string[], value: unknown): object {
  const put = (
    into: unknown,
    type: GraphQLInputType | undefined,
    [step, ...rest]: readonly string[],
  ): unknown => {
    if (step === undefined) return value;
    const named = type === undefined ? undefined : getNamedType(type);
    const fields = isInputObjectType(named) ? named.getFields() : {};
    const old: Record<string, unknown> = { ...(into as object | undefined) };
    const inner = { [step]: put(old[step], fields[step]?.type, rest) };
    return isInputObjectType(named) && named.isOneOf ? inner : { ...old, ...inner };
  };
  const [argument = "", ...rest] = path;
  const type = OPERATIONS.get(operation)?.args.find(({ name }) => name === argument)?.type;
  const old: unknown = Reflect.get(example, argument);
  return { ...example, [argument]: put(old, type, rest) };
}

/** What the other account has, by what can name it; of some there are several. */
type Foreign = Readonly<Record<string, readonly unknown[]>>;

interface Other {
  readonly seed: Seed;
  readonly names: Foreign;
  /** Texts that stand in nothing but the other account. */
  readonly marks: readonly string[];
}

const LISTS = {
  users: "users",
  resources: "resources",
  channels: "channels",
  messages: "messages",
  tokens: "tokens",
  assignments: "assignments",
  bypasses: "bypasses",
  events: "events",
  apiKeys: "apiKeys",
  importJobs: "importJobs",
  administrators: "administrators",
  invitations: "invitations",
  sessions: "sessions",
};

/** Two people with roles: one is signed in, the other did not use the link. @returns the link's id. */
async function people(world: World, { admin }: Seed): Promise<string> {
  const make = (login: string) =>
    admin.do<{ invitation: { id: string }; invitationUrl: string }>(
      "administratorCreate",
      { to: { newUser: { login } }, role: "HELPDESK" },
      "invitation { id } invitationUrl",
    );
  await Browser.of(world).accept((await make("wim-elsewhere")).invitationUrl);
  return (await make("vera-elsewhere")).invitation.id;
}

/** An account with one of everything, whose names nobody else has. */
async function otherAccount(world: World): Promise<Other> {
  const seed = await world.seed();
  const user = await seed.user("zoe-elsewhere", { email: "zoe@elsewhere.example" });
  const former = await seed.user("xena-elsewhere");
  await seed.admin.do("userDelete", { user: { id: former } }, "__typename");
  const resource = await seed.resource("Elsewhere VPN");
  const { channel } = await seed.admin.do<{ channel: { id: string } }>(
    "channelCreate",
    botToNowhere({ name: "Elsewhere chat" }),
    "channel { id }",
  );
  const { testMessage } = await seed.admin.do<{ testMessage: { id: string } }>(
    "channelTest",
    { channel: { id: channel.id }, to: "CELSEWHERE99" },
    "testMessage { id }",
  );
  const fob = await seed.fob({ of: "zoe-elsewhere" });
  const assignment = await seed.link(fob.id, "Elsewhere VPN");
  const { bypass } = await seed.admin.do<{ bypass: { id: string } }>(
    "tokenBypassGrant",
    { token: { id: fob.id }, scope: { resource: { id: resource } }, duration: "PERMANENT" },
    "bypass { id }",
  );
  await seed.signIn({ login: "zoe-elsewhere" }, "Elsewhere VPN", fob.code());
  const ultra = await answerer(world, seed, {
    at: ["Elsewhere VPN"],
    more: { to: { newUser: { login: "yan-elsewhere" } } },
  });
  const challenge = await getChallenge(seed.admin, { token: { id: ultra.id } }, { at: "Elsewhere VPN" });
  const { job } = await seed.admin.do<{ job: { id: string } }>(
    "tokenImport",
    { format: "PSKC", content: "not at all" },
    "job { id }",
  );
  const invitation = await people(world, seed);
  type Page = { nodes: { id: string }[]; pageInfo: { endCursor: string } };
  const pages = await seed.admin.query<Record<keyof typeof LISTS, Page>>(
    `{ ${Object.keys(LISTS)
      .map((list) => `${list}(first: 1) { nodes { id } pageInfo { endCursor } }`)
      .join(" ")} }`,
  );
  const event = pages.events.nodes.map(({ id }) => id);
  const key = pages.apiKeys.nodes.map(({ id }) => id);
  const session = pages.sessions.nodes.map(({ id }) => id);
  const ids = [
    user,
    resource,
    channel.id,
    testMessage.id,
    fob.id,
    assignment,
    bypass.id,
    job.id,
    invitation,
    ...pages.administrators.nodes.map(({ id }) => id),
    ...session,
    ...event,
    ...key,
    seed.accountId,
  ];
  return {
    seed,
    names: {
      "UserRef.id": [user],
      "UserRef.login": ["zoe-elsewhere", "ZOE-ELSEWHERE"],
      "ResourceRef.id": [resource],
      "ResourceRef.name": ["Elsewhere VPN"],
      "ChannelRef.id": [channel.id],
      "ChannelRef.name": ["Elsewhere chat"],
      "TokenRef.id": [fob.id],
      "TokenRef.serialNumber": [fob.name],
      "AssignmentRef.id": [assignment],
      "BypassRef.id": [bypass.id],
      "bypass.id": [bypass.id],
      "importJob.id": [job.id],
      "EventFilter.actor": key,
      "ApiKeyRevokeInput.apiKey": key,
      "InvitationRevokeInput.invitation": [invitation],
      "SessionRevokeInput.session": session,
      "UserEraseInput.user": [user, former],
      "challenge.id": [challenge.id],
      "AuthenticateInput.challenge": [challenge.id],
      "TokenCheckOtpInput.challenge": [challenge.id],
      "TokenSynchronizeInput.challenge": [challenge.id],
      "node.id": [...ids, challenge.id],
      "nodes.ids": [ids],
      text: ["zoe-elsewhere", "elsewhere", fob.name],
      Cursor: Object.values(pages).map(({ pageInfo }) => pageInfo.endCursor),
    },
    marks: [...ids, ...ids.map(getUuid), "elsewhere", "Elsewhere", fob.name],
  };
}

/** Only an operator names accounts; every account is one of its. */
function isOperators(by: string): boolean {
  return /^Account\w+Input\.account$/.test(by);
}

/** What an answer gives: the thing, the list, or what a mutation did. */
function given(operation: string, { data }: Answer): unknown {
  const [root] = Object.values(data ?? {});
  const [, below] = operation.split(".");
  return below === undefined || root == null ? root : Reflect.get(root, below);
}

/** Checks that nothing was found: null, nulls, an empty list, a refusal that says so, or a denied sign-in. */
function expectNothing(operation: string, by: string, value: unknown, what: string): void {
  if (value === null) return;
  if (Array.isArray(value)) {
    expect(
      value.filter((item) => item !== null),
      what,
    ).toEqual([]);
  } else if (Reflect.has(Object(value), "nodes"))
    expect(value, what).toMatchObject({ nodes: [], totalCount: 0 });
  else if (operation === "challengeCreate" && Reflect.has(Object(value), "challenge")) {
    // A decoy, which looks like any other challenge.
    expect(value, what).toMatchObject({
      challenge: { kind: "QUESTION", question: expect.stringMatching(/^[0-9]{8}$/) as string },
    });
  } else if (operation === "challenge") {
    // As one that nobody answers: decoys are not stored.
    expect(value, what).toMatchObject({ state: "PENDING" });
  } else if (by.endsWith(".challenge") && operation !== "authenticate") {
    const closed = { tokenCheckOtp: { reason: "CHALLENGE_EXPIRED" }, tokenSynchronize: { code: "EXPIRED" } };
    expect(value, what).toMatchObject(closed[operation as keyof typeof closed]);
  } else if (operation === "authenticate" && !by.startsWith("ResourceRef")) {
    // A sign-in never shows that its subject is unknown.
    expect(value, what).toMatchObject({ granted: false });
  } else if (Reflect.has(Object(value), "refusals"))
    expect(value, what).toMatchObject({ refusals: [{ code: "NOT_FOUND" }] });
  else expect(value, what).toMatchObject({ code: "NOT_FOUND" });
}

/** What came of the only item, where a refused one does not end the others. */
function ofOneItem<Outcome>(outcome: Outcome): Outcome {
  const results: unknown = Reflect.get(Object(outcome), "results");
  return Array.isArray(results) ? (results[0] as Outcome) : outcome;
}

/** What keys may use. What a user in a portal may, and whose tokens that reaches, is in test/people/portal-attacks. */
const OF_KEYS = [...OPERATIONS.keys()].filter((operation) => !/^(?:me|my[A-Z]\w*)$/.test(operation));

/** The callers of the default tier; what each of the others may do at all, roles.test.ts asks there, too. */
const OF_DEFAULT = EVERY_CALLER.filter(([who]) => ["A", "r"].includes(who));

describe("the walk over what arguments can name", () => {
  it("knows how to name something of another account by each of them", () => {
    const all = OF_KEYS.flatMap(namings);
    expect(all.length).toBeGreaterThan(100);
    const ways = new Set(all.map(({ by }) => by).filter((by) => !isOperators(by)));
    expect([...ways].toSorted()).toEqual(
      [
        "ApiKeyRevokeInput.apiKey",
        "AuthenticateInput.challenge",
        "TokenCheckOtpInput.challenge",
        "TokenSynchronizeInput.challenge",
        "InvitationRevokeInput.invitation",
        "SessionRevokeInput.session",
        "UserEraseInput.user",
        "AssignmentRef.id",
        "BypassRef.id",
        "ChannelRef.id",
        "ChannelRef.name",
        "Cursor",
        "EventFilter.actor",
        "ResourceRef.id",
        "ResourceRef.name",
        "TokenRef.id",
        "TokenRef.serialNumber",
        "UserRef.id",
        "UserRef.login",
        "bypass.id",
        "challenge.id",
        "importJob.id",
        "node.id",
        "nodes.ids",
        "text",
      ].toSorted(),
    );
  });
});

onOneStore("another account", (world) => {
  let other: Other;
  beforeAll(async () => {
    other = await otherAccount(world());
  });

  it.each(byTier(OF_DEFAULT, EVERY_CALLER))(
    "is not there for %s (%s): nothing of it is found, shown or changed",
    async (who) => {
      const { client, stage } = await enter(world(), who);
      const before = await getContents(world(), other.seed.accountId);
      let tried = 0;
      for (const operation of OF_KEYS) {
        if (!may(who, operation)) continue;
        const example = (await EXAMPLES[operation]?.(stage)) ?? {};
        // Events and invitations hang on much; who may not read them does not ask.
        const document = getDocument(operation, 1, [
          ...(may(who, "Token.events") ? [] : ["events"]),
          ...(may(who, "invitations") ? [] : ["lastInvitation"]),
          ...(may(who, "administrators") ? [] : ["administrator"]),
          // Of so many objects at once it costs too much. `importJob` asks for it.
          ...(operation === "nodes" || operation === "importJobs" ? ["refused", "reasons"] : []),
        ]);
        for (const { path, by } of namings(operation)) {
          if (isOperators(by)) continue;
          for (const value of other.names[by] ?? []) {
            const what = `${operation} with ${path.join(".")}: ${JSON.stringify(value)}`;
            // An operator finds accounts, which are its own to see.
            if (who === "O" && JSON.stringify(value).includes(other.seed.accountId)) continue;
            // It names either a session or a user.
            const rest = by === "SessionRevokeInput.session" ? {} : example;
            const answer = await client.send(document, withValue(operation, rest, path, value));
            tried += 1;
            const text = JSON.stringify([answer.data, answer.errors]);
            expect(
              other.marks.filter((mark) => text.includes(mark)),
              what,
            ).toEqual([]);
            if (by === "Cursor") {
              // A place in a list: what follows it is the caller's own, or it is no place in this list.
              const codes = answer.errors.map(({ extensions }) => extensions?.["code"]);
              expect(
                codes.filter((code) => code !== "BAD_USER_INPUT"),
                what,
              ).toEqual([]);
            } else if (operation === "challengeCreate" && who === "H" && !by.startsWith("TokenRef")) {
              // It asks for checks, which are of a token and at no resource.
              expect(given(operation, answer), what).toMatchObject({ code: "VALIDATION_FAILED" });
            } else if (operation === "apiKeyCreate" && who === "P") {
              // Its keys cannot be bound at all.
              expect(given(operation, answer), what).toMatchObject({ code: "VALIDATION_FAILED" });
            } else {
              expect(answer.errors, what).toEqual([]);
              expectNothing(operation, by, ofOneItem(given(operation, answer)), what);
            }
          }
        }
      }
      expect(tried).toBeGreaterThan(5);
      expect(await getContents(world(), other.seed.accountId)).toEqual(before);
    },
  );

  it("is found by its own administrator under every one of those names", async () => {
    const { admin } = other.seed;
    const { names } = other;
    const found = await admin.query<Record<string, { id: string } | null>>(
      `query ($user: ID!, $login: String!, $resource: ID!, $name: String!, $token: ID!, $serial: String!, $link: ID!) {
        a: user(by: { id: $user }) { id } b: user(by: { login: $login }) { id }
        c: resource(by: { id: $resource }) { id } d: resource(by: { name: $name }) { id }
        e: token(by: { id: $token }) { id } f: token(by: { serialNumber: $serial }) { id }
        g: assignment(by: { id: $link }) { id } }`,
      {
        user: names["UserRef.id"]?.[0],
        login: names["UserRef.login"]?.[1],
        resource: names["ResourceRef.id"]?.[0],
        name: names["ResourceRef.name"]?.[0],
        token: names["TokenRef.id"]?.[0],
        serial: names["TokenRef.serialNumber"]?.[0],
        link: names["AssignmentRef.id"]?.[0],
      },
    );
    expect(Object.values(found).filter((value) => value === null)).toEqual([]);
    const { nodes } = await admin.query<{ nodes: unknown[] }>(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids: names["nodes.ids"]?.[0] },
    );
    expect(nodes.filter((node) => node === null)).toEqual([]);
    const { events } = await admin.query<{ events: { totalCount: number } }>(
      'query ($id: ID!) { events(filter: { actor: $id, text: "elsewhere" }) { totalCount } }',
      { id: names["EventFilter.actor"]?.[0] },
    );
    expect(events.totalCount).toBeGreaterThan(3);
  });

  it("may have the same names: each account finds its own, and signs in its own", async () => {
    const here = await world().seed();
    const there = await world().seed();
    const serialNumber = "SAME-1";
    const secrets = ["12345678901234567890", "abcdefghijklmnopqrst"];
    const ids: string[][] = [];
    for (const [index, seed] of [here, there].entries()) {
      const user = await seed.user("anna");
      const resource = await seed.resource("VPN");
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        {
          model: {
            hardware: {
              two: {
                serialNumber,
                secret: Buffer.from(secrets[index] ?? "").toString("hex"),
                secretEncoding: "HEX",
                periodSeconds: 30,
              },
            },
          },
          to: { user: { login: "anna" } },
        },
        "token { id }",
      );
      await seed.link(token.id, "VPN");
      ids.push([user, resource, token.id]);
    }
    for (const [index, seed] of [here, there].entries()) {
      const { user, resource, token } = await seed.admin.query<Record<string, { id: string }>>(
        `query ($serialNumber: String!) { user(by: { login: "anna" }) { id }
          resource(by: { name: "VPN" }) { id } token(by: { serialNumber: $serialNumber }) { id } }`,
        { serialNumber },
      );
      expect([user?.id, resource?.id, token?.id]).toEqual(ids[index]);
    }
    await here.admin.do("tokenDisable", { token: { serialNumber } }, "token { id }");
    const { token } = await there.admin.query<{ token: { enabled: boolean } }>(
      `{ token(by: { serialNumber: "SAME-1" }) { enabled } }`,
    );
    expect(token.enabled).toBe(true);
  });

  it("may use the same idempotency key: it belongs to who used it", async () => {
    const here = await world().seed();
    const there = await world().seed();
    const make = async (seed: Seed, login: string) => {
      const { user } = await seed.admin.do<{ user: { login: string } }>(
        "userCreate",
        { login, idempotencyKey: "the same" },
        "user { login }",
      );
      return user.login;
    };
    expect(await make(here, "anna")).toBe("anna");
    expect(await make(there, "bob")).toBe("bob");
    expect(await make(there, "bob")).toBe("bob");
    const logins = await there.admin.query("{ users { nodes { login } } }");
    expect(logins).toEqual({ users: { nodes: [{ login: "bob" }] } });
  });
});
