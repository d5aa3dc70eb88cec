// @module-tag deep
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { printedSchema } from "../../server/graphql/schema.js";

// The compiler carries binaries for every system, over 100 MB: too much for everybody's node_modules, so it is
// installed into a cache when this test first runs.
const COMPILER = "relay-compiler@21.0.1";

/** The compiler's file; undefined when it is not here and cannot be installed. */
function compiler(): string | undefined {
  const cache = path.join(import.meta.dirname, "../../node_modules/.cache", COMPILER.replace("@", "-"));
  const file = path.join(cache, "node_modules/relay-compiler/cli.js");
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  console.log(`Installing ${COMPILER} for its test …`);
  const options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  spawnSync(npm, ["install", "--prefix", cache, ...options, COMPILER], { stdio: "ignore", timeout: 600_000 });
  if (existsSync(file)) return file;
  return undefined;
}

let file: string | undefined;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a dashboard asks: lists that are paged and fetched again, one inside the other, and a mutation. */
const DOCUMENTS = `import { graphql } from "react-relay";
graphql\`
  query tokensQuery { viewer { role } ...tokens_list }
\`;
graphql\`
  fragment tokens_list on Query
  @refetchable(queryName: "tokensPageQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }, cursor: { type: "Cursor" }, filter: { type: "TokenFilter" }
  ) {
    tokens(first: $count, after: $cursor, filter: $filter) @connection(key: "tokens_list_tokens") {
      totalCount
      edges { node { id name ...tokens_events } }
    }
  }
\`;
graphql\`
  fragment tokens_events on Token
  @refetchable(queryName: "tokensEventsPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "Cursor" }) {
    events(first: $count, after: $cursor) @connection(key: "tokens_events_events") {
      edges { node { id summary } }
    }
  }
\`;
graphql\`
  mutation tokensDisableMutation($input: TokenDisableInput!, $connections: [ID!]!) {
    tokenDisable(input: $input) {
      ... on TokenDisablePayload { token { id enabled } }
      ... on Error { code message path }
    }
    tokenDelete(input: { token: { serialNumber: "1" } }) {
      ... on TokenDeletePayload { deletedId @deleteEdge(connections: $connections) }
    }
  }
\`;
`;

/** Compiles the documents against a schema. @returns the files that it made, or what it says is wrong. */
function compile(schema: string): { readonly made: string[]; readonly wrong: string | null } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-relay-"));
  folders.push(folder);
  for (const name of ["src", "made"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "schema.graphql"), schema);
  writeFileSync(path.join(folder, "src/tokens.ts"), DOCUMENTS);
  writeFileSync(
    path.join(folder, "relay.config.json"),
    JSON.stringify({
      src: "./src",
      schema: "./schema.graphql",
      language: "typescript",
      artifactDirectory: "./made",
    }),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [file ?? ""], {
    cwd: folder,
    encoding: "utf8",
  });
  return {
    made: readdirSync(path.join(folder, "made")).toSorted(),
    wrong: status === 0 ? null : stdout + stderr,
  };
}

function replaced(from: RegExp, to: string): string {
  const printed = printedSchema();
  expect(printed).toMatch(from);
  return printed.replace(from, to);
}

describe("relay-compiler", () => {
  beforeAll(() => {
    file = compiler();
  });
  beforeEach(({ skip }) => skip(file === undefined, `${COMPILER} could not be installed`));

  it("takes the schema, with fragments that are paged and fetched again", () => {
    expect(compile(printedSchema())).toEqual({
      made: [
        "tokensDisableMutation.graphql.ts",
        "tokensEventsPageQuery.graphql.ts",
        "tokensPageQuery.graphql.ts",
        "tokensQuery.graphql.ts",
        "tokens_events.graphql.ts",
        "tokens_list.graphql.ts",
      ],
      wrong: null,
    });
  });

  it.each([
    [
      "a page that does not say whether there is a next one",
      /hasNextPage: Boolean!/,
      "hasMore: Boolean!",
      /pageInfo|hasNextPage/i,
    ],
    ["a token that is no Node", /type Token implements Node/, "type Token", /tokens_events|refetch/i],
    ["edges without a cursor", /(type TokenEdge \{[^}]*?)cursor: Cursor!/, "$1place: Cursor!", /cursor/i],
    [
      "events that are no connection",
      /(type EventConnection \{[^}]*?)edges: \[EventEdge!\]!/,
      "$1edges: Int!",
      /edges/i,
    ],
  ])("would refuse %s", (_what, from, to, why) => {
    expect(compile(replaced(from, to)).wrong).toMatch(why);
  });
});
