import { parse, protocol, type PGlite } from "@electric-sql/pglite";
import type { Sql } from "./database.js";
import { statementNames } from "./statement-names.js";

const { serialize } = protocol;

function valueAsText(pglite: PGlite, value: unknown, type: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  const asText = type === undefined ? undefined : pglite.serializers[type];
  if (asText !== undefined) return asText(value);
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return `${value}`;
  throw new TypeError(`PGlite has no text for a value of type ${type}`);
}

/**
 * A function that runs statements on PGlite and keeps them prepared, as a pool of PostgreSQL connections does.
 * PGlite's own `query` plans each statement again, which takes longer than a sign-in's statements themselves. It
 * also sends five messages, each a call into WebAssembly; here it is one.
 */
export function preparedQueries(pglite: PGlite) {
  const getName = statementNames();
  const parameterTypes = new Map<string, number[]>();

  async function prepare(name: string, text: string): Promise<number[]> {
    const known = parameterTypes.get(name);
    if (known !== undefined) return known;
    const { messages } = await pglite.execProtocol(
      Buffer.concat([
        serialize.parse({ name, text }),
        serialize.describe({ type: "S", name }),
        serialize.sync(),
      ]),
    );
    const types = parse.parseDescribeStatementResults(messages);
    if (name !== "") parameterTypes.set(name, types);
    return types;
  }

  async function run<Row>({ text, values }: Sql): Promise<Row[]> {
    const name = getName(text);
    const types = await prepare(name, text);
    const { messages } = await pglite.execProtocol(
      Buffer.concat([
        serialize.bind({
          statement: name,
          values: values.map((value, index) => valueAsText(pglite, value, types[index])),
        }),
        serialize.describe({ type: "P" }),
        serialize.execute({}),
        serialize.sync(),
      ]),
    );
    const [result] = parse.parseResults(messages, pglite.parsers);
    return (result?.rows ?? []) as Row[];
  }

  // The two locks that PGlite's own `query` takes: the transaction lock, which Prisma holds while a
  // transaction is open (this is the only way to reach it), and the lock for single statements.
  return <Row>(statement: Sql): Promise<Row[]> =>
    // oxlint-disable-next-line no-underscore-dangle
    pglite._runExclusiveTransaction(() => pglite.runExclusive(() => run<Row>(statement)));
}
