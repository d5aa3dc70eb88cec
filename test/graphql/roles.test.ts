import { randomInt } from "node:crypto";
import { isInterfaceType } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../../server/graphql/schema.js";
import type { Answer, Api } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { botToNowhere } from "../support/channels.js";
import { getContents } from "../support/contents.js";
import { misnamed, namingEvents } from "../support/event-names.js";
import { creatingInputs, getDocument, OPERATIONS } from "../support/documents.js";
import { CREATING_EXAMPLES, EXAMPLES } from "../support/operations.js";
import type { Seed } from "../support/seed.js";
import { type Caller, enter, EVERY_CALLER, MAY, may } from "../support/roles.js";
import { byTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const EVERYTHING = { ...EXAMPLES, ...CREATING_EXAMPLES };

/** What is sent: of `tokenCreate newUser` it is `tokenCreate`. */
function documentFor(operation: string): string {
  return getDocument(operation.split(" ")[0] ?? "");
}

/** Every `code` in an answer: of its errors, and of a refusal among its data. */
function getCodes({ errors, data }: Answer): unknown[] {
  const refusals = Object.values(data ?? {}).map((value) =>
    typeof value === "object" && value !== null && "code" in value ? value.code : undefined,
  );
  return [...errors.map(({ extensions }) => extensions?.["code"] ?? "NONE"), ...refusals].filter(Boolean);
}

const nodeInterface = schema.getType("Node");
/** The names of everything that has a global id. */
const NODES = isInterfaceType(nodeInterface)
  ? schema
      .getPossibleTypes(nodeInterface)
      .map(({ name }) => name)
      .toSorted()
  : [];

/** The ids of one thing of every kind in an account, by kind. */
async function oneOfEach(world: World, seed: Seed): Promise<Record<string, string>> {
  const User = await seed.user("anna");
  const Resource = await seed.resource("Mail");
  const { channel } = await seed.admin.do<{ channel: { id: string } }>(
    "channelCreate",
    botToNowhere(),
    "channel { id }",
  );
  const { testMessage } = await seed.admin.do<{ testMessage: { id: string } }>(
    "channelTest",
    // Limits for a chat hold over all accounts, so each of them tests with one of its own.
    { channel: { id: channel.id }, to: `C${randomInt(2 ** 40)}` },
    "testMessage { id }",
  );
  const { id: Token } = await seed.fob({ of: "anna" });
  const Assignment = await seed.link(Token, "Mail");
  const { bypass } = await seed.admin.do<{ bypass: { id: string } }>(
    "tokenBypassGrant",
    { token: { id: Token }, scope: { everywhere: true }, duration: "HOUR_1" },
    "bypass { id }",
  );
  const content = "a file that is refused";
  const { job } = await seed.admin.do<{ job: { id: string } }>(
    "tokenImport",
    { format: "PSKC", content },
    "job { id }",
  );
  const { events, apiKeys } = await seed.admin.query<
    Record<"events" | "apiKeys", { nodes: { id: string }[] }>
  >("{ events(first: 1) { nodes { id } } apiKeys(first: 1) { nodes { id } } }");
  const [[event], [key]] = [events.nodes, apiKeys.nodes];
  if (event === undefined || key === undefined) throw new Error("there is no event or key");
  const Bypass = bypass.id;
  const { administrator, invitation, invitationUrl } = await seed.admin.do<{
    administrator: { id: string };
    invitation: { id: string };
    invitationUrl: string;
  }>(
    "administratorCreate",
    { to: { newUser: { login: "ada" } }, role: "ADMIN" },
    "administrator { id } invitation { id } invitationUrl",
  );
  await Browser.of(world).accept(invitationUrl);
  const { sessions } = await seed.admin.query<{ sessions: { nodes: { id: string }[] } }>(
    "{ sessions(first: 1) { nodes { id } } }",
  );
  const [session] = sessions.nodes;
  if (session === undefined) throw new Error("there is no session");
  return {
    Administrator: administrator.id,
    Invitation: invitation.id,
    Session: session.id,
    Account: seed.accountId,
    User,
    Resource,
    Channel: channel.id,
    Message: testMessage.id,
    Token,
    Assignment,
    Bypass,
    ImportJob: job.id,
    Event: event.id,
    ApiKey: key.id,
  };
}

describe("the walk over the API", () => {
  it("forgets no operation: each has an example and says who may use it", () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual([...OPERATIONS.keys()].toSorted());
    expect(Object.keys(CREATING_EXAMPLES).toSorted()).toEqual(creatingInputs().toSorted());
    expect(Object.keys(MAY).toSorted()).toEqual(Object.keys(EVERYTHING).toSorted());
  });
});

