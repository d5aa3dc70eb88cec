// @module-tag deep
import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import { openToken } from "../support/token-page.js";

describeConsole("a search that stops early", (here) => {
  it.each(["tokens", "users"] as const)(
    "is not taken for one that finds nothing: it goes on when the person asks for it (%s)",
    { tags: "deep" },
    async (list) => {
      const seed = await here.seed();
      const fob = await seed.fob();
      await seed.user("anna");
      const { text, name, none } = {
        tokens: { text: "TP", name: fob.name, none: "No token matches." },
        users: { text: "ann", name: "anna", none: "No user matches." },
      }[list];
      const { page } = await here.open("/sign-in");
      let isStopped = true;
      // Only a list of many thousand rows is searched in parts.
      await page.route("**/graphql", async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        if (!body.includes('"searchStopped":false')) return route.fulfill({ response, body });
        const answer = JSON.parse(body) as { data: Record<string, { nodes: object[]; pageInfo: object }> };
        const found = answer.data[list];
        if (found === undefined) throw new Error(`the answer has no ${list}`);
        Object.assign(found, { totalCount: 0, totalCountIsExact: false });
        // The page may ask for its rows again meanwhile.
        const isFirstPage = !(route.request().postData() ?? "").includes('"after":"');
        if (isStopped && isFirstPage) {
          found.nodes = [];
          Object.assign(found.pageInfo, { searchStopped: true, hasNextPage: true });
        }
        return route.fulfill({ response, json: answer });
      });
      await page.goto(`${here.url}/${list}?text=${text}&size=50`);
      await page.getByText("The search covered only a part of the list").waitFor();
      expect(await page.getByText(none).count()).toBe(0);
      await page.getByRole("button", { name: "Go on" }).click();
      await page.waitForURL(/after=/);
      isStopped = false;
      // The button that had the focus is gone.
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      expect(new URL(page.url()).searchParams.get("size")).toBe("50");
      await page.getByText("The search covered only a part of the list").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "To the first page" }).click();
      await page.waitForURL((url) => !url.searchParams.has("after"));
      await page.reload();
      await page.getByRole("row", { name }).waitFor();
      await page.getByText(`at least 1 ${list.slice(0, -1)}`).waitFor();
    },
  );

  it.each([
    ["users", "Link user"],
    ["resources", "Link resource"],
  ] as const)(
    "is not taken for one that finds nothing where one row is chosen (%s)",
    { tags: "deep" },
    async (list, button) => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const token = await openToken(here, fob.id);
      await token.page.route("**/graphql", async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        if (!(route.request().postData() ?? "").includes('"text":"a"'))
          return route.fulfill({ response, body });
        const answer = JSON.parse(body) as { data: Record<string, { nodes: object[]; pageInfo: object }> };
        const found = answer.data[list];
        if (found === undefined) throw new Error(`the answer has no ${list}`);
        found.nodes = [];
        Object.assign(found.pageInfo, { searchStopped: true, hasNextPage: true });
        return route.fulfill({ response, json: answer });
      });
      const dialog = await token.dialog(button);
      await dialog.getByRole("textbox").fill("a");
      await token.page.clock.runFor(1_000);
      await dialog.getByText("The search covered only a part of the list").waitFor();
      await dialog.getByText("Type more of the name.").waitFor();
      expect(await dialog.getByText("None matches.").count()).toBe(0);
      expect(await dialog.getByText("There are more.").count()).toBe(0);
      await token.watch.expectGood(`choose-${list}-stopped`);
    },
  );
});
