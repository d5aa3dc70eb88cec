import { serverAudits } from "graphql-http";
import { expect, it } from "vitest";
import { onEveryStore } from "../support/world.js";

/** The audits of a server, whose requests carry a key. */
function auditsOf({ url, key }: { readonly url: string; readonly key: string }) {
  const withKey: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${key}`);
    return fetch(input, { ...init, headers });
  };
  return serverAudits({ url: `${url}/graphql`, fetchFn: withKey });
}

// The list of audits does not depend on the server.
const names = auditsOf({ url: "", key: "" }).map(({ id, name }) => [id, name] as const);

onEveryStore("GraphQL over HTTP", (world) => {
  it.each(names)("passes audit %s: %s", async (id) => {
    const audit = auditsOf(world().admin).find((one) => one.id === id);
    const result = await audit?.fn();
    expect(result).toEqual({ id, name: audit?.name, status: "ok" });
  });
});
