import { expect, it } from "vitest";
import { onOneStore } from "../support/world.js";

/** A field several times, each under another name. */
function times(count: number, field: string): string {
  return Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ");
}

/** A token with many QR codes, several times. */
const QR_CODES = `mutation { ${times(
  17,
  'tokenCreate(input: { name: "app", model: { software: { googleAuthenticator: {} } } }) { ...Codes }',
)} } fragment Codes on TokenCreatePayload { enrolment { ${times(30, "qrPngDataUri")} } }`;

/** What is short to write, and would be answered with tens or hundreds of megabytes. */
const DEAR: readonly (readonly [string, string])[] = [
  [
    "the rows that were refused of 100 imports",
    "{ importJobs(first: 100) { nodes { refused { message } } } }",
  ],
  ["the hashes under seals", `{ eventSeals(first: 100) { nodes { ${times(20, "eventHashes")} } } }`],
  [
    "certificates",
    `{ channels(first: 100) { nodes { settings { smtp { ${times(20, "certificateAuthority")} } } } } }`,
  ],
  ["HTML texts", `{ messageTexts { ${times(30, "html")} } }`],
  ["where bypasses work", `{ bypasses(first: 100) { nodes { ${times(10, "honoured { until }")} } } }`],
  ["lists of addresses", `{ resources(first: 100) { nodes { ${times(51, "allowedAddresses")} } } }`],
  ["long changes", `{ events(first: 100) { nodes { ${times(25, "changes { to }")} } } }`],
  ["QR codes", QR_CODES],
];

/** What dashboards and scripts ask for. */
const USUAL: readonly string[] = [
  "{ importJobs { nodes { status refused { line code message } } } }",
  "{ eventSeals(first: 100) { nodes { number hash eventHashes } } }",
  "{ channels(first: 100) { nodes { name settings { smtp { certificateAuthority } smsHttp { url headers { name value } body } } } } }",
  "{ messageTexts { kind purpose locale subject text html } }",
  "{ bypasses(first: 100) { nodes { token { name } honoured { until resource { name } } } } }",
  "{ resources(first: 100) { nodes { name allowedAddresses selfService { allowedAddresses } } } }",
  "{ events(first: 100) { nodes { summary changes { field from to } proof { salt words } seal { number } } } }",
  "{ outbox { to subject text html } }",
];

onOneStore("the cost of a question", (world) => {
  it("is what it can give: pages of 100 with pages of 20 in them, as dashboards ask, are answered", async () => {
    const { admin } = await world().seed();
    const { errors } = await admin.send(
      `{ users(first: 100) { nodes { login tokens(first: 20) { nodes { name model status } } } } }`,
    );
    expect(errors).toEqual([]);
  });

  it.each(DEAR)(
    "bounds how long an answer is: %s are refused when they are asked for too often",
    async (_what, query) => {
      const { admin } = await world().seed();
      const { errors } = await admin.send(query);
      expect(new Set(errors.map(({ extensions }) => extensions?.["code"]))).toEqual(
        new Set(["COST_LIMIT_EXCEEDED"]),
      );
    },
  );

  it("leaves room for what is usual", async () => {
    const { admin } = await world().seed();
    for (const query of USUAL) expect((await admin.send(query)).errors, query).toEqual([]);
  });

  it(
    "leaves room for 1,000 items and all that their answer says, each refusal too",
    { tags: "deep" },
    async () => {
      const { admin } = await world().seed();
      const item = {
        token: { serialNumber: "none" },
        scope: { everywhere: true },
        duration: "HOUR_1",
        reason: "",
      };
      const { data, errors } = await admin.send(
        `mutation ($items: [TokenBypassGrantItem!]!) {
        tokensBypassGrant(input: { items: $items }) {
          ... on TokensBypassGrantPayload {
            results {
              ... on TokenBypassGrantPayload { bypass { token { name } expiresAt } }
              ... on Error { code message path }
            }
          }
          ... on Error { code message }
          ... on ItemsRefusedError { refusals { code message path } }
        } }`,
        { items: Array.from({ length: 1_000 }, () => item) },
      );
      expect(errors).toEqual([]);
      expect(data).toMatchObject({
        tokensBypassGrant: {
          code: "ITEMS_REFUSED",
          refusals: Array.from({ length: 1_000 }, (_, index) => ({
            code: "VALIDATION_FAILED",
            path: ["input", "items", `${index}`, "reason"],
          })),
        },
      });
    },
  );

  it("counts a page once, whether by nodes or by edges, and what is too large is refused as a whole", async () => {
    const { admin } = await world().seed();
    const nested = (wrap: (inner: string) => string) =>
      `{ viewer { role } users(first: 100) { ${wrap(`tokens(first: 100) { ${wrap("id name enabled status drift")} }`)} } }`;
    for (const wrap of [
      (inner: string) => `nodes { ${inner} }`,
      (inner: string) => `edges { node { ${inner} } }`,
    ]) {
      const { data, errors } = await admin.send(nested(wrap));
      expect(data?.["users"] ?? null).toBeNull();
      expect(errors.map(({ extensions }) => extensions?.["code"])).toContain("COST_LIMIT_EXCEEDED");
    }
  });
});
