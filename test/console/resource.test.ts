import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { grant, setPolicy } from "../support/bypass.js";
import { describeConsole } from "../support/console.js";
import { openResource, getSelfService } from "../support/resource-page.js";
import { part } from "../support/token-page.js";

/** Whether an element, or something in it, has the focus. */
const hasFocus = (place: Locator) =>
  place.evaluate((element) => element.contains(globalThis.document.activeElement));

/** Opens a dialog by its button. */
async function getDialog(page: Page, button: string): Promise<Locator> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

/** What a person with another role can press in a tab. */
async function getButtons(page: Page, tab: string): Promise<string[]> {
  await page.getByRole("tab", { name: tab }).click();
  const panel = page.getByRole("tabpanel", { name: tab });
  await panel.getByRole("region").first().waitFor();
  await panel.getByRole("progressbar").waitFor({ state: "detached" });
  return panel.getByRole("button").allInnerTexts();
}

/** Fills in what a portal allows: ways to sign in, addresses, actions and models. */
async function fillPortal(page: Page): Promise<void> {
  const general = part(page, "General");
  await general.getByRole("checkbox", { name: "Code by e-mail" }).check();
  await general
    .getByRole("textbox", { name: "Addresses from which it may be used" })
    .fill("10.0.0.7/8\n192.0.2.7");
  const actions = part(page, "Allowed Actions");
  expect(await actions.getByRole("checkbox").count()).toBe(12);
  await actions.getByRole("checkbox", { name: "Connect a new token" }).check();
  await actions.getByRole("checkbox", { name: "Report a token as lost" }).check();
  const enrolment = part(page, "Token Enrolment");
  await enrolment.getByRole("checkbox", { name: "Google Authenticator" }).check();
  await enrolment.getByRole("checkbox", { name: "Protectimus Two" }).check();
  await enrolment.getByRole("radio", { name: "By an invitation, or by a code by e-mail" }).check();
  await enrolment
    .getByRole("textbox", { name: "Days in which the password or the code by e-mail is enough" })
    .fill("3");
}

/** Copies the address of the portal. */
async function expectCopied(page: Page, address: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await part(page, "General").getByRole("button", { name: "Copy" }).click();
  await part(page, "General").getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => globalThis.navigator.clipboard.readText())).toBe(address);
}

