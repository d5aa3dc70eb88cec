import { expect, it } from "vitest";
import { onEveryStore } from "../support/world.js";

onEveryStore("the cost of a question", (world) => {
  it("is what it can give: pages of 100 with pages of 20 in them, as dashboards ask, are answered", async () => {
    const { admin } = await world().seed();
    const { errors } = await admin.send(
      `{ users(first: 100) { nodes { login tokens(first: 20) { nodes { name model status } } } } }`,
    );
    expect(errors).toEqual([]);
  });

  it("leaves room for 1,000 items and all that their answer says, each refusal too", async () => {
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
  });

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
