import { expect, it } from "vitest";
import { getDocumentId, intercept } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";
import { newLatch } from "../support/latch.js";

describeConsole("the list of tokens", (here) => {
  it("shows what there is, searches, filters and keeps both in the address", async () => {
    const seed = await here.seed();
    await seed.user("anna", { firstName: "Anna", lastName: "Weber" });
    const fob = await seed.fob({ of: "anna" });
    const other = await seed.fob();
    const { page, watch } = await here.open("/");
    const row = page.getByRole("row", { name: fob.name });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Universal\s+Anna Weber \(anna\)\s+Never/);
    await page.getByText("2 tokens").waitFor();
    await page.getByText("Live").waitFor();
    await watch.expectGood("tokens");

    await page.getByRole("textbox", { name: "Search name, serial number, user" }).fill(other.name);
    await row.waitFor({ state: "detached" });
    await page.getByText("1 token", { exact: true }).waitFor();
    expect(page.url()).toContain(`text=${other.name}`);
    await page.reload();
    await page.getByRole("row", { name: other.name }).waitFor();
    await page.getByRole("combobox", { name: "Status" }).selectOption("Locked");
    await page.getByText("No token matches.").waitFor();
    await watch.expectGood("tokens-none-match");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await row.waitFor();
    expect(page.url()).toBe(`${here.url}/tokens`);
  });

  it(
    "finds a token, goes through its pages, and back by the browser's button",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      const hers = await seed.fob({ of: "anna" });
      for (let n = 0; n < 22; n += 1) await seed.fob();
      const { page } = await here.open("/tokens?order=NAME");
      await page.getByText("23 tokens").waitFor();
      const rows = page.getByRole("row");
      expect(await rows.count()).toBe(21);
      const next = page.getByRole("button", { name: "Next" });
      await next.click();
      await expect.poll(() => rows.count()).toBe(4);
      expect(await next.isDisabled()).toBe(true);
      await page.getByRole("button", { name: "Previous" }).click();
      await expect.poll(() => rows.count()).toBe(21);
      await page.goBack();
      await expect.poll(() => rows.count()).toBe(4);
      await page.getByRole("combobox", { name: "Rows of a page" }).selectOption("50 per page");
      await expect.poll(() => rows.count()).toBe(24);
      await page.getByRole("button", { name: "Name" }).click();
      await page.waitForURL(/descending=true/);
      await page.getByRole("textbox", { name: "Search name, serial number, user" }).fill(hers.name);
      await page.getByText("1 token", { exact: true }).waitFor();
      await page.getByRole("row", { name: hers.name }).waitFor();
    },
  );

  it(
    "keeps a selection over pages and searches, and does one thing with all of it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fobs = [await seed.fob(), await seed.fob(), await seed.fob()];
      const [first, second, third] = fobs.map(({ name }) => name);
      const { page, watch } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      await page.getByRole("checkbox", { name: `Select ${first}` }).check();
      const search = page.getByRole("textbox", { name: "Search name, serial number, user" });
      await search.fill(second ?? "");
      await page.getByText("1 token", { exact: true }).waitFor();
      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      await search.fill("");
      await page.getByText("3 tokens").waitFor();
      const group = page.getByRole("group", { name: "Selected tokens" });
      await group.getByText("2 selected").waitFor();
      await watch.expectGood("tokens-selected");
      // Somebody stopped the second one before.
      await seed.admin.do("tokenDisable", { token: { id: fobs[1]?.id } }, "token { id }");
      await group.getByRole("button", { name: "Deactivate…" }).click();
      await watch.expectGood("bulk-deactivate");
      await page.getByRole("button", { name: "Deactivate 2 tokens" }).click();
      await page.getByText("2 tokens are inactive.").waitFor();
      // Nothing is left to be tried again.
      await group.waitFor({ state: "detached" });
      // The message stays while it has the focus.
      const undo = page.getByRole("button", { name: "Undo" });
      await undo.focus();
      const isActive = (name = "") => page.getByRole("switch", { name: `${name} is active` }).isChecked();
      await expect
        .poll(async () => [await isActive(first), await isActive(second), await isActive(third)])
        .toEqual([false, false, true]);
      await undo.click();
      await page.getByText("1 token is active.").waitFor();
      await expect
        .poll(async () => [await isActive(first), await isActive(second), await isActive(third)])
        .toEqual([true, false, true]);
      await page.getByRole("checkbox", { name: `Select ${first}` }).check();
      await group.getByRole("button", { name: "Clear selection" }).click();
      await group.waitFor({ state: "detached" });
    },
  );

  it(
    "changes values in place, and adds rows only when the person asks for it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const { page } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      const active = page.getByRole("switch", { name: `${fob.name} is active` });
      expect(await active.isChecked()).toBe(true);
      // Nobody has used the page for some seconds: what it asks for now keeps no session open.
      await page.clock.runFor(10_000);
      const byItself = page.waitForRequest((asked) => asked.headers()["x-tokenplane-background"] === "1");
      await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "token { id }");
      await page.clock.runFor(1_000);
      await byItself;
      await expect.poll(() => active.isChecked()).toBe(false);
      const late = await seed.fob();
      const pill = page.getByRole("button", { name: "1 change · Refresh" });
      await expect
        .poll(async () => {
          await page.clock.runFor(1_000);
          return pill.isVisible();
        })
        .toBe(true);
      expect(await page.getByRole("row").count()).toBe(2);
      await pill.click();
      await page.getByRole("row", { name: late.name }).waitFor();
    },
  );

  it(
    "grants bypass to many tokens and deletes many, on all pages; one that is refused stops no other",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      const fobs = [await seed.fob({ of: "anna" })];
      for (let n = 0; n < 22; n += 1) fobs.push(await seed.fob());
      const { page, watch } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      const group = page.getByRole("group", { name: "Selected tokens" });
      await group.getByText("20 selected").waitFor();
      await group.getByRole("button", { name: "Select all 23 matching" }).click();
      await group.getByText("23 selected").waitFor();
      await group.getByRole("button", { name: "Bypass…" }).click();
      await page.getByText(/^Until 13:\d\d, sign-in may succeed/).waitFor();
      await watch.expectGood("bulk-bypass");
      await page.getByRole("button", { name: "Bypass for 23 tokens" }).click();
      await page.getByText("23 tokens are on bypass.").waitFor();
      await page.getByRole("link", { name: "23 bypasses on" }).waitFor();

      await group.waitFor({ state: "detached" });
      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      await group.getByRole("button", { name: "Select all 23 matching" }).click();
      await group.getByText("23 selected").waitFor();
      await group.getByRole("button", { name: "Delete…" }).click();
      const dialog = page.getByRole("dialog", { name: "Delete 23 tokens?" });
      await dialog.getByText("and 13 others").waitFor();
      await dialog.getByText("1 is assigned.").waitFor();
      const confirm = dialog.getByRole("button", { name: "Delete 23 tokens" });
      expect(await confirm.isDisabled()).toBe(true);
      await watch.expectGood("bulk-delete");
      await seed.admin.do("tokenDelete", { token: { id: fobs[7]?.id } }, "deletedId");
      await dialog.getByRole("textbox").fill("23");
      await confirm.click();
      await page.getByText("22 tokens are deleted.").waitFor();
      await page.getByText("No tokens yet.").waitFor();
      // The one that was refused is gone.
      await group.waitFor({ state: "detached" });
    },
  );

  it(
    "selects after many tokens those that were refused, and all that match only while these are shown",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await here.signInAs(seed, "HELPDESK");
      const fobs = [await seed.fob(), await seed.fob({ of: "alice" }), await seed.fob()];
      const [first = "", refused = "", third = ""] = fobs.map(({ name }) => name);
      const { page } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      const group = page.getByRole("group", { name: "Selected tokens" });
      const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}` });
      await box(first).check();
      await box(refused).check();
      await group.getByRole("button", { name: "Deactivate…" }).click();
      await page.getByRole("button", { name: "Deactivate 2 tokens" }).click();
      await page.getByText("1 token is inactive.").waitFor();
      await page.getByText("1 token is selected, so that you can try again.").waitFor();
      await group.getByText("1 selected").waitFor();
      expect([await box(first).isChecked(), await box(refused).isChecked()]).toEqual([false, true]);

      const held = newLatch();
      await intercept(page, ["TokenIds"], async (route) => {
        await held.opened;
        await route.continue();
      });
      const answered = page.waitForResponse((response) =>
        (response.request().postData() ?? "").includes(getDocumentId("TokenIds")),
      );
      await group.getByRole("button", { name: "Select all 3 matching" }).click();
      await page.getByRole("textbox", { name: "Search name, serial number, user" }).fill(third);
      await page.getByText("1 token", { exact: true }).waitFor();
      held.open();
      await (await answered).finished();
      await page.clock.runFor(100);
      await group.getByText("1 selected").waitFor();
      expect(await box(third).isChecked()).toBe(false);
    },
  );
});
