import { request } from "node:http";
import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

/** Posts a body as it is. @returns status and the codes of the errors. */
async function post(api: Api, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${api.key}`, ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text };
}

/** Posts a body in chunks, without saying how long it is. */
function postChunked(api: Api, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${api.url}/graphql`,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${api.key}`,
          "transfer-encoding": "chunked",
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

onOneStore("limits of a request", (world) => {
  const attempt = (alias: string, id: string, code: string) =>
    `${alias}: authenticate(input: { resource: { name: "VPN" }, subject: { token: { id: "${id}" } }, passcode: "${code}" }) { ... on AuthenticatePayload { granted } }`;

  async function target() {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 10 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const failures = async () => {
      const { token } = await seed.admin.query<{ token: { failures: number } }>(
        "query ($id: ID!) { token(by: { id: $id }) { failures } }",
        { id: fob.id },
      );
      return token.failures;
    };
    return { seed, fob, failures };
  }

  it("lets one operation make one attempt: 1,000 aliases, 2 aliases or fragments make none", async () => {
    const { seed, fob, failures } = await target();
    const wrong = fob.wrongCode();
    for (const count of [2, 20, 1_000]) {
      const fields = Array.from({ length: count }, (_, index) => attempt(`a${index}`, fob.id, wrong));
      const { errors } = await seed.admin.send(`mutation { ${fields.join("\n")} }`);
      expect(errors[0]?.extensions?.["code"]).toBe("COST_LIMIT_EXCEEDED");
    }
    const hidden = `mutation { ${attempt("a", fob.id, wrong)} ...More } fragment More on Mutation { ${attempt("b", fob.id, wrong)} ... { ${attempt("c", fob.id, wrong)} } }`;
    expect((await seed.admin.send(hidden)).errors[0]?.extensions?.["code"]).toBe("COST_LIMIT_EXCEEDED");
    expect(await failures()).toBe(0);
    expect(await seed.events(1, { types: ["AUTHENTICATION_DENIED"] })).toEqual([]);
  });

  it("refuses a sign-in and a check of the same code in one operation", async () => {
    const { seed, fob, failures } = await target();
    const { errors } = await seed.admin.send(
      `mutation { ${attempt("a", fob.id, fob.wrongCode())} tokenCheckOtp(input: { token: { id: "${fob.id}" }, passcode: "${fob.wrongCode()}" }) { __typename } }`,
    );
    expect(errors[0]?.extensions?.["code"]).toBe("COST_LIMIT_EXCEEDED");
    expect(await failures()).toBe(0);
  });

  it("refuses challenges of two people in one operation: each may come with a PIN, which is counted", async () => {
    const { seed, fob } = await target();
    const ask = (alias: string, login: string) =>
      `${alias}: challengeCreate(input: { purpose: SIGN_IN, resource: { name: "VPN" }, subject: { user: { login: "${login}" } }, pin: "0000" }) { __typename }`;
    const codes = async (...fields: string[]) =>
      (await seed.admin.send(`mutation { ${fields.join("\n")} }`)).errors.map(
        ({ extensions }) => extensions?.["code"],
      );
    expect(await codes(ask("a", "anna"), ask("b", "bert"))).toEqual(["COST_LIMIT_EXCEEDED"]);
    expect(await codes(ask("a", "anna"), attempt("b", fob.id, fob.wrongCode()))).toEqual([
      "COST_LIMIT_EXCEEDED",
    ]);
    expect(await seed.events(5, { types: ["CHALLENGE_CREATED", "AUTHENTICATION_DENIED"] })).toEqual([]);
    expect(await codes(ask("a", "anna"))).toEqual([]);
  });

  it("answers at once to fragments that spread each other over and over", async () => {
    const { admin } = await world().seed();
    const doubling = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const begin = performance.now();
    const { errors } = await admin.send(
      `{ ...F0 } ${doubling.join(" ")} fragment F40 on Query { viewer { role } }`,
    );
    expect(errors[0]?.extensions?.["code"]).toBe("COST_LIMIT_EXCEEDED");
    expect(performance.now() - begin).toBeLessThan(byTier(Infinity, 5_000));
  });

  it("takes no array of operations", async () => {
    const { seed, fob, failures } = await target();
    const one = { query: `mutation { ${attempt("a", fob.id, fob.wrongCode())} }` };
    const { status, text } = await post(seed.admin, JSON.stringify([one, one, one]));
    expect(status).toBe(400);
    expect(text).not.toContain("granted");
    expect(await failures()).toBe(0);
  });

  it("runs one of 100 operations in a document, or none when it is not named", async () => {
    const { seed, fob, failures } = await target();
    const wrong = fob.wrongCode();
    const document = Array.from(
      { length: 14 },
      (_, index) => `mutation M${index} { ${attempt("a", fob.id, wrong)} }`,
    ).join("\n");
    expect((await seed.admin.send(document)).errors).toHaveLength(1);
    expect(await failures()).toBe(0);
    await post(seed.admin, JSON.stringify({ query: document, operationName: "M3" }));
    expect(await failures()).toBe(1);
    const hundred = Array.from(
      { length: 100 },
      (_, index) => `mutation M${index} { ${attempt("a", fob.id, wrong)} }`,
    ).join("\n");
    const { text } = await post(seed.admin, JSON.stringify({ query: hundred, operationName: "M3" }));
    expect(text).toContain("COST_LIMIT_EXCEEDED");
    expect(await failures()).toBe(1);
  });

  it("bounds documents in tokens, fields and aliases, with a code", async () => {
    const { admin } = await world().seed();
    const codes = async (query: string) =>
      (await admin.send(query)).errors.map(({ extensions }) => extensions?.["code"]);
    expect(await codes(`{ ${"viewer { role } ".repeat(2_000)} }`)).toEqual(["COST_LIMIT_EXCEEDED"]);
    expect(
      await codes(`{ ${Array.from({ length: 21 }, (_, i) => `a${i}: viewer { role }`).join(" ")} }`),
    ).toEqual(["COST_LIMIT_EXCEEDED"]);
    expect(
      await codes(`{ viewer { ${Array.from({ length: 101 }, (_, i) => `a${i}: role`).join(" ")} } }`),
    ).toEqual(["COST_LIMIT_EXCEEDED"]);
  });

  it("bounds bodies by their stated length, and takes none without", async () => {
    const { admin } = await world().seed();
    const long = await post(
      admin,
      JSON.stringify({ query: "{ viewer { role } }", variables: { pad: "x".repeat(1_000_001) } }),
    );
    expect(long.status).toBe(413);
    expect(long.text).toContain("REQUEST_ENTITY_TOO_LARGE");
    expect(await postChunked(admin, '{"query":"{ viewer { role } }"}')).toBe(411);
  });

  it("tells nothing of the inside when a text cannot be kept", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    for (const query of [
      "query ($text: String!) { user(by: { login: $text }) { id } }",
      'query ($text: String!) { user(by: { login: "anna" }) { tokens(filter: { resource: { name: $text } }) { totalCount } } }',
      'query ($text: String!) { user(by: { login: "anna" }) { events(filter: { text: $text }) { totalCount } } }',
    ]) {
      const { errors } = await seed.admin.send(query, { text: "a\0b" });
      expect(errors[0]?.extensions?.["code"], query).toBe("BAD_USER_INPUT");
      expect(errors[0]?.message).toContain("NUL");
    }
  });

  it("gives every error a code, whatever is wrong with the request", async () => {
    const { admin } = await world().seed();
    for (const query of [
      "{",
      "{ nope }",
      "{ tokens(first: 101) { nodes { id } } }",
      "query ($a: Int!) { viewer { role } }",
      '{ tokens(first: "a") { totalCount } }',
    ]) {
      const { errors } = await admin.send(query);
      expect(errors.length, query).toBeGreaterThan(0);
      for (const error of errors) expect(error.extensions?.["code"], query).toEqual(expect.any(String));
      expect(JSON.stringify(errors)).not.toMatch(/node_modules|prisma|postgres|SELECT|at .*\.js/i);
    }
  });
});
