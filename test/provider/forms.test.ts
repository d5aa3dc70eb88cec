// What a value must look like is said in one place. The server refuses it over GraphQL, the provider at plan and the
// constructs at synth, each with the same sentence and with the place where the value stands.
import { DECLARATIONS } from "@tokenplane/rules/drivers/drivers";
import * as fields from "@tokenplane/rules/fields";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attributes } from "../../provider/framework/attributes.js";
import { isNested } from "../../provider/framework/block.js";
import { TIMEOUTS } from "../../provider/framework/timeouts.js";
import { UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";
import { provider } from "../../provider/provider.js";
import { KITS, getRefusals, type Kit, type Stack } from "../support/constructs.js";
import { open } from "../support/fake-core/once.js";
import { FORMS, FREE, rulesOf, type Form } from "./forms.js";
import { isForUsers, getRefusal, refusalsDuring, Scene } from "../support/scene.js";
import { someByTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
let checked: Scene;
let unchecked: Scene;
beforeAll(async () => {
  world = await openWorld(storeHere());
  checked = await Scene.open(world);
  unchecked = await Scene.open(world, { checks: false });
});
afterAll(() => world.end());

function getType({ attribute }: Form): readonly [type: string, name: string] {
  const [type = "", ...name] = attribute.split(".");
  return [type, name.join(".")];
}

/** Plans something, and applies it. */
function make({ core, calls }: Scene, form: Form, value: Value): Promise<unknown> {
  const [type] = getType(form);
  const config = form.config(value);
  if (type === "tokenplane_api_key") return open(calls, type, config);
  return core.plan(type, config, null).then((planned) => core.apply(planned));
}

/** What the server says of a value, with the place that it has in the configuration. */
async function serverSays(form: Form, value: Value): Promise<string> {
  if (form.rule === fields.BYPASS.notAfter) {
    // Some moments are Terraform's own. The server says the same of all moments.
    const query = "query ($from: DateTime) { events(filter: { from: $from }) { totalCount } }";
    const reported: unknown = await checked.admin
      .query(query, { from: value })
      .catch((error: unknown) => error);
    return /has a wrong value: (.*\.)/.exec(String(reported))?.[1] ?? String(reported);
  }
  let reported = "";
  const seen = await refusalsDuring(async () => {
    const { detail, path } = await getRefusal(make(unchecked, form, value));
    expect(path).toBe(getType(form)[1]);
    reported = detail;
  });
  expect(seen).toEqual([expect.stringMatching(/ VALIDATION_FAILED$/)]);
  return reported;
}

/** What a program is refused with, without the construct's path. */
function synthSays({ program }: Form, kit: Kit, value: unknown): readonly string[] {
  const refusals = getRefusals(kit, (used, stack) => void program?.(used, stack, value as never));
  return refusals.map((line) => {
    const [, path, sentence = ""] = /^\[(.*?)\] (.*)$/.exec(line) ?? [];
    expect(path).toBe("team/it");
    return sentence;
  });
}

const CASES = FORMS.flatMap((form) => form.bad.map((value) => ({ form, value })));

describe("the form of a value", () => {
  it.each(someByTier(CASES))(
    "of $form.attribute is refused everywhere in the same words: $value",
    async ({ form, value }) => {
      const sentence = await serverSays(form, value);
      let reported: Awaited<ReturnType<typeof getRefusal>> | undefined;
      const seen = await refusalsDuring(async () => {
        reported = await getRefusal(make(checked, form, value));
      });
      expect(seen).toEqual([]);
      const { path = "?", detail = "" } = reported ?? {};
      // Of a map, the provider names the key, too.
      expect([path.replace(/\[".*"\]$/, ""), detail]).toEqual([getType(form)[1], sentence]);
      isForUsers(reported ?? expect.fail());
      if (/secret|pin/.test(form.attribute)) {
        const secrets = typeof value === "string" ? [value] : Object.values(value ?? {});
        for (const secret of secrets) if (secret !== "") expect(sentence).not.toContain(` ${secret}.`);
      }
      if (form.program === undefined) return;
      // Programs write the names of the API.
      const inPrograms = sentence.replaceAll(/\b[a-z]+_[a-z]+\b/g, (name) =>
        name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      );
      for (const kit of KITS.filter(({ name }) => form.only === undefined || name === form.only)) {
        expect(synthSays(form, kit, value)).toEqual([inPrograms]);
      }
    },
  );

  it.each(FORMS)("of $attribute is not asked of what is not known yet", async (form) => {
    const [type] = getType(form);
    if (type !== "tokenplane_api_key") await checked.core.validate(type, form.config(UNKNOWN));
    for (const kit of KITS.filter(({ name }) => form.only === undefined || name === form.only)) {
      const refusals = getRefusals(
        kit,
        (used, stack) => void form.program?.(used, stack, reference(form, used, stack)),
      );
      expect(refusals).toEqual([]);
    }
  });

  it("is tried for every attribute that people write, or there is none", () => {
    const types = { ...provider.resources, api_key: provider.ephemeralResources["api_key"] };
    const tried = new Set(FORMS.map(({ attribute }) => attribute));
    const left = Object.entries(types).flatMap(([type, of]) =>
      written(of?.attributes ?? {}).filter((name) => !tried.has(`tokenplane_${type}.${name}`)),
    );
    expect([...new Set(left)].sort()).toEqual(Object.keys(FREE).sort());
  });

  it("is tried for every rule of a field", () => {
    // The settings of the provider are tried in network.test.ts. A person's password is not in configurations.
    const {
      ERASURE: _erasure,
      MESSAGE: _message,
      PERSON: _password,
      PROVIDER: _settings,
      ...groups
    } = fields;
    // The names of secrets are those that a template has, or the provider's own. The language of a person is the person's choice.
    const ofTheApiAlone = new Set<unknown>([
      fields.CHANNEL.country,
      fields.CHANNEL.template.secretNames,
      fields.USER.locale,
    ]);
    const rules = [...Object.values(groups), ...Object.values(DECLARATIONS).map(rulesOf)]
      .flatMap(rulesIn)
      .filter((rule) => !ofTheApiAlone.has(rule));
    const tried = new Set(FORMS.map(({ rule }) => rule));
    expect(rules.length).toBeGreaterThan(12);
    expect(rules.filter((rule) => !tried.has(rule))).toEqual([]);
  });
});

/** The rules of a group of fields, and of the groups in it. */
function rulesIn(group: object): unknown[] {
  return Object.values(group).flatMap((rule: unknown) =>
    typeof rule === "object" && rule !== null && !("each" in rule) ? rulesIn(rule) : [rule],
  );
}

/** A reference in a program, of the type that the attribute has. */
function reference({ bad: [value] }: Form, { cdk }: Kit, stack: Stack): never {
  const variable = new cdk.TerraformVariable(stack, "later", {});
  const given = typeof value === "number" ? variable.numberValue : variable.stringValue;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return cdk.Token.asStringMap(variable.value) as never;
  }
  return (Array.isArray(value) ? variable.listValue : given) as never;
}

/** The attributes that people write freely: neither booleans, nor one of some words. */
function written(attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const { presence, type } = attribute;
    if (presence === "identifier" || presence === "computed" || type.cty === "bool") return [];
    if (isNested(type) && name !== TIMEOUTS) {
      return written(type.nested.attributes).map((inner) => `${name}.${inner}`);
    }
    const one = type.cty === "string" ? "?" : ["?"];
    const isWord =
      type.cty !== "number" &&
      attribute.check(one, [name]).some(({ detail }) => detail.includes("Write one of"));
    return isWord ? [] : [name];
  });
}
