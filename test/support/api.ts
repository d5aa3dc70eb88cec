import assert from "node:assert/strict";
import { post } from "./post.js";

/** An answer of a GraphQL server. Tests look into it, so its data has no type. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** A client with one key. It uses only what programs outside of this repository can use. */
export class Api {
  constructor(
    readonly url: string,
    readonly key: string,
  ) {}

  /** Sends one operation and returns the answer, whatever it is. */
  async send(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await post(
      `${this.url}/graphql`,
      {
        "content-type": "application/json",
        accept: "application/json",
        ...(this.key === "" ? {} : { authorization: `Bearer ${this.key}` }),
        ...headers,
      },
      JSON.stringify({ query, variables }),
    );
    const body = JSON.parse(response.text) as Partial<Answer>;
    return {
      status: response.status,
      headers: response.headers,
      data: body.data ?? null,
      errors: body.errors ?? [],
    };
  }

  /** The data of a query that must succeed completely. */
  async query<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send(query, variables);
    assert.deepEqual(errors, []);
    return data as Data;
  }

  /**
   * The result of one mutation: its payload, or the refusal with its code.
   * @param selection of the payload's fields.
   */
  async mutate<Payload>(
    name: string,
    input: object,
    selection: string,
  ): Promise<Payload & { code?: string; message?: string; path?: string[] }> {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const data = await this.query<Record<string, Payload & { code?: string }>>(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on Error { code message path } } }`,
      { input },
    );
    const result = data[name];
    assert.ok(result, `${name} gave no result`);
    return result;
  }

  /** The payload of a mutation that must not be refused. */
  async do<Payload>(name: string, input: object, selection: string): Promise<Payload> {
    const result = await this.mutate<Payload>(name, input, selection);
    assert.equal(result.code, undefined, `${name} was refused: ${result.message}`);
    return result;
  }

  /** The refusal of a mutation that must be refused: its code and what it points at, as in `NOT_FOUND input.user`. */
  async refusalAt(name: string, input: object): Promise<string> {
    const { code, path } = await this.mutate(name, input, "__typename");
    assert.ok(code, `${name} was not refused`);
    return [code, path?.join(".")].join(" ").trim();
  }

  /** The code of the refusal of a mutation that must be refused. */
  async refusal(name: string, input: object): Promise<string> {
    const { code } = await this.mutate(name, input, "__typename");
    assert.ok(code, `${name} was not refused`);
    return code;
  }
}
