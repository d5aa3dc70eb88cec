import { expect, it } from "vitest";
import { getConsole, tokenOfUser } from "../support/administrators.js";
import { Browser } from "../support/browser.js";
import { getContents } from "../support/contents.js";
import { onOneStore } from "../support/world.js";

const KEEP = { "x-tokenplane-last-way-in": "keep" };

onOneStore("the last way in to the console", (world) => {
  it("is ended or shortened by no change of the console's pages, unless the person was asked", async () => {
    const seed = await world().seed();
    await seed.user("bert");
    const browser = Browser.of(world());
    await browser.accept(await seed.invite("ada", "ADMIN"));
    const token = await tokenOfUser(seed, "ada");
    const resource = await getConsole(seed);
    const user = { login: "ada" };
    const later = new Date(world().clock.now() + 86_400_000).toISOString();
    const changes: readonly (readonly [operation: string, input: object])[] = [
      ["TokenDisable", { token }],
      ["TokensDisable", { items: [{ token }], onRefusal: "SKIP" }],
      ["TokenDelete", { token }],
      ["TokensDelete", { items: [{ token }], onRefusal: "SKIP" }],
      ["TokenUnassign", { token }],
      ["TokenAssign", { token, from: user, to: { user: { login: "bert" } } }],
      ["TokenReissue", { token, lost: true }],
      ["TokenUpdate", { token, validUntil: later }],
      ["TokenUpdate", { token, validFrom: later }],
      ["AssignmentDelete", { assignment: { link: { token, resource } } }],
      ["ResourceUpdate", { resource, allowedAddresses: ["192.0.2.1"] }],
    ];
    const before = await getContents(world(), seed.accountId);
    const refuseAll = async (reason: RegExp) => {
      for (const [operation, input] of changes) {
        const what = `${operation} ${JSON.stringify(input)}`;
        const { body, code } = await browser.query(operation, { input }, KEEP);
        expect(code, what).toBe("LAST_WAY_IN");
        expect(JSON.stringify(body), what).toMatch(
          operation === "ResourceUpdate" ? /from the address that you use now/ : reason,
        );
      }
    };
    await refuseAll(/no ADMIN can sign in to the console/);
    expect(await getContents(world(), seed.accountId)).toEqual(before);
    // What takes nothing away is done.
    const name = await browser.query("TokenUpdate", { input: { token, name: "My app" } }, KEEP);
    expect(name.body).toMatchObject({ data: { tokenUpdate: { token: { id: token.id } } } });

    // The database refuses this one to everybody, asked or not.
    const disabling = { input: { user, enabled: false } };
    expect((await browser.query("UserEnabled", disabling, KEEP)).body).toMatchObject({
      data: { userUpdate: { code: "STILL_IN_USE" } },
    });

    await Browser.of(world()).accept(await seed.invite("cora", "ADMIN"));
    await refuseAll(/you yourself cannot sign in to the console/);
    expect((await browser.query("UserEnabled", disabling, KEEP)).code).toBe("LAST_WAY_IN");
    // Who was asked, and every program that does not ask.
    const input = { token };
    expect((await browser.query("TokenDisable", { input })).body).toMatchObject({
      data: { tokenDisable: { token } },
    });
  });
});
