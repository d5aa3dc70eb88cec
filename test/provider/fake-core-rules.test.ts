// Each rule of the fake core, seen to catch a provider that breaks it.
import { describe, expect, it } from "vitest";
import { objectType } from "../../provider/framework/block.js";
import { providerCalls } from "../../provider/framework/serve.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import { isRecord, UNKNOWN } from "../../provider/plugin/cty/value.js";
import { createLog } from "../../provider/plugin/log.js";
import type { ProviderCalls } from "../../provider/plugin/serve.js";
import type { Request, Response } from "../../provider/plugin/tfplugin6.js";
import { FakeCore } from "../support/fake-core.js";
import { idIn, oneOfEach, providerOf, resourceInMemory, type Fields } from "../support/random-resource.js";

const TYPE = objectType(oneOfEach);
const THING = "random_thing";

/** A whole life: created with something unknown, unchanged, changed, read, imported, replaced, deleted. */
async function live(calls: ProviderCalls): Promise<void> {
  const core = await FakeCore.start(calls);
  const known = { name: "a", secret: "s3cret" };
  const created = await core.apply(await core.plan(THING, { ...known, zone: UNKNOWN }, null), known);
  if (created === null) throw new Error("nothing was created");
  const read = await core.read(THING, created);
  if (read === null) throw new Error("nothing was read");
  expect((await core.plan(THING, known, read)).action).toBe("nothing");
  const changed = await core.apply(await core.plan(THING, { ...known, size: 3 }, read));
  if (changed === null) throw new Error("nothing was changed");
  await core.import(THING, { id: idIn(changed.state) });
  const replacement = await core.plan(THING, { ...known, name: "b" }, changed);
  expect(replacement).toMatchObject({ action: "replace", replaces: ["name"] });
  const replaced = await core.apply(replacement);
  expect(await core.apply(await core.plan(THING, null, replaced))).toBeNull();
}

type Broken = (calls: ProviderCalls) => ProviderCalls;
type Name =
  | "PlanResourceChange"
  | "ApplyResourceChange"
  | "ReadResource"
  | "UpgradeResourceState"
  | "ImportResourceState"
  | "ValidateResourceConfig"
  | "GetResourceIdentitySchemas";

/** Calls of which one answers otherwise. */
function altered<N extends Name>(
  name: N,
  change: (answer: Response<N>, request: Request<N>) => Response<N>,
): Broken {
  return (calls) => {
    const honest = calls[name] as ((request: Request<N>) => Promise<Response<N>>) | undefined;
    if (honest === undefined) throw new Error(`${name} is not there`);
    return { ...calls, [name]: async (request: Request<N>) => change(await honest(request), request) };
  };
}

interface Sent {
  readonly msgpack?: Uint8Array | undefined;
}

const fieldsOf = (value: Sent | undefined): Fields | null => {
  const read = decodeValue(value?.msgpack ?? Buffer.from([0xc0]), TYPE);
  return isRecord(read) ? read : null;
};

/** A state with other values, where there is one. */
function edited(value: Sent | undefined, change: (fields: Fields) => Fields) {
  const fields = fieldsOf(value);
  return { msgpack: encodeValue(fields === null ? null : change(fields), TYPE) };
}

const plan = (
  change: (fields: Fields) => Fields,
  when: (request: Request<"PlanResourceChange">) => boolean = () => true,
) =>
  altered("PlanResourceChange", (answer, request) =>
    when(request) ? { ...answer, planned_state: edited(answer.planned_state, change) } : answer,
  );
const apply = (change: (fields: Fields) => Fields) =>
  altered("ApplyResourceChange", (answer) => ({ ...answer, new_state: edited(answer.new_state, change) }));
const readAs = (change: (fields: Fields) => Fields) =>
  altered("ReadResource", (answer) => ({ ...answer, new_state: edited(answer.new_state, change) }));

