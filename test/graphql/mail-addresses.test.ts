import { expect, it } from "vitest";
import { channelInput, driverInput, DRIVERS } from "../support/channels.js";
import { sentToken } from "../support/sent.js";
import { imported } from "../support/upload.js";
import { onSharedStore } from "../support/world.js";

/** What no mail can be sent to, although it has an @ between two texts. */
const BAD = ["<a@example.org>", "a@example.org;", "a@example.org.", "A <a@example.org>", "a@192.0.2.1"];

const GOOD = "anna+mfa@müller.example";

const newUser = (email: string) => ({ login: "zoe", email });
const smtp = (part: Readonly<Record<string, unknown>>) => ({ driver: driverInput(DRIVERS.smtp, part) });

/** Every place where an address of mail is entered in the API; the portal's is in test/people/portal-contact.test.ts. */
const PLACES: Readonly<
  Record<string, readonly [string, (address: string, token: string) => object, string]>
> = {
  "a user": ["userCreate", newUser, "email"],
  "a changed user": ["userUpdate", (email) => ({ user: { login: "anna" }, email }), "email"],
  "one of many users": ["usersCreate", (email) => ({ items: [newUser(email)] }), "items"],
  "one of many changed users": [
    "usersUpdate",
    (email) => ({ items: [{ user: { login: "anna" }, email }] }),
    "items",
  ],
  "the new user of a token": [
    "tokenAssign",
    (email, id) => ({ token: { id }, to: { newUser: newUser(email) } }),
    "to.newUser.email",
  ],
  "a new administrator": [
    "administratorCreate",
    (email) => ({ to: { newUser: newUser(email) }, role: "AUDITOR" }),
    "to.newUser.email",
  ],
  "a token": [
    "tokenCreate",
    (address) => ({
      name: "mail",
      model: { software: { email: { address } } },
      to: { user: { login: "anna" } },
    }),
    "model.software.email.address",
  ],
  "a changed token": ["tokenUpdate", (address, id) => ({ token: { id }, address }), "address"],
  "the sender of a channel": [
    "channelCreate",
    (from) => channelInput(DRIVERS.smtp, smtp({ from: from.replace(/^A </, "A <<") })),
    "driver.smtp.from",
  ],
  "where answers to a channel go": [
    "channelUpdate",
    (replyTo) => ({ channel: { name: "By SMTP" }, ...smtp({ replyTo: replyTo.replace(/^A </, "A <<") }) }),
    "driver.smtp.replyTo",
  ],
  "a test of a channel": ["channelTest", (to) => ({ channel: { name: "By SMTP" }, to }), "to"],
};

onSharedStore("an address that no mail can be sent to", (world) => {
  it("is refused in each place where one is entered, and a file of users with it", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed, { email: { address: "anna@example.org" } });
    await seed.admin.do("channelCreate", channelInput(DRIVERS.smtp), "__typename");
    for (const [place, [mutation, input, at]] of Object.entries(PLACES)) {
      for (const address of BAD) {
        const refused = await seed.admin.refusalAt(mutation, input(address, id));
        expect(refused, `${place}: ${address}`).toBe(
          `${at === "items" ? "ITEMS_REFUSED" : "VALIDATION_FAILED"} input.${at}`,
        );
      }
    }
    const rows = BAD.map((address, number) => `user${number},"${address}"`).join("\n");
    const { refused } = await imported(seed.admin, "userImport", {}, rows);
    expect(refused.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    const { user } = await seed.admin.do<{ user: { email: string } }>(
      "userUpdate",
      { user: { login: "anna" }, email: GOOD },
      "user { email }",
    );
    expect(user.email).toBe(GOOD);
  });
});
