// @module-tag deep
// What a collector gets: the spans of requests, of what they share, and what stands in no span.
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { pushPath } from "../../server/push/door-address.js";
import { Api } from "../support/api.js";
import { Collector, type SentSpan } from "../support/collector.js";
import { freePort } from "../support/postgres.js";
import { failToStart, type ServerProcess, Workshop } from "../support/process.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** The headers of a caller that is part of a trace. */
function parent(): {
  readonly traceId: string;
  readonly spanId: string;
  readonly headers: Record<string, string>;
} {
  const [traceId, spanId] = [hex(16), hex(8)];
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-01` } };
}

function named(spans: readonly SentSpan[], name: string): SentSpan[] {
  return spans.filter((span) => span.name === name);
}

const SIGN_IN = `mutation SecretOperationName($input: AuthenticateInput!) {
  authenticate(input: $input) { ... on AuthenticatePayload { granted } ... on Error { code } } }`;

const CREATE = "mutation ($input: UserCreateInput!) { userCreate(input: $input) { __typename } }";

type Caller = ReturnType<typeof parent>;

/** The trace of a sign-in is part of its caller's, down to the statements by which it was read and settled. */
function expectWhole(
  spans: readonly SentSpan[],
  caller: Caller,
  batches: readonly (readonly SentSpan[])[],
): void {
  const [request] = named(spans, "POST /graphql");
  expect(request).toMatchObject({
    parentSpanId: caller.spanId,
    kind: 2,
    attributes: {
      "http.request.method": "POST",
      "http.route": "/graphql",
      "http.response.status_code": 200,
    },
  });
  const [operation] = named(spans, "mutation");
  expect(operation).toMatchObject({
    parentSpanId: request?.spanId,
    attributes: { "graphql.operation.type": "mutation" },
  });
  const [action] = named(spans, "authenticate");
  expect(action?.parentSpanId).toBe(operation?.spanId);
  expect(action?.attributes["tokenplane.correlation_id"]).toBe(
    operation?.attributes["tokenplane.correlation_id"],
  );
  // Each attempt was read and settled by one statement: its own, or one that is linked in both directions.
  for (const batch of batches) {
    const mine = batch.filter(
      ({ traceId, links, spanId }) =>
        (traceId === caller.traceId && action !== undefined) ||
        (links.some((link) => link.traceId === caller.traceId && link.spanId === action?.spanId) &&
          action?.links.some((link) => link.spanId === spanId)),
    );
    expect(mine).toHaveLength(1);
  }
}

/** There were fewer statements than attempts, for as many attempts as there were. */
function expectShared(batch: readonly SentSpan[], count: number): void {
  expect(batch.length).toBeLessThan(count);
  const sizes = batch.map(({ attributes }) => Number(attributes["db.operation.batch.size"] ?? 1));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
  for (const { links, attributes } of batch)
    expect(links.length).toBe(Number(attributes["db.operation.batch.size"] ?? 1) - 1);
}

describe("traces", () => {
  let collector: Collector;
  let world: World;
  let folder: string;

  beforeAll(async () => {
    collector = await Collector.open();
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=blue");
    vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
    vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "50");
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-documents-"));
    const documents = path.join(folder, "documents.json");
    writeFileSync(documents, JSON.stringify({ who: "{ viewer { role } }" }));
    world = await openWorld(storeHere(), { TOKENPLANE_DOCUMENTS: documents });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world.end();
    await collector.close();
    vi.unstubAllEnvs();
  });

  it("of sign-ins that share a statement are linked by it, are parts of their callers' traces, and say nothing of people", async () => {
    const seed = await world.seed();
    await seed.resource("SecretPlace");
    const people = await Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const login = `secret-login-${n}`;
        await seed.user(login);
        const fob = await seed.fob({ of: login, at: ["SecretPlace"] });
        return { login, passcode: fob.code(), caller: parent() };
      }),
    );
    collector.spans.length = 0;
    const answers = await Promise.all(
      people.map(({ login, passcode, caller }) => {
        const input = { resource: { name: "SecretPlace" }, subject: { user: { login } }, passcode };
        return seed.admin.send(SIGN_IN, { input }, caller.headers);
      }),
    );
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ authenticate: { granted: true } })));
    const servers = () =>
      people.flatMap(({ caller }) => named(collector.trace(caller.traceId), "POST /graphql"));
    await expect.poll(() => servers().length).toBe(people.length);
    const batches = ["read attempts", "settle attempts"].map((name) => named(collector.spans, name));
    for (const { caller } of people) {
      expectWhole(collector.trace(caller.traceId), caller, batches);
    }
    for (const batch of batches) expectShared(batch, people.length);
    // An event leads to its trace by the correlation id.
    const { events } = await seed.admin.query<{
      events: { nodes: { correlationId: string; type: string }[] };
    }>("{ events(first: 24) { nodes { correlationId type } } }");
    const traced = named(collector.spans, "authenticate").map(
      ({ attributes }) => attributes["tokenplane.correlation_id"],
    );
    expect(new Set(traced)).toEqual(new Set(events.nodes.map(({ correlationId }) => correlationId)));
    for (const secret of [
      "ecret-",
      "ecretPlace",
      "SecretOperationName",
      seed.admin.key,
      "passcode",
      ...people.map(({ passcode }) => `"${passcode}"`),
    ])
      expect(collector.text).not.toContain(secret);
    expect(collector.resources[0]).toMatchObject({
      "service.name": "tokenplane",
      "deployment.environment.name": "test",
    });
    expect(collector.headers[0]?.["x-tenant"]).toBe("blue");
  });

  it("name the document of an operation by its id, if it is one of the server's, and never what else a client wrote", async () => {
    const { admin } = await world.seed();
    const ask = async (body: object) => {
      const { traceId, headers } = parent();
      await fetch(`${world.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${admin.key}`, ...headers },
        body: JSON.stringify(body),
      });
      await expect.poll(() => named(collector.trace(traceId), "POST /graphql").length).toBe(1);
      return named(collector.trace(traceId), "query").map(
        ({ attributes }) => attributes["graphql.document.id"],
      );
    };
    expect(await ask({ documentId: "who" })).toEqual(["who"]);
    expect(await ask({ query: "{ viewer { role } }" })).toEqual([undefined]);
    expect(await ask({ documentId: "secret-document" })).toEqual([]);
    expect(await ask({ query: "{ viewer { role } }", documentId: "secret-document" })).toEqual([]);
    expect(collector.text).not.toContain("secret-document");
  });

  it("of a request that was cut off come whole, and the log says nothing of them", async () => {
    const caller = parent();
    const client = net.connect(Number(new URL(world.url).port), "127.0.0.1");
    client.write(
      `POST ${pushPath(randomUUID())} HTTP/1.1\r\nHost: here\r\ntraceparent: ${caller.headers["traceparent"]}\r\n` +
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nserial=",
    );
    await expect.poll(() => client.bytesWritten).toBeGreaterThan(100);
    await setTimeout(50);
    client.destroy();
    await expect.poll(() => collector.trace(caller.traceId)).toHaveLength(1);
    await setTimeout(100);
    expect(world.logged()).not.toContain("OpenTelemetry reports a problem");
  });

  it("name a refusal by its code, a failure by its class, and log lines name their trace", async () => {
    const seed = await world.seed();
    const refused = parent();
    const failing = parent();
    await seed.user("anna");
    await seed.admin.send(CREATE, { input: { login: "anna" } }, refused.headers);
    await world.database.script("ALTER TABLE users RENAME TO users_away");
    const { errors } = await seed.admin.send(CREATE, { input: { login: "bert" } }, failing.headers);
    await world.database.script("ALTER TABLE users_away RENAME TO users");
    expect(errors[0]?.extensions?.["code"]).toBe("INTERNAL");
    const action = (id: string) => named(collector.trace(id), "userCreate")[0];
    await expect.poll(() => action(failing.traceId)).toBeDefined();
    expect(action(refused.traceId)?.attributes["tokenplane.refusal"]).toBe("ALREADY_EXISTS");
    expect(action(failing.traceId)).toMatchObject({ status: { code: 2 }, events: [] });
    expect(action(failing.traceId)?.attributes["error.type"]).toMatch(/^\w*Error$/);
    const line = world
      .logged()
      .split("\n")
      .find((text) => text.includes("an operation failed"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({
      trace_id: failing.traceId,
      correlationId: errors[0]?.extensions?.["correlationId"],
    });
    // What is no traceparent begins a trace of its own, and changes no answer.
    const before = collector.spans.length;
    for (const traceparent of ["nonsense", `00-${"0".repeat(32)}-${hex(8)}-01`, "00-\u00e9"])
      expect((await seed.admin.send("{ account { name } }", {}, { traceparent })).status).toBe(200);
    await expect.poll(() => named(collector.spans.slice(before), "query").length).toBe(3);
    const paths = await Promise.all(
      ["/s/secret-portal", "/receipts/secret-path", "/health/ready"].map((where) =>
        fetch(`${world.url}${where}`),
      ),
    );
    await Promise.all(paths.map((answer) => answer.text()));
    await seed.admin.query("{ account { name } }");
    await expect.poll(() => named(collector.spans.slice(before), "query").length).toBe(4);
    expect(collector.text).not.toMatch(/secret-portal|secret-path|health/);
  });
});

/** A server that sends half of the traces, by ids of its own, stops: about as many of them arrive. */
async function expectSampled(server: ServerProcess, key: string, collector: Collector): Promise<void> {
  // By these ids, all would be sent: of the callers', nobody knows.
  const chosen = Array.from({ length: 60 }, () => `00-00000000${hex(12)}-${hex(8)}-01`);
  for (const traceparent of chosen) {
    await new Api(server.url, key).send("{ account { name } }", {}, { traceparent });
  }
  const stopped = await server.stop();
  expect(stopped.stdout.match(/traces are sent as http\/json/g)).toHaveLength(1);
  const sent = named(collector.spans, "POST /graphql");
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.length).toBeLessThan(55);
  for (const { traceId, parentSpanId, links } of sent) {
    expect(parentSpanId).toBeUndefined();
    expect(traceId).not.toMatch(/^0{8}/);
    expect(chosen).toContain(`00-${links[0]?.traceId}-${links[0]?.spanId}-01`);
  }
}

describe("traces of a process", () => {
  let workshop = new Workshop();
  let collectors: Collector[] = [];

  afterEach(async () => {
    await Promise.all(collectors.map((collector) => collector.close()));
    collectors = [];
    await workshop.clear();
    workshop = new Workshop();
  });

  /** A server whose collector is away drops traces, says so once, and sends later ones when it is back. */
  async function expectDroppedQuietly(server: ServerProcess, key: string, port: number): Promise<void> {
    const create = (login: string) => new Api(server.url, key).do("userCreate", { login }, "__typename");
    for (let n = 0; n < 20; n += 1) await create(`user-${n}`);
    await server.says(/traces cannot be sent and are dropped/);
    for (let n = 20; n < 40; n += 1) await create(`user-${n}`);
    const again = await Collector.open(port);
    collectors.push(again);
    await expect
      .poll(async () => {
        await create(`later-${hex(4)}`);
        return again.spans.length;
      })
      .toBeGreaterThan(0);
    const ended = await server.stop();
    expect(ended.code).toBe(0);
    expect(ended.stdout.match(/traces cannot be sent/g)).toHaveLength(1);
  }

  it(
    "are sent at SIGTERM; a collector that is away costs nothing but one line; samplers are obeyed",
    { tags: "deep" },
    async () => {
      const port = await freePort();
      const collector = await Collector.open(port);
      collectors.push(collector);
      const settings = {
        TOKENPLANE_DATA_DIR: workshop.dataFolder(),
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`,
        OTEL_SERVICE_NAME: "mfa",
        OTEL_BSP_SCHEDULE_DELAY: "3600000",
        TOKENPLANE_LOG_FORMAT: "json",
      };
      const first = await workshop.start({
        ...settings,
        OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
        OTEL_TRACES_SAMPLER_ARG: "0",
      });
      const key = await first.firstAdminKey();
      const caller = parent();
      await new Api(first.url, key).do("userCreate", { login: "anna" }, "__typename");
      await new Api(first.url, key).send(CREATE, { input: { login: "bert" } }, caller.headers);
      expect(collector.spans).toEqual([]);
      expect(await first.stop()).toMatchObject({ code: 0 });
      // Of its own traces none, by the sampler; of its caller's the whole.
      expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([caller.traceId]));
      expect(named(collector.spans, "userCreate")).toHaveLength(1);
      expect(named(collector.spans, "transaction")).toHaveLength(1);
      expect(collector.resources[0]).toMatchObject({ "service.name": "mfa" });

      collector.spans.length = 0;
      const own = await workshop.start({
        ...settings,
        OTEL_TRACES_SAMPLER: "traceidratio",
        OTEL_TRACES_SAMPLER_ARG: "0.5",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "",
      });
      await expectSampled(own, key, collector);

      await collector.close();
      const second = await workshop.start({
        ...settings,
        OTEL_BSP_SCHEDULE_DELAY: "20",
        // A port that is closed is tried again for so long.
        OTEL_EXPORTER_OTLP_TIMEOUT: "10000",
      });
      await expectDroppedQuietly(second, key, port);
    },
  );

  it("are refused in a sentence where the variables ask for what there is not", async () => {
    for (const [variables, message] of [
      [
        { OTEL_EXPORTER_OTLP_ENDPOINT: "collector" },
        "OTEL_EXPORTER_OTLP_ENDPOINT must be an address like http://collector.example:4318.\n",
      ],
      [
        { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
        "Traces are sent over HTTP, not over gRPC. Remove OTEL_EXPORTER_OTLP_PROTOCOL, and name the collector's port for HTTP (4318).\n",
      ],
    ] as const) {
      const { code, stderr } = await failToStart({
        TOKENPLANE_DATA_DIR: workshop.dataFolder(),
        ...variables,
      });
      expect({ code, stderr }).toEqual({ code: 2, stderr: message });
    }
  });
});