const withSecret = (fields: Fields): Fields => ({ ...fields, secret: "s3cret" });
const another = { identity_data: { msgpack: encodeValue({ id: "another" }, ["object", { id: "string" }]) } };
const idOf = (value: Sent | undefined) => ({
  identity_data: {
    msgpack: encodeValue({ id: fieldsOf(value)?.["id"] ?? null }, ["object", { id: "string" }]),
  },
});
let count = 0;
/** The wire form without an attribute, which `encodeValue` refuses to make. */
const withoutNote = (value: Sent | undefined) => {
  const { note: _note, ...fields } = fieldsOf(value) ?? {};
  const [, shape] = TYPE as readonly ["object", Readonly<Record<string, never>>];
  const { note: _type, ...type } = shape;
  return { msgpack: encodeValue(fields, ["object", type]) };
};
const diagnostic = (reported: object): Broken =>
  altered("ValidateResourceConfig", () => ({
    diagnostics: [{ severity: 2, summary: "x", detail: "y", ...reported }],
  }));

const BROKEN: readonly (readonly [string, Broken, RegExp])[] = [
  [
    "plans what is not configured",
    plan((of) => ({ ...of, note: "mine" })),
    /note is planned, is not configured, and is not computed/,
  ],
  [
    "plans its own form of a name",
    plan((of) => ({ ...of, name: "A" })),
    /name is planned otherwise than it is configured/,
  ],
  ["plans a secret", plan(withSecret), /planned\.secret is write-only/],
  [
    "plans by the dice",
    plan((of) => ({ ...of, stamp: (count += 1) })),
    /another one when it is planned again/,
  ],
  [
    "plans nothing",
    altered("PlanResourceChange", (answer) => ({
      ...answer,
      planned_state: { msgpack: encodeValue(null, TYPE) },
    })),
    /planned is null, or is not, unlike its configuration/,
  ],
  [
    "plans another thing at the apply",
    plan(
      (of) => ({ ...of, size: 5 }),
      (request) => fieldsOf(request.config)?.["zone"] === null,
    ),
    /final plan of random_thing\.size is not what was planned/,
  ],
  [
    "plans an unknown id",
    plan(
      (of) => ({ ...of, id: UNKNOWN }),
      (request) => fieldsOf(request.prior_state) !== null,
    ),
    /expected 'update' to be 'nothing'/,
  ],
  [
    "replaces by an attribute that is not there",
    altered("PlanResourceChange", (answer) => ({
      ...answer,
      requires_replace: [{ steps: [{ attribute_name: "nobody" }] }],
    })),
    /points at a place that there is not/,
  ],
  [
    "forgets to replace",
    altered("PlanResourceChange", (answer) => ({ ...answer, requires_replace: [] })),
    /'update'|"update"|to match object/,
  ],
  [
    "loses an attribute",
    altered("PlanResourceChange", (answer) => ({
      ...answer,
      planned_state: withoutNote(answer.planned_state),
    })),
    /planned\.note is missing on the wire/,
  ],
  [
    "answers in JSON",
    altered("PlanResourceChange", (answer) => ({ ...answer, planned_state: { json: Buffer.from("{}") } })),
    /is JSON/,
  ],
  [
    "plans an unknown identity",
    altered("PlanResourceChange", (answer) => ({
      ...answer,
      planned_identity: {
        identity_data: { msgpack: encodeValue({ id: UNKNOWN }, ["object", { id: "string" }]) },
      },
    })),
    /OpenTofu cannot store/,
  ],
  [
    "plans another identity",
    altered("PlanResourceChange", (answer, request) =>
      request.prior_identity === undefined ? answer : { ...answer, planned_identity: another },
    ),
    /loses its identity, or gets another/,
  ],
  ["defers", altered("PlanResourceChange", (answer) => ({ ...answer, deferred: { reason: 1 } })), /deferred/],
  [
    "keeps a book in private",
    altered("PlanResourceChange", (answer) => ({ ...answer, planned_private: Buffer.alloc(5_000, 32) })),
    /too much in private/,
  ],
  ["leaves something unknown", apply((of) => ({ ...of, stamp: UNKNOWN })), /applied\.stamp is unknown/],
  ["applies a secret", apply(withSecret), /applied\.secret is write-only/],
  ["applies another default", apply((of) => ({ ...of, size: 10 })), /applied\.size is not what was planned/],
  [
    "creates nothing, and says so to nobody",
    altered("ApplyResourceChange", (answer) => ({
      ...answer,
      new_state: { msgpack: encodeValue(null, TYPE) },
    })),
    /applied is null, and no error says why/,
  ],
  [
    "deletes nothing, and says so to nobody",
    altered("ApplyResourceChange", (answer, request) =>
      fieldsOf(request.planned_state) === null
        ? { ...answer, new_state: request.prior_state, new_identity: idOf(request.prior_state) }
        : answer,
    ),
    /applied is not null, and no error says why/,
  ],
  [
    "loses the identity at the creation",
    altered("ApplyResourceChange", ({ new_identity: _lost, ...answer }) => answer),
    /applied has no identity/,
  ],
  [
    "loses the identity when it reads",
    altered("ReadResource", ({ new_identity: _lost, ...answer }) => answer),
    /read has no identity/,
  ],
  [
    "reads another identity",
    altered("ReadResource", (answer) => ({ ...answer, new_identity: another })),
    /another identity than before/,
  ],
  ["reads something unknown", readAs((of) => ({ ...of, size: UNKNOWN })), /read\.size is unknown/],
  ["reads a secret", readAs(withSecret), /read\.secret is write-only/],
  [
    "upgrades to another state",
    altered("UpgradeResourceState", (answer) => ({
      ...answer,
      upgraded_state: edited(answer.upgraded_state, (of) => ({ ...of, size: 77 })),
    })),
    /upgrade to the same version as another state/,
  ],
  [
    "upgrades to a secret",
    altered("UpgradeResourceState", (answer) => ({
      ...answer,
      upgraded_state: edited(answer.upgraded_state, withSecret),
    })),
    /upgrade\.secret is write-only/,
  ],
  ["upgrades to nothing", altered("UpgradeResourceState", () => ({})), /upgrade is null/],
  ["imports nothing", altered("ImportResourceState", () => ({})), /brings nothing, and no error/],
  [
    "imports without an identity",
    altered("ImportResourceState", (answer) => ({
      ...answer,
      imported_resources: answer.imported_resources?.map(({ identity: _lost, ...of }) => of),
    })),
    /imported has no identity/,
  ],
  ["tells what is no error", diagnostic({ severity: 0 }), /neither an error nor a warning/],
  ["tells without a summary", diagnostic({ summary: "" }), /has no summary/],
  ["shows a stack", diagnostic({ detail: "Error: x\n    at f (/a/b.js:1:2)" }), /shows a stack/],
  [
    "points at nowhere",
    diagnostic({ attribute: { steps: [{ attribute_name: "nobody" }] } }),
    /points at a place that there is not/,
  ],
  [
    "points into a text",
    diagnostic({ attribute: { steps: [{ attribute_name: "name" }, { element_key_int: 0 }] } }),
    /points at a place that there is not: after name/,
  ],
  [
    "checks by the dice",
    altered("ValidateResourceConfig", () => ({ diagnostics: [{ severity: 2, summary: `${(count += 1)}` }] })),
    /checked twice with different results/,
  ],
  [
    "throws",
    (calls) => ({ ...calls, ReadResource: () => Promise.reject(new Error("broken")) }),
    /ReadResource ends with an exception/,
  ],
  [
    "cannot apply",
    ({ ApplyResourceChange: _missing, ...calls }) => calls,
    /ApplyResourceChange is not implemented/,
  ],
  [
    "has an identity that no import can name",
    altered("GetResourceIdentitySchemas", () => ({
      identity_schemas: { [THING]: { identity_attributes: [{ name: "id", type: Buffer.from('"string"') }] } },
    })),
    /neither required nor optional/,
  ],
];

function honestCalls(): ProviderCalls {
  return providerCalls({
    provider: providerOf(resourceInMemory(oneOfEach, true)),
    log: createLog(
      "provider.random",
      undefined,
      () => {},
      () => new Date(0),
    ),
    configured: null,
    stop: new AbortController(),
  });
}

describe("a core", () => {
  it("has nothing to say of an honest provider", async () => {
    await expect(live(honestCalls())).resolves.toBeUndefined();
  });

  it.each(BROKEN)("catches a provider that %s", async (_name, broken, sentence) => {
    await expect(live(broken(honestCalls()))).rejects.toThrow(sentence);
  });
});
