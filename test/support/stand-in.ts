// A stand-in at an address, in place of a server as it should be.
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { afterEach } from "vitest";
import { execute, buildSchema, parse, validate, type GraphQLSchema } from "graphql";
import { selfSignedCertificate } from "../../provider/plugin/certificate.js";
import { publicError } from "../../server/http/public-error.js";
import { KEEP_ALIVE } from "./keep-alive.js";

/** The answer to one request. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body: unknown;
}

/** The content of a request. */
export interface Asked {
  readonly query: string;
  readonly operationName: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Something that answers requests. */
export class StandIn {
  /** Whether the stand-in takes requests and answers none. */
  holds = false;
  private constructor(
    private readonly server: http.Server | https.Server,
    private readonly scheme: "http" | "https",
  ) {}

  /**
   * @param answer to the n-th request, from 0.
   * @param secured by a certificate that no client trusts, or as these options say.
   */
  static async open(
    answer: (asked: Asked, n: number) => Answer,
    secured: boolean | https.ServerOptions = false,
  ): Promise<StandIn> {
    let count = 0;
    let opened: StandIn | undefined;
    const listener: http.RequestListener = (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (opened?.holds === true) return;
        const {
          status = 200,
          headers = {},
          body,
        } = answer(JSON.parse(Buffer.concat(parts).toString("utf8")) as Asked, count++);
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      });
    };
    const server =
      secured === false
        ? http.createServer({ keepAliveTimeout: KEEP_ALIVE }, listener)
        : https.createServer(
            { keepAliveTimeout: KEEP_ALIVE, ...(secured === true ? untrusted() : secured) },
            listener,
          );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    opened = new StandIn(server, secured === false ? "http" : "https");
    return opened;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get port(): number {
    const address = this.server.address();
    if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
    return address.port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function untrusted(): https.ServerOptions {
  const { privateKey: key, certificate: cert } = selfSignedCertificate(new Date());
  return { key, cert };
}

/** @returns what opens stand-ins, which are closed after each test of the file. */
export function standIns() {
  const open: StandIn[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  return async (...given: Parameters<typeof StandIn.open>): Promise<StandIn> => {
    const opened = await StandIn.open(...given);
    open.push(opened);
    return opened;
  };
}

/** The answer of a server about a key that may do everything. */
export const VIEWER: Answer = {
  body: {
    data: {
      viewer: {
        name: "terraform",
        role: "PROVISIONER",
        serverVersion: "0.0.9",
        account: { id: "QWNjb3VudDox", name: "Example Ltd" },
      },
    },
  },
};

function reply(schema: GraphQLSchema, { query, variables }: Asked): Answer {
  const document = parse(query);
  const [problem] = validate(schema, document);
  if (problem !== undefined) {
    const { message } = publicError(problem);
    return {
      status: 400,
      body: { errors: [{ message, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] },
    };
  }
  const { data } = VIEWER.body as { data: unknown };
  const result = execute({
    schema,
    document,
    rootValue: data,
    ...(variables === undefined ? {} : { variableValues: variables }),
  });
  if (result instanceof Promise) throw new TypeError("it is answered at once");
  return { body: { data: result.data, errors: result.errors?.map(publicError) } };
}

/** Answers as a server would in whose schema something was called otherwise. */
export function older(now: RegExp, then: string): (asked: Asked) => Answer {
  const text = readFileSync("schema/schema.graphql", "utf8");
  const before = text.replace(now, then);
  if (before === text) throw new TypeError(`the schema has no ${now.source}`);
  const schema = buildSchema(before);
  return (asked) => reply(schema, asked);
}
