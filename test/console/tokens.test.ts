import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";

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
    await page.getByText("3 tokens").waitFor();
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

  it("changes values in place, and adds rows only when the person asks for it", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    const active = page.getByRole("switch", { name: `${fob.name} is active` });
    expect(await active.isChecked()).toBe(true);
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "token { id }");
    await page.clock.runFor(1_000);
    await expect.poll(() => active.isChecked()).toBe(false);
    const late = await seed.fob();
    const pill = page.getByRole("button", { name: "1 change · Refresh" });
    await expect
      .poll(async () => {
        await page.clock.runFor(1_000);
        return pill.isVisible();
      })
      .toBe(true);
    expect(await page.getByRole("row").count()).toBe(3);
    await pill.click();
    await page.getByRole("row", { name: late.name }).waitFor();
  });
});
