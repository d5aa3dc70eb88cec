// What happens between two requests of the provider in this process.
import { setTimeout } from "node:timers/promises";
import { vi } from "vitest";

function getOperation(init: RequestInit | undefined): string | undefined {
  const agent = new Headers(init?.headers).get("user-agent") ?? "";
  if (!agent.startsWith("terraform-provider") || typeof init?.body !== "string") return undefined;
  return (JSON.parse(init.body) as { operationName: string }).operationName;
}

interface Between {
  /** Runs when an operation was answered, before the provider knows it. */
  readonly after?: Readonly<Record<string, () => Promise<unknown>>>;
  /** The operation that is not let through. */
  readonly forbidden?: string;
  /** The operation that must wait before it is sent again, once; and what happens while it waits. */
  readonly delayed?: { readonly operation: string; readonly meanwhile: () => Promise<unknown> };
}

/** How long it must wait, in seconds, and when in this time the other thing happens, in milliseconds. */
const DELAY = 1;
const WITHIN_DELAY = 200;

/** Does something, and something else between its requests. */
export async function between<T>(
  { after = {}, forbidden, delayed }: Between,
  work: () => Promise<T>,
): Promise<T> {
  const { fetch } = globalThis;
  let meanwhile: Promise<unknown> | undefined;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const operation = getOperation(init);
    if (operation !== undefined && operation === forbidden) {
      const errors = [{ message: "Not now.", extensions: { code: "FORBIDDEN" } }];
      return Response.json({ errors }, { status: 403 });
    }
    if (operation !== undefined && operation === delayed?.operation && meanwhile === undefined) {
      meanwhile = setTimeout(WITHIN_DELAY).then(delayed.meanwhile);
      const errors = [{ message: "Wait.", extensions: { code: "RATE_LIMITED" } }];
      return Response.json({ errors }, { status: 429, headers: { "retry-after": String(DELAY) } });
    }
    const response = await fetch(input, init);
    await after[operation ?? ""]?.();
    return response;
  });
  try {
    const result = await work();
    await meanwhile;
    return result;
  } finally {
    spy.mockRestore();
  }
}
