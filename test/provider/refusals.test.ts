import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { buildSchema, isUnionType, Kind, OperationTypeNode, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelRows, goneChannels } from "./refusals/channels.js";
import { goneLinks, linkRows } from "./refusals/links.js";
import { onceRows } from "./refusals/once.js";
import { NEVER } from "./refusals/never.js";
import { ownRows } from "./refusals/own.js";
import { isForUsers, getRefusal, refusalsDuring, Scene } from "../support/scene.js";
import { goneTokens, tokenRows } from "./refusals/tokens.js";
import { goneUsersAndResources, resourceRows, userRows } from "./refusals/users-and-resources.js";
import type { Reported } from "../support/fake-core/wire.js";
import type { Row } from "./refusals/row.js";
import { someByTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const ROWS = [...userRows, ...resourceRows, ...channelRows, ...tokenRows, ...linkRows, ...onceRows];
const GONE = [...goneUsersAndResources, ...goneChannels, ...goneTokens, ...goneLinks];

/** What the schema lets each mutation that the provider sends be refused with, as in `UserCreate NotFoundError`. */
function possibleRefusals(): string[] {
  const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
  const { definitions } = parse(readFileSync("provider/client/operations.graphql", "utf8"));
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.MUTATION)
      return [];
    const { name, selectionSet } = definition;
    return selectionSet.selections.flatMap((selection) => {
      const field = selection.kind === Kind.FIELD ? selection.name.value : "";
      const type = schema.getMutationType()?.getFields()[field]?.type;
      if (!isUnionType(type)) throw new TypeError(`${field} is no mutation with refusals`);
      return type
        .getTypes()
        .filter((one) => one.getInterfaces().some((of) => of.name === "Error"))
        .map((error) => `${name?.value} ${error.name}`);
    });
  });
}

/** What a shell makes of the command that a diagnostic shows. @returns the block's type and the id. */
function readCommand(detail: string): { readonly type: string; readonly id: string } | undefined {
  const command = /terraform import .*$/s.exec(detail)?.[0];
  if (command === undefined) return undefined;
  const words = execFileSync("sh", ["-c", `terraform() { printf '%s\\n' "$@"; }; ${command}`], {
    encoding: "utf8",
  });
  const [, address = "", id = "", ...more] = words.trimEnd().split("\n");
  expect(more).toEqual([]);
  return { type: address.replace(/\.NAME$/, ""), id };
}

/** `UserCreate AlreadyExistsError` as it comes over the wire: `UserCreate ALREADY_EXISTS`. */
function onTheWire(refusal: string): string {
  const [mutation = "", error = ""] = refusal.split(" ");
  const words = error.replace(/Error$/, "").replaceAll(/(?<=[a-z])[A-Z]/g, "_$&");
  return `${mutation} ${words.toUpperCase()}`;
}

describe("what a server refuses of Terraform", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it("is all in the tables below, or cannot be met", () => {
    const reported = new Set([...ROWS, ...GONE].map(({ refusal }) => refusal));
    const isNever = (refusal: string) => refusal in NEVER || refusal.replace(/^\w+/, "*") in NEVER;
    const possible = possibleRefusals();
    expect(possible.length).toBeGreaterThan(60);
    expect(possible.filter((refusal) => !reported.has(refusal) && !isNever(refusal))).toEqual([]);
    // Nor is anything there that the schema does not know any more.
    const known = new Set(possible.flatMap((refusal) => [refusal, refusal.replace(/^\w+/, "*")]));
    expect([...reported, ...Object.keys(NEVER)].filter((refusal) => !known.has(refusal))).toEqual([]);
  });

  /** Lets it happen, and compares what the user reads with the row. @returns what the server refused. */
  async function reports({ plan, happens, at, says }: Omit<Row, "refusal">): Promise<readonly string[]> {
    const scene = await Scene.open(world, plan === undefined ? {} : { plan });
    let reported: Reported | undefined;
    const seen = await refusalsDuring(async () => {
      reported = await getRefusal(happens(scene));
    });
    if (reported === undefined) expect.fail();
    expect(reported).toMatchObject({
      path: at,
      detail: typeof says === "string" ? expect.stringContaining(says) : expect.stringMatching(says),
    });
    isForUsers(reported);
    const command = readCommand(reported.detail);
    if (command !== undefined) await scene.core.import(command.type, { id: command.id });
    return seen;
  }

  it.each(someByTier(ROWS))("$refusal: $when", async (row) => {
    expect(await reports(row)).toEqual([onTheWire(row.refusal)]);
  });

  it.each(ownRows)("refused by the provider itself: $when", async (row) => {
    expect(await reports(row)).toEqual([]);
  });

  it("is not an imported fob that could not be made here", async () => {
    const { admin, core } = await Scene.open(world);
    const model = { hardware: { slim: { periodSeconds: 60 } } };
    const { token } = await admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "card", model },
      "token { id }",
    );
    const imported = await core.import("tokenplane_token", { id: token.id });
    for (const more of [{}, { period_seconds: 60 }]) {
      const config = { model: "PROTECTIMUS_SLIM", name: "card", ...more };
      expect((await core.plan("tokenplane_token", config, imported)).action).toBe("nothing");
    }
  });

  it.each(someByTier(GONE))("$refusal: what is gone needs no deletion", async ({ refusal, happens }) => {
    const scene = await Scene.open(world);
    const seen = await refusalsDuring(() => happens(scene));
    expect(seen).toEqual([onTheWire(refusal)]);
  });
});
