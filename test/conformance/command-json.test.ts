import path from "node:path";
import { getNamedType, isLeafType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../../server/schema.js";
import { Api } from "../support/api.js";
import { prepareFolder } from "../support/prepared.js";
import { runCommand, Workshop, type ServerProcess } from "../support/process.js";

// What `--json` prints, of each command that has it.

const workshop = new Workshop();
afterAll(() => workshop.clear());

/** The names in a value that a type of the API has no field for. */
function strangeNames(value: unknown, typeName: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => strangeNames(one, typeName));
  const type = schema.getType(typeName);
  if (value === null || isLeafType(type)) return [];
  if (!isObjectType(type) || typeof value !== "object") return [`${typeName} is no such value`];
  const fields = type.getFields();
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = fields[name];
    return field === undefined ? [`${typeName}.${name}`] : strangeNames(inner, getNamedType(field.type).name);
  });
}

describe("--json prints one JSON value", () => {
  const dataFolder = prepareFolder(workshop.dataFolder());
  const backup = path.join(path.dirname(dataFolder), "backup");
  let server: ServerProcess;
  let key = "";
  let user = "";

  beforeAll(async () => {
    server = await workshop.start({ TOKENPLANE_DATA_DIR: dataFolder });
    key = await server.firstAdminKey();
    const api = new Api(server.url, key);
    const made = await api.do<{ user: { id: string } }>("userCreate", { login: "gone" }, "user { id }");
    user = made.user.id;
    await api.do("userDelete", { user: { id: user } }, "__typename");
    await api.do("resourceCreate", { name: "VPN" }, "__typename");
  }, 120_000);

  async function json(words: string, input = "", more: Record<string, string> = {}): Promise<unknown> {
    const { code, stdout, stderr } = await runCommand(
      [...words.split(" "), "--json"],
      { TOKENPLANE_ENDPOINT: server.url, TOKENPLANE_API_KEY: key, ...more },
      undefined,
      input,
    );
    expect({ code, stderr: code === 0 ? "" : stderr }, words).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  // In this order: a later one needs what an earlier one created.
  it.each([
    ["api-key create --name x --role auditor", "ApiKeyCreatePayload", ""],
    ["api-key list", "ApiKey", ""],
    ["api-key revoke x", "ApiKeyRevokePayload", ""],
    ["users import -", "ImportJob", "anna\n"],
    ["tokens import - --model protectimus-two --period 30", "ImportJob", `T1,${"31".repeat(20)}\n`],
    ["assignments import - --dry-run", "ImportJob", "VPN,T1\n"],
    ["events erase USER", "UserErasePayload", ""],
  ])(
    "%s: with the names of %s",
    async (words, type, input) => {
      const value = await json(words.replace("USER", user), input);
      expect(JSON.stringify(value).length).toBeGreaterThan(20);
      expect(strangeNames(value, type)).toEqual([]);
    },
    60_000,
  );

  it("api-key list: every key in one list, and no secret", async () => {
    const keys = await json("api-key list");
    expect(keys).toEqual(expect.arrayContaining([expect.objectContaining({ name: "x", role: "AUDITOR" })]));
    expect(JSON.stringify(keys)).not.toContain(key);
  }, 60_000);

  it("commands that write no type of the API: with names of their own", async () => {
    expect(await json("events verify")).toEqual(
      expect.objectContaining({ events: expect.any(Number), seals: expect.any(Number), findings: [] }),
    );
    await server.stop();
    const where = { TOKENPLANE_DATA_DIR: dataFolder };
    expect(await json("migrate", "", where)).toEqual({ applied: [] });
    const written = await json(`backup ${backup}`, "", where);
    expect(written).toEqual({ file: backup, rows: expect.any(Number), bytes: expect.any(Number) });
    const target = workshop.dataFolder();
    expect(
      await json(`restore ${backup}`, "", {
        TOKENPLANE_DATA_DIR: target,
        TOKENPLANE_MASTER_KEY_FILE: `${dataFolder}.master-key`,
      }),
    ).toEqual(expect.objectContaining({ createdAt: expect.any(String), rows: expect.any(Number) }));
  }, 120_000);
});
