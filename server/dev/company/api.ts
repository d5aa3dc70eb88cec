import { StartError } from "../../start-error.js";

/** Calls the API of one account with one key. */
export class Api {
  constructor(
    readonly url: string,
    readonly key: string,
  ) {}

  /** The data of an operation. @throws StartError */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(new URL("/graphql", this.url), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${this.key}`,
      },
      body: JSON.stringify({ query, variables }),
    }).catch(() => {
      throw new StartError(`No server answers at ${this.url}. Start it, or correct --url.`);
    });
    const { data, errors }: { data?: Data | null; errors?: { message: string }[] } = await response.json();
    if (data == null) throw new StartError(errors?.[0]?.message ?? `The server answered ${response.status}.`);
    return data;
  }

  /** The payload of a mutation. @param selection of it. @throws StartError when it is refused. */
  async do<Payload = object>(name: string, input: object, selection = "__typename"): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const data = await this.ask<Readonly<Record<string, Payload & { code?: string; message?: string }>>>(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on Error { code message } } }`,
      { input },
    );
    const result = data[name];
    if (result === undefined || result.code !== undefined)
      throw new StartError(`${name} was refused: ${result?.message ?? "no result"}`);
    return result;
  }
}