/** Takes away the password and an action, and leaves the first token to an invitation. */
async function changePortal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit self-service" }).click();
  await part(page, "General").getByRole("checkbox", { name: "Password" }).uncheck();
  await part(page, "Allowed Actions").getByRole("checkbox", { name: "Connect a new token" }).uncheck();
  await part(page, "Token Enrolment").getByRole("radio", { name: "By an invitation only" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The portal of VPN is changed.").waitFor();
}

/** Tries policies that do not fit, for ways to sign in, the first token and models, and corrects each. */
async function tryWrongGroups(
  page: Page,
  refused: (place: Locator, sentence: string) => Promise<void>,
): Promise<void> {
  const signIn = page.getByRole("group", { name: "Ways to sign in" });
  const models = page.getByRole("group", { name: "Models that a person can connect alone" });
  const firstToken = page.getByRole("radiogroup", { name: "How a person connects the first token" });
  await signIn.getByRole("checkbox", { name: "Password" }).uncheck();
  await refused(signIn, "Name at least one way to sign in: “Password” or “Code by e-mail”.");
  await signIn.getByRole("checkbox", { name: "Password" }).check();
  await firstToken.getByRole("radio", { name: "By an invitation, or by a code by e-mail" }).check();
  await refused(firstToken, "requires “Code by e-mail” among the ways to sign in.");
  await firstToken.getByRole("radio", { name: "By an invitation only" }).check();
  await page.getByRole("checkbox", { name: "Connect a new token" }).check();
  await page.getByRole("checkbox", { name: "Protectimus Two" }).check();
  await refused(
    models,
    "“Connect a new token” requires at least one model that users can enrol by themselves:",
  );
  await models.getByRole("checkbox", { name: "SMS" }).check();
}

/** The bypass policy that holds at a resource. */
async function getEffectivePolicy(admin: Api, id: string): Promise<object> {
  const { resource } = await admin.query<{ resource: { effectiveBypassPolicy: object } }>(
    `query ($id: ID!) { resource(by: { id: $id }) {
      effectiveBypassPolicy { maximumDuration reasonRequired grantedBy origin } } }`,
    { id },
  );
  return resource.effectiveBypassPolicy;
}

describeConsole("the page of a resource", (here) => {
  it("is reached from the list, shows what is set, and changes it by the rules of the server", async () => {
    const seed = await here.seed();
    await seed.resource("Mail");
    const id = await seed.resource("VPN", { failedAttemptsBeforeLock: 4, lockMinutes: 0 });
    const { page, watch } = await here.open("/resources");
    await page.getByRole("link", { name: "VPN" }).click();
    await page.getByRole("heading", { level: 1, name: "VPN" }).waitFor();
    expect(await hasFocus(page.getByRole("heading", { level: 1 }))).toBe(true);
    const overview = part(page, "Overview");
    await overview.getByText("After 4 wrong codes, until unlocked").waitFor();
    await overview.getByText("By a code that the phone shows").waitFor();
    await watch.expectGood("resource-overview");

    const edit = await getDialog(page, "Edit resource");
    const save = edit.getByRole("button", { name: "Save" });
    const attempts = edit.getByRole("textbox", { name: "Wrong codes until a token is locked" });
    await attempts.fill("11");
    await save.click();
    await edit.getByText("Failed attempts before lock is a number from 3 to 10.").waitFor();
    await attempts.fill("7");
    await edit.getByRole("textbox", { name: "Name" }).fill("Mail");
    await save.click();
    await edit.getByText("Another resource has this name.").waitFor();
    await watch.expectGood("resource-edit");
    await edit.getByRole("textbox", { name: "Name" }).fill("Remote work");
    await edit.getByRole("textbox", { name: "Minutes of the lockout" }).fill("30");
    await edit.getByRole("checkbox", { name: "Ask for the PIN before a code is sent" }).check();
    await edit.getByRole("radio", { name: "By choosing the digit that the page shows" }).check();
    await save.click();
    await page.getByRole("heading", { level: 1, name: "Remote work" }).waitFor();
    await expect.poll(() => hasFocus(page.getByRole("button", { name: "Edit resource" }))).toBe(true);
    await page.getByText("Active", { exact: true }).first().click();
    await page.getByText("Nobody may sign in at Remote work.").waitFor();
    const { resource } = await seed.admin.query<{ resource: object }>(
      `query ($id: ID!) { resource(by: { id: $id }) {
        name enabled failedAttemptsBeforeLock lockMinutes pinBeforeSending pushConfirmation } }`,
      { id },
    );
    expect(resource).toEqual({
      name: "Remote work",
      enabled: false,
      failedAttemptsBeforeLock: 7,
      lockMinutes: 30,
      pinBeforeSending: true,
      pushConfirmation: "CHOICE",
    });
  });

  it("shows who signs in there with which token, links and unlinks", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const id = await seed.resource("VPN");
    await seed.user("anna", { firstName: "Anna", lastName: "Weber" });
    const first = await seed.fob({ of: "anna", at: ["VPN"] });
    const second = await seed.fob({ of: "anna" });
    const spare = await seed.fob();
    const { page, watch } = await openResource(here, id, "users");
    const row = page.getByRole("row", { name: "Anna Weber (anna)" });
    await row.getByText("Universal").waitFor();
    await page.getByText("1 token", { exact: true }).waitFor();
    await watch.expectGood("resource-users");

    const link = await getDialog(page, "Link token");
    await link.getByRole("radio", { name: second.name }).check();
    await link.getByRole("button", { name: "Link", exact: true }).click();
    await link.getByText("The token's user already has another token at this resource.").waitFor();
    await watch.expectGood("resource-link");
    await link.getByRole("textbox", { name: "Search name, serial number, user" }).fill(spare.name);
    await page.clock.runFor(500);
    await link.getByRole("radio", { name: second.name }).waitFor({ state: "detached" });
    await link.getByRole("radio", { name: spare.name }).check();
    await link.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByRole("row", { name: "Unassigned" }).getByText(spare.name).waitFor();

    const unlink = await getDialog(page, `Unlink ${first.name}`);
    await unlink.getByText("Anna Weber can no longer sign in at VPN with it.").waitFor();
    await watch.expectGood("resource-unlink");
    await unlink.getByRole("button", { name: "Unlink" }).click();
    // While it is open, nothing behind it has a role.
    await unlink.waitFor({ state: "detached" });
    await row.waitFor({ state: "detached" });
    expect(await seed.signIn({ login: "anna" }, "VPN", first.code())).toBe(false);
    await page.getByRole("link", { name: spare.name }).click();
    await page.getByRole("heading", { level: 1, name: spare.name }).waitFor();
    await part(page, "Token Resources").getByRole("link", { name: "VPN" }).click();
    await page.getByRole("heading", { level: 1, name: "VPN" }).waitFor();
  });

  it(
    "goes through the pages of its tokens, and finds the same page at its address",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const id = await seed.resource("VPN");
      const names: string[] = [];
      for (let count = 0; count < 21; count += 1) names.push((await seed.fob({ at: ["VPN"] })).name);
      const { page } = await openResource(here, id, "users");
      const rows = part(page, "Users & tokens").getByRole("link");
      await page.getByText("21 tokens").waitFor();
      expect(await rows.allInnerTexts()).toEqual(names.slice(0, 20));
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("link", { name: names[20] ?? "" }).waitFor();
      await page.reload();
      await page.getByRole("link", { name: names[20] ?? "" }).waitFor();
      expect(await rows.count()).toBe(1);
      await page.getByRole("button", { name: "Previous" }).click();
      await page.getByRole("link", { name: names[0] ?? "" }).waitFor();
    },
  );

  it(
    "opens the portal with each of its settings, changes them, shows its address, and closes it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const id = await seed.resource("VPN");
      const { page, watch } = await openResource(here, id, "self-service");
      await page.getByText("The portal is closed. Users cannot do anything by themselves.").waitFor();
      await watch.expectGood("resource-self-service-closed");
      await page.getByRole("button", { name: "Open the portal" }).click();
      const general = part(page, "General");
      const address = general.getByRole("textbox", { name: "Address", exact: true });
      expect(await address.inputValue()).toBe("vpn");
      await expect.poll(() => hasFocus(address)).toBe(true);
      await address.fill("remote-work");
      await general.getByText(`${here.url}/s/remote-work`).waitFor();
      await fillPortal(page);
      await watch.expectGood("resource-self-service-form");
      await page.getByRole("button", { name: "Open the portal" }).click();
      await page.getByText("The portal of VPN is open.").waitFor();
      const edit = page.getByRole("button", { name: "Edit self-service" });
      await expect.poll(() => hasFocus(edit)).toBe(true);
      expect(await getSelfService(seed.admin, id)).toEqual({
        address: "remote-work",
        url: `${here.url}/s/remote-work`,
        signIn: ["PASSWORD", "MAIL_CODE"],
        allowedAddresses: ["10.0.0.0/8", "192.0.2.7/32"],
        actions: ["TOKEN_ENROL", "TOKEN_REPORT_LOST"],
        models: ["PROTECTIMUS_TWO", "GOOGLE_AUTHENTICATOR"],
        firstEnrolment: "MAIL_CODE",
        firstEnrolmentDays: 3,
      });
      await general.getByText("10.0.0.0/8, 192.0.2.7/32").waitFor();
      const enrolment = part(page, "Token Enrolment");
      await enrolment.getByText("3 days after the user was created").waitFor();
      await watch.expectGood("resource-self-service");
      await expectCopied(page, `${here.url}/s/remote-work`);

      await changePortal(page);
      expect(await getSelfService(seed.admin, id)).toMatchObject({
        signIn: ["MAIL_CODE"],
        actions: ["TOKEN_REPORT_LOST"],
        firstEnrolment: "INVITATION",
        firstEnrolmentDays: 3,
      });

      const close = await getDialog(page, "Close the portal");
      await watch.expectGood("resource-close-portal");
      await close.getByRole("button", { name: "Close the portal" }).click();
      await page.getByText("The portal is closed. Users cannot do anything by themselves.").waitFor();
      expect(await getSelfService(seed.admin, id)).toBeNull();
    },
  );

  it(
    "names beside its field what does not fit in a self-service policy, and goes there",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.resource("Mail");
      await seed.admin.do(
        "selfServicePolicySet",
        { resource: { name: "Mail" }, address: "taken", actions: [] },
        "__typename",
      );
      const id = await seed.resource("VPN");
      const { page, watch } = await openResource(here, id, "self-service");
      await page.getByRole("button", { name: "Open the portal" }).click();
      const open = page.getByRole("button", { name: "Open the portal" });
      const address = page.getByRole("textbox", { name: "Address", exact: true });
      const days = page.getByRole("textbox", {
        name: "Days in which the password or the code by e-mail is enough",
      });
      /** Tries to open the portal, and waits for what is said there, where the focus is then. */
      const refused = async (place: Locator, sentence: string) => {
        await open.click();
        await place.getByText(sentence).waitFor();
        await expect.poll(() => hasFocus(place)).toBe(true);
      };
      const addressGroup = part(page, "General");
      await address.fill("V");
      await days.fill("0");
      await refused(
        addressGroup,
        "The address of a portal has 3 to 40 lowercase letters, digits and hyphens",
      );
      expect(await hasFocus(address)).toBe(true);
      await part(page, "Token Enrolment")
        .getByText("First enrolment days is a number from 1 to 365.")
        .waitFor();
      await watch.expectGood("resource-self-service-refused");
      await address.fill("taken");
      await days.fill("14");
      await tryWrongGroups(page, refused);
      // Only the server knows the portals of others.
      await refused(addressGroup, "Another portal has this address. Choose another one.");
      expect(await hasFocus(address)).toBe(true);
      expect(await getSelfService(seed.admin, id)).toBeNull();
      await address.fill("free");
      await open.click();
      await page.getByText("The portal of VPN is open.").waitFor();
    },
  );

  it(
    "shows a policy that is changed by the API without a reload, and keeps what is being typed",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const id = await seed.resource("VPN");
      const { page, watch } = await openResource(here, id, "self-service");
      await page.getByText("Live").waitFor();
      const set = (more: object) =>
        seed.admin.do(
          "selfServicePolicySet",
          {
            resource: { id },
            address: "vpn",
            actions: ["TOKEN_PIN_SET"],
            firstEnrolment: "PASSWORD",
            ...more,
          },
          "__typename",
        );
      await set({});
      const enrolment = part(page, "Token Enrolment");
      await enrolment.getByText("14 days after").waitFor();
      await page.getByText("Portal open").waitFor();

      await page.getByRole("button", { name: "Edit self-service" }).click();
      const days = page.getByRole("textbox", {
        name: "Days in which the password or the code by e-mail is enough",
      });
      await days.fill("5");
      await set({ firstEnrolmentDays: 7 });
      await page.getByText("Somebody else changed this meanwhile.").waitFor();
      expect(await days.inputValue()).toBe("5");
      await watch.expectGood("resource-self-service-stale");
      await page.getByRole("tab", { name: "Events" }).click();
      const leave = page.getByRole("dialog", { name: "Leave this page?" });
      await leave.getByText("Your changes are not saved.").waitFor();
      await watch.expectGood("resource-leave");
      await leave.getByRole("button", { name: "Stay" }).click();
      expect(await days.inputValue()).toBe("5");
      await page.getByRole("button", { name: "Show the current values" }).click();
      expect(await days.inputValue()).toBe("7");
      await page.getByRole("tab", { name: "Bypass policy" }).click();
      await setPolicy(seed.admin, "VPN", "HOURS_8");
      await part(page, "Bypass policy").getByText("8 hours").waitFor();
      await part(page, "Bypass policy").getByText("The policy of this resource").waitFor();
    },
  );

  it(
    "sets and clears the bypass policy, and says before which bypasses that affects",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const id = await seed.resource("VPN");
      for (const login of ["anna", "bert"]) await seed.user(login);
      const annas = await seed.fob({ of: "anna", at: ["VPN"] });
      const berts = await seed.fob({ of: "bert", at: ["VPN"] });
      await grant(seed.admin, annas.id, "everywhere", "HOURS_24");
      await grant(seed.admin, berts.id, "VPN", "HOUR_1");
      const effective = () => getEffectivePolicy(seed.admin, id);
      const { page, watch } = await openResource(here, id, "bypass");
      const card = part(page, "Bypass policy");
      await card.getByText("The built-in policy: neither this resource nor the account has one").waitFor();
      await watch.expectGood("resource-bypass");
      const dialog = await getDialog(page, "Set a policy for this resource");
      const longest = dialog.getByRole("combobox", { name: "Longest bypass" });
      const set = dialog.getByRole("button", { name: "Set the policy" });
      await dialog.getByText("No active bypass is affected.").waitFor();
      await longest.selectOption("No bypass");
      await dialog
        .getByText(
          `2 tokens have a bypass that this policy forbids. It stops working here at once: ${annas.name} of anna and ${berts.name} of bert.`,
        )
        .waitFor();
      await longest.selectOption("8 hours");
      await dialog.getByText(`1 token has a bypass that ends earlier here: ${annas.name} of anna.`).waitFor();
      const roles = dialog.getByRole("group", { name: "Roles that may grant a bypass" });
      for (const role of ["ADMIN", "HELPDESK", "PROVISIONER"])
        await roles.getByRole("checkbox", { name: role }).uncheck();
      await set.click();
      await roles.getByText("Choose at least one role.").waitFor();
      await watch.expectGood("resource-bypass-set");
      await roles.getByRole("checkbox", { name: "HELPDESK" }).check();
      await dialog.getByText("2 tokens have a bypass that this policy forbids.").waitFor();
      await dialog.getByRole("checkbox", { name: "A reason must be given" }).check();
      await set.click();
      await card.getByText("The policy of this resource").waitFor();
      expect(await effective()).toEqual({
        maximumDuration: "HOURS_8",
        reasonRequired: true,
        grantedBy: ["HELPDESK"],
        origin: "RESOURCE",
      });
      expect(await seed.signIn({ login: "bert" }, "VPN", "000000")).toBe(false);

      const clear = await getDialog(page, "Clear the policy");
      await clear.getByText("It allows bypass of any length").waitFor();
      await watch.expectGood("resource-bypass-clear");
      await clear.getByRole("button", { name: "Clear the policy" }).click();
      await card.getByText("The built-in policy").waitFor();
      expect(await effective()).toMatchObject({ maximumDuration: "PERMANENT", origin: "BUILT_IN" });
      // What a policy forbade does not begin because it is cleared.
      expect(await seed.signIn({ login: "bert" }, "VPN", "000000")).toBe(false);
    },
  );

  it(
    "says in its dialogs that somebody else changed what they save as a whole, and shows it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const id = await seed.resource("VPN", { allowedAddresses: ["10.0.0.0/8", "192.0.2.0/24"] });
      const { page, watch } = await openResource(here, id, "addresses");
      await page.getByText("Live").waitFor();
      const warning = "Somebody else changed this meanwhile. If you save, your values replace theirs.";
      const show = page.getByRole("button", { name: "Show the current values" });
      const addresses = await getDialog(page, "Change the addresses");
      const field = addresses.getByRole("textbox", { name: "Allowed addresses" });
      await field.fill("10.0.0.0/8\n192.0.2.0/24\n198.51.100.7");
      expect(await addresses.getByText(warning).count()).toBe(0);
      // A network is removed.
      const removal = { resource: { id }, allowedAddresses: ["10.0.0.0/8"] };
      await seed.admin.do("resourceUpdate", removal, "__typename");
      await addresses.getByText(warning).waitFor();
      expect(await field.inputValue()).toContain("198.51.100.7");
      await watch.expectGood("resource-addresses-stale");
      await show.click();
      expect(await field.inputValue()).toBe("10.0.0.0/8");
      await expect.poll(() => hasFocus(field)).toBe(true);
      expect(await addresses.getByText(warning).count()).toBe(0);
      await page.keyboard.press("Escape");
      await addresses.waitFor({ state: "detached" });

      await page.getByRole("tab", { name: "Bypass policy" }).click();
      const bypass = await getDialog(page, "Set a policy for this resource");
      const longest = bypass.getByRole("combobox", { name: "Longest bypass" });
      await longest.selectOption("24 hours");
      await setPolicy(seed.admin, "VPN", "HOUR_1");
      await bypass.getByText(warning).waitFor();
      await show.click();
      expect(await longest.inputValue()).toBe("HOUR_1");
      expect(await bypass.getByText(warning).count()).toBe(0);
    },
  );

  it("changes from where people sign in, and shows what happened there", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const id = await seed.resource("VPN");
    const { page, watch } = await openResource(here, id, "addresses");
    await page.getByText("People can sign in from every address.").waitFor();
    const dialog = await getDialog(page, "Change the addresses");
    const addresses = dialog.getByRole("textbox", { name: "Allowed addresses" });
    await addresses.fill("10.0.0.0/99");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("An address block is written as").waitFor();
    await watch.expectGood("resource-addresses-dialog");
    await addresses.fill("10.0.0.0/8\n192.0.2.7");
    await dialog.getByRole("button", { name: "Save" }).click();
    await part(page, "Addresses").getByText("192.0.2.7/32").waitFor();
    await watch.expectGood("resource-addresses");
    const { resource } = await seed.admin.query<{ resource: object }>(
      "query ($id: ID!) { resource(by: { id: $id }) { allowedAddresses } }",
      { id },
    );
    expect(resource).toEqual({ allowedAddresses: ["10.0.0.0/8", "192.0.2.7/32"] });

    await setPolicy(seed.admin, "VPN", "NONE");
    await page.getByRole("tab", { name: "Events" }).click();
    const events = part(page, "Resource Events");
    await events.getByText("Resource VPN changed: allowedAddresses.").waitFor();
    await watch.expectGood("resource-events");
    await events.getByRole("combobox", { name: "Type" }).selectOption("Policies");
    await events.getByText("Resource VPN changed").waitFor({ state: "detached" });
    await events.getByText("The bypass policy of VPN now allows no bypass.").waitFor();
    expect(new URL(page.url()).search).toBe("?tab=events&kind=POLICIES");

    await seed.admin.do("resourceDelete", { resource: { id } }, "__typename");
    await page.getByRole("heading", { level: 1, name: "There is no such resource" }).waitFor();
    await events.getByText("The bypass policy of VPN now allows no bypass.").waitFor();
    await watch.expectGood("resource-deleted");
  });

  it("shows other roles everything, and no control that is not theirs", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const id = await seed.resource("VPN");
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await setPolicy(seed.admin, "VPN", "HOURS_8");
    await seed.admin.do(
      "selfServicePolicySet",
      { resource: { id }, address: "seen-by-all", actions: ["TOKEN_PIN_SET"] },
      "__typename",
    );
    const pages = ["Previous", "Next"];
    for (const [role, users] of [
      ["AUDITOR", pages],
      ["HELPDESK", ["Link token", "Unlink", ...pages]],
    ] as const) {
      await here.signInAs(seed, role);
      const { page, watch } = await openResource(here, id);
      await page.getByText("Active", { exact: true }).first().waitFor();
      expect(await page.getByRole("switch").count()).toBe(0);
      expect(await getButtons(page, "Users & tokens")).toEqual(users);
      await page.getByRole("link", { name: fob.name }).waitFor();
      for (const [tab, buttons] of [
        ["Overview", []],
        ["Bypass policy", []],
        ["Addresses", []],
        ["Self-service", ["Copy"]],
      ] as const)
        expect([tab, await getButtons(page, tab)]).toEqual([tab, buttons]);
      await part(page, "Allowed Actions").getByText("Set the PIN of a token").waitFor();
      if (role === "AUDITOR") await watch.expectGood("resource-of-an-auditor");
    }
  });

  it("opens the portal by the keyboard alone", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const id = await seed.resource("VPN");
    const { page } = await openResource(here, id);
    const press = (key: string) => page.keyboard.press(key);
    /** Presses Tab until something has the focus. */
    const reach = async (place: Locator) => {
      await place.waitFor();
      for (let times = 0; times < 40 && !(await hasFocus(place)); times += 1) await press("Tab");
      expect(await hasFocus(place)).toBe(true);
    };
    await reach(page.getByRole("tab", { name: "Self-service" }));
    await press("Enter");
    await reach(page.getByRole("button", { name: "Open the portal" }));
    await press("Enter");
    await expect.poll(() => hasFocus(page.getByRole("textbox", { name: "Address", exact: true }))).toBe(true);
    await page.keyboard.press("End");
    await page.keyboard.type("-2");
    await reach(page.getByRole("checkbox", { name: "Synchronize a token" }));
    await press("Space");
    await reach(page.getByRole("radio", { name: "By an invitation only" }));
    await press("ArrowDown");
    await reach(page.getByRole("button", { name: "Open the portal" }));
    await press("Enter");
    await expect.poll(() => hasFocus(page.getByRole("button", { name: "Edit self-service" }))).toBe(true);
    await page.getByText("Portal open").waitFor();
    expect(await getSelfService(seed.admin, id)).toMatchObject({
      address: "vpn-2",
      actions: ["TOKEN_SYNCHRONIZE"],
      firstEnrolment: "PASSWORD",
    });
  });

  it(
    "of the console itself has no portal, no bypass and no switch, and shows its tab on a phone",
    { tags: "deep" },
    async () => {
      await here.seed();
      const { page, watch } = await here.open("/resources");
      await page.getByRole("link", { name: "Console" }).click();
      await part(page, "Overview")
        .getByText("Yes: this resource is the console, to which administrators sign in.")
        .waitFor();
      expect(await page.getByRole("switch").count()).toBe(0);
      const edit = await getDialog(page, "Edit resource");
      expect(await edit.getByRole("radio").count()).toBe(0);
      await edit.getByRole("textbox", { name: "Wrong codes until a token is locked" }).fill("6");
      await edit.getByRole("button", { name: "Save" }).click();
      await part(page, "Overview").getByText("After 6 wrong codes").waitFor();
      for (const [tab, sentence] of [
        ["Bypass policy", "A bypass never signs anybody in to the console"],
        ["Self-service", "so it has no portal"],
      ] as const) {
        expect(await getButtons(page, tab)).toEqual([]);
        await page.getByText(sentence).waitFor();
      }
      await page.getByRole("tab", { name: "Addresses" }).click();
      const addresses = await getDialog(page, "Change the addresses");
      await addresses
        .getByText("From other addresses, no administrator can sign in to it, not even you.")
        .waitFor();
      await watch.expectGood("resource-console-addresses");
      await page.keyboard.press("Escape");
      await addresses.waitFor({ state: "detached" });
      await page.setViewportSize({ width: 320, height: 720 });
      // Six tabs do not fit beside each other there.
      await expect
        .poll(() =>
          page.getByRole("tab", { selected: true }).evaluate((tab) => {
            const list = tab.closest("[role=tablist]")?.getBoundingClientRect();
            const { left, right } = tab.getBoundingClientRect();
            return list !== undefined && left >= list.left - 1 && right <= list.right + 1;
          }),
        )
        .toBe(true);
    },
  );
});
