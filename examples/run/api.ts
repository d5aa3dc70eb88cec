import { Failure } from "./failure.js";

/** A server, and who asks it. */
export interface Access {
  readonly endpoint: string;
  readonly apiKey: string;
}

/** A refusal, as every result of the API has it. */
interface Refused {
  readonly code?: string;
  readonly message?: string;
}

/**
 * Asks the API.
 * @returns the data.
 * @throws Failure when there is no answer, or a refusal.
 */
export async function ask<Data extends object>(
  { endpoint, apiKey }: Access,
  query: string,
  variables: object = {},
): Promise<Data> {
  const response = await fetch(new URL("/graphql", endpoint), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      authorization: `Bearer ${apiKey}`,
    },
    body: JSON.stringify({ query, variables }),
  }).catch(() => {
    throw new Failure(
      `No server answers at ${endpoint}. Start it, or unset TOKENPLANE_ENDPOINT to get one for the run.`,
    );
  });
  const { data, errors } = (await response.json()) as {
    readonly data?: Data;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (data == null) throw new Failure(errors?.[0]?.message ?? `The server answered ${response.status}.`);
  for (const { code, message } of Object.values(data) as readonly (Refused | null)[] as readonly Refused[]) {
    if (code !== undefined && message !== undefined) throw new Failure(message);
  }
  return data;
}
