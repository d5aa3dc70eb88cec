import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import { uuidOf } from "../support/contents.js";
import { linkIn, tellChange } from "../support/portal-mails.js";
import type { Seed } from "../support/seed.js";
import { outbox } from "../support/sent.js";

describeConsole("“This was not me”", (here) => {
  /** An account with anna and a token, who got a mail. @returns the token and the path in the mail's link. */
  async function mailed(): Promise<{ seed: Seed; id: string; path: string }> {
    const seed = await here.world.seed();
    await seed.user("anna", { email: "anna.brown@mailbox.example" });
    const { id, name } = await seed.fob({ of: "anna" });
    const token = { id: uuidOf(id), name };
    await tellChange(here.world, seed, "anna", { change: "TOKEN_TAKEN", token });
    await expect.poll(async () => (await outbox(seed.admin)).length).toBe(1);
    const [mail] = await outbox(seed.admin);
    return { seed, id, path: linkIn(mail?.text ?? "").slice(here.url.length) };
  }

  const isEnabled = async ({ admin }: Seed, id: string) =>
    (
      await admin.query<{ token: { enabled: boolean } }>(
        "query ($id: ID!) { token(by: { id: $id }) { enabled } }",
        { id },
      )
    ).token.enabled;

  it("shows what happened, and does nothing until the button is pressed; then what to do next", async () => {
    const { seed, id, path } = await mailed();
    const { page, watch } = await here.open(path);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    for (const text of ["A token was assigned to you", "VPN (Example Ltd)", "anna"]) {
      await page.getByText(text, { exact: true }).waitFor();
    }
    await watch.expectGood("alarm");
    expect(await isEnabled(seed, id)).toBe(true);
    await page.getByRole("button", { name: "This was not me" }).click();
    await page.getByRole("heading", { level: 1, name: "All your sessions were ended" }).waitFor();
    await page.getByText("The token is disabled").waitFor();
    await page.getByText("Talk to your helpdesk or administrator now").waitFor();
    expect(await page.getByText("This was said before").count()).toBe(0);
    await watch.expectGood("alarm-raised");
    expect(await isEnabled(seed, id)).toBe(false);

    await page.reload();
    await page.getByText("This was said before").waitFor();
    await page.getByText("The token is disabled").waitFor();
    expect(await page.getByRole("button", { name: "This was not me" }).count()).toBe(0);
  });

  it("works with the keyboard alone, and link after link in the same tab", async () => {
    const { seed, id, path } = await mailed();
    const other = await mailed();
    const { page } = await here.open(path);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "All your sessions were ended" }).waitFor();
    expect(await isEnabled(seed, id)).toBe(false);
    await page.goto(`${here.url}${other.path}`);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    expect(await isEnabled(other.seed, other.id)).toBe(true);
  });

  it("says what to do when the link does not work", async () => {
    const { page, watch } = await here.open(`/alarm#${"A".repeat(43)}`);
    await page.getByText("This link does not work: it is incomplete, or older than seven days.").waitFor();
    await watch.expectGood("alarm-not-found");
  });
});
