import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";

describeConsole("a search that stops early", (here) => {
  it("is not taken for one that finds nothing: it goes on when the person asks for it", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/sign-in");
    let isStopped = true;
    // Only a list of many thousand tokens is searched in parts.
    await page.route("**/graphql", async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (!isStopped || !body.includes('"searchStopped":false')) return route.fulfill({ response, body });
      const answer = JSON.parse(body) as { data: { tokens: { nodes: object[]; pageInfo: object } } };
      answer.data.tokens.nodes = [];
      Object.assign(answer.data.tokens.pageInfo, { searchStopped: true, hasNextPage: true });
      return route.fulfill({ response, json: answer });
    });
    await page.goto(`${here.url}/tokens?text=TP`);
    await page.getByText("The search has looked at a part of the list only").waitFor();
    expect(await page.getByText("No token matches.").count()).toBe(0);
    isStopped = false;
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL(/after=/);
    await page.getByText("The search has looked at a part of the list only").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("row", { name: fob.name }).waitFor();
  });
});