onOneStore(
  "a key",
  (world) => {
    it("is forbidden everything that its role does not say, and changes nothing by trying", async () => {
      const { stage } = await enter(world(), "A");
      const tries: { operation: string; variables: Record<string, unknown> }[] = [];
      for (const [operation, example] of Object.entries(EVERYTHING)) {
        tries.push({ operation, variables: await example(stage) });
      }
      const callers: { who: Caller; client: Api }[] = [];
      for (const [who] of EVERY_CALLER) {
        callers.push({ who, client: (await enter(world(), who, stage.seed)).client });
      }
      const before = await getContents(world());
      for (const { who, client } of callers) {
        const forbidden = tries.filter(({ operation }) => !may(who, operation));
        expect(forbidden.length).toBeGreaterThan(3);
        for (const { operation, variables } of forbidden) {
          const answer = await client.send(documentFor(operation), variables);
          expect(getCodes(answer), `${who} ${operation}`).toEqual(["FORBIDDEN"]);
          const [root] = operation.split(" ");
          expect(Object.values(answer.data ?? {}).filter(Boolean), `${root} gave something`).toEqual([]);
        }
      }
      expect(await getContents(world())).toEqual(before);
    });

    it.each(EVERY_CALLER.filter(([who]) => byTier("AS".includes(who), true)))(
      "%s (%s) may use all that its role says",
      async (who) => {
        const { client, stage } = await enter(world(), who);
        const allowed = Object.entries(EVERYTHING).filter(([operation]) => may(who, operation));
        expect(allowed.length).toBeGreaterThan(1);
        for (const [operation, example] of allowed) {
          const answer = await client.send(documentFor(operation), await example(stage));
          const isOthers = operation === "sessionRevoke" && who !== "A";
          expect(getCodes(answer), operation).toEqual(isOthers ? ["NOT_FOUND"] : []);
          expect(Object.values(answer.data ?? {}).filter(Boolean), `${operation} gave nothing`).toHaveLength(
            1,
          );
          if (operation === "authenticate")
            expect(answer.data).toMatchObject({ authenticate: { granted: true } });
          if (operation === "tokenCheckOtp")
            expect(answer.data).toMatchObject({ tokenCheckOtp: { valid: true } });
        }
        expect(misnamed(await namingEvents(stage.seed.admin))).toEqual([]);
      },
    );

    it("gets an error that names what it may not use, and the answers to the other fields", async () => {
      const seed = await world().seed();
      const helpdesk = await seed.key("HELPDESK");
      const { status, data, errors } = await helpdesk.send(
        `mutation { userCreate(input: { login: "anna" }) { __typename }
        tokenEnable(input: { token: { serialNumber: "none" } }) { ... on Error { code } } }`,
      );
      expect(status).toBe(200);
      expect(data).toEqual({ userCreate: null, tokenEnable: { code: "NOT_FOUND" } });
      expect(errors.map(({ message, path }) => ({ message, path }))).toEqual([
        { message: "A key of role HELPDESK may not use userCreate.", path: ["userCreate"] },
      ]);
      const provisioner = await seed.key("PROVISIONER");
      const fob = await seed.fob();
      const nested = await provisioner.send(
        `query ($id: ID!) { token(by: { id: $id }) { id events { totalCount } } tokens { totalCount } }`,
        { id: fob.id },
      );
      expect(nested.data).toEqual({ token: null, tokens: { totalCount: 1 } });
      expect(nested.errors.map(({ message, path }) => ({ message, path }))).toEqual([
        { message: "A key of role PROVISIONER may not use Token.events.", path: ["token", "events"] },
      ]);
    });

    it("of HELPDESK deletes no token by cancelling its first enrolment; of ADMIN it does", async () => {
      const { client, stage } = await enter(world(), "H");
      const { seed } = stage;
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "Phone", model: { software: { googleAuthenticator: {} } } },
        "token { id }",
      );
      const cancel = { input: { token: { id: token.id } } };
      const before = await getContents(world(), seed.accountId);
      const answer = await client.send(getDocument("tokenEnrolmentCancel"), cancel);
      expect(getCodes(answer)).toEqual(["FORBIDDEN"]);
      expect(await getContents(world(), seed.accountId)).toEqual(before);
      const { deletedId } = await seed.admin.do<{ deletedId: string }>(
        "tokenEnrolmentCancel",
        cancel.input,
        "deletedId",
      );
      expect(deletedId).toBe(token.id);
    });

    it.each([
      ["OPERATOR", "O", ["Account"]],
      ["ADMIN", "A", NODES],
      [
        "PROVISIONER",
        "P",
        NODES.filter((name) => !["Administrator", "ApiKey", "Event", "Invitation", "Session"].includes(name)),
      ],
      ["HELPDESK", "H", NODES.filter((name) => name !== "Invitation" && name !== "Session")],
      ["AUDITOR", "R", NODES.filter((name) => name !== "Invitation" && name !== "Session")],
    ] as const)(
      "of %s finds by node and nodes what it may read elsewhere, and nothing else",
      async (_role, who, seen) => {
        const { client, stage } = await enter(world(), who);
        const ids = await oneOfEach(world(), stage.seed);
        expect(Object.keys(ids).toSorted()).toEqual(NODES);
        const found: string[] = [];
        for (const id of Object.values(ids)) {
          const { node } = await client.query<{ node: { kind: string; id: string } | null }>(
            "query ($id: ID!) { node(id: $id) { kind: __typename id } }",
            { id },
          );
          if (node !== null) {
            expect(node.id).toBe(id);
            found.push(node.kind);
          }
        }
        expect(found.toSorted()).toEqual(seen);
        const { nodes } = await client.query<{ nodes: ({ kind: string } | null)[] }>(
          "query ($ids: [ID!]!) { nodes(ids: $ids) { kind: __typename } }",
          { ids: Object.values(ids) },
        );
        expect(nodes).toHaveLength(NODES.length);
        expect(nodes.flatMap((node) => node?.kind ?? []).toSorted()).toEqual(seen);
      },
    );

    it("finds nothing by a text that is no id, and learns nothing else", async () => {
      const base64 = (text: string) => Buffer.from(text).toString("base64");
      const ids = [
        "",
        "anna",
        "???",
        base64("User"),
        base64("User:1"),
        base64("Quota:1"),
        base64("Role:ADMIN"),
      ];
      const { admin } = await world().seed();
      for (const id of ids) {
        expect(await admin.query("query ($id: ID!) { node(id: $id) { id } }", { id })).toEqual({
          node: null,
        });
      }
      const all = await admin.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
      expect(all).toEqual({ nodes: ids.map(() => null) });
    });

    it("asks nodes for 100 things at most", async () => {
      const { admin, accountId } = await world().seed();
      const ask = (count: number) =>
        admin.send("query ($ids: [ID!]!) { viewer { role } nodes(ids: $ids) { id } }", {
          ids: Array.from({ length: count }, () => accountId),
        });
      expect((await ask(100)).data?.["nodes"]).toHaveLength(100);
      const { data, errors } = await ask(101);
      expect(data).toEqual({ viewer: { role: "ADMIN" }, nodes: null });
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);
