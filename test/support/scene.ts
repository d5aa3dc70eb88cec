// An account, and a core with the provider, in which a server refuses something.
import { expect, vi } from "vitest";
import { configure } from "../../provider/configure.js";
import type { Attributes } from "../../provider/framework/attributes.js";
import { isNested } from "../../provider/framework/block.js";
import { providerCalls } from "../../provider/framework/serve.js";
import { createLog } from "../../provider/plugin/log.js";
import type { ProviderCalls } from "../../provider/plugin/serve.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { provider } from "../../provider/provider.js";
import type { Api } from "./api.js";
import { FakeCore } from "./fake-core.js";
import { RefusedChange, type Instance } from "./fake-core/instance.js";
import type { Fields } from "./fake-core/proposed.js";
import { Refused, type Reported } from "./fake-core/wire.js";
import { Seed } from "./seed.js";
import { isNotDoubled } from "./sentence.js";
import type { World } from "./world.js";

export const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
export const SECOND_SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

/** Attributes without checks, those of nested objects too. */
function uncheckedAttributes(attributes: Attributes): Attributes {
  const made = Object.entries(attributes).map(([name, attribute]) => {
    const { type } = attribute;
    const nested = isNested(type)
      ? { ...type, nested: { ...type.nested, attributes: uncheckedAttributes(type.nested.attributes) } }
      : type;
    return [name, { ...attribute, type: nested, check: () => [] }] as const;
  });
  return Object.fromEntries(made);
}

/** Types without the checks of their configurations: wrong values reach the server. */
function unchecked<T extends { readonly attributes: Attributes; readonly validate?: unknown }>(
  types: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const made = Object.entries(types).map(([name, { validate: _validate, ...type }]) => {
    return [name, { ...type, attributes: uncheckedAttributes(type.attributes) } as unknown as T] as const;
  });
  return Object.fromEntries(made);
}

/**
 * The provider's answers to a core in this process. It sees nothing of the environment.
 * @param checks whether it checks configurations before it sends them. @param now its clock.
 */
export function callsHere(
  patience?: number,
  checks = true,
  environment: NodeJS.ProcessEnv = {},
  now = () => new Date(),
): ProviderCalls {
  const log = createLog(
    "provider.tokenplane",
    undefined,
    () => {},
    () => new Date(),
  );
  return providerCalls({
    provider: {
      ...provider,
      ...(checks
        ? {}
        : {
            resources: unchecked(provider.resources),
            ephemeralResources: unchecked(provider.ephemeralResources),
          }),
      configure: async ({ config, signal, warn }) => {
        const tokenplane = await configure(
          {
            config: config as Parameters<typeof configure>[0]["config"],
            log,
            signal,
            warn,
          },
          environment,
          patience,
        );
        return tokenplane.isKnown ? { ...tokenplane, now } : tokenplane;
      },
    },
    log,
    configured: null,
    stop: new AbortController(),
  });
}

/** The id of what was made. */
export function getId({ state }: Instance): string {
  const { id } = state;
  if (typeof id !== "string") throw new TypeError("it has no id");
  return id;
}

/** An account of its own, its administrator, and a core, whose provider has the clock of the server. */
export class Scene {
  private constructor(
    readonly world: World,
    readonly seed: Seed,
    readonly core: FakeCore,
    /** The calls of the core. */
    readonly calls: ProviderCalls,
    private readonly meanwhile: { work: () => Promise<unknown> },
  ) {}

  /** @param role of the provider's key. @param plan how much the account may hold. @param checks see `callsHere`. */
  static async open(
    world: World,
    {
      role = "PROVISIONER",
      plan,
      checks = true,
    }: { readonly role?: string; readonly plan?: Plan; readonly checks?: boolean } = {},
  ): Promise<Scene> {
    const seed = await Seed.account(world.operator, world.clock, plan);
    const { key } = await seed.key(role);
    const meanwhile = { work: async (): Promise<unknown> => undefined };
    const now = () => new Date(world.clock.now());
    const { ApplyResourceChange: apply, ...others } = callsHere(undefined, checks, {}, now);
    if (apply === undefined) throw new TypeError("the provider changes nothing");
    const calls: ProviderCalls = {
      ...others,
      async ApplyResourceChange(request) {
        const { work } = meanwhile;
        meanwhile.work = async () => undefined;
        await work();
        return apply(request);
      },
    };
    const core = await FakeCore.start(calls, { endpoint: world.url, api_key: key });
    return new Scene(world, seed, core, calls, meanwhile);
  }

  /** The account's administrator, who works at the same time as Terraform. */
  get admin(): Api {
    return this.seed.admin;
  }

  /** Creates an object from a configuration. */
  async make(type: string, config: Fields): Promise<Instance> {
    const made = await this.core.apply(await this.core.plan(type, config, null));
    if (made === null) throw new Error("nothing was made");
    return made;
  }

  /**
   * Creates something and changes it. Between the plan of the change and its apply, something else happens.
   */
  async change(
    type: string,
    before: Fields,
    after: Fields | null,
    meanwhile: (id: string) => Promise<unknown> = async () => {},
  ): Promise<Instance | null> {
    const made = await this.make(type, before);
    await this.core.nextCommand();
    const planned = await this.core.plan(type, after, made);
    await meanwhile(getId(made));
    return this.core.apply(planned);
  }

  /**
   * Runs something between the last plan of the next change and its apply: at that time nothing is checked any more.
   */
  beforeTheNextApply(work: () => Promise<unknown>): void {
    this.meanwhile.work = work;
  }

  /** A fob of a user, created outside of Terraform. @returns its id. */
  async fob(of?: string, at: readonly string[] = []): Promise<string> {
    return (await this.seed.fob({ ...(of === undefined ? {} : { of }), at })).id;
  }
}

export interface Plan {
  readonly tokens: number;
  readonly users: number;
  readonly resources: number;
}

/** A plan without any places. */
export const NO_ROOM: Plan = { tokens: 0, users: 0, resources: 0 };

/** The only error with which something ends. */
export async function getRefusal(work: Promise<unknown>): Promise<Reported> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown === undefined) throw new Error("it was not refused");
  if (!(thrown instanceof Refused || thrown instanceof RefusedChange)) throw thrown;
  const errors = thrown.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors).toHaveLength(1);
  return errors[0] ?? expect.fail();
}

/** A key in the form that keys have. */
export const KEY = "tp_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
/** How long an unreachable server is tried: enough for one repetition. */
const PATIENCE = 400;

/** The diagnostic that a user gets who configures the provider like this. */
export async function configuring(endpoint: Value, api_key: Value = KEY): Promise<Reported> {
  const reported = await getRefusal(FakeCore.start(callsHere(PATIENCE), { endpoint, api_key }));
  isForUsers(reported);
  return reported;
}

/** Checks what every refusal must be: whole sentences, in the words of configurations. */
export function isForUsers({ summary, detail }: Reported): void {
  expect(summary).toMatch(/^[A-Z][^.]+$/);
  const [sentence = "", command] = detail.split("\n\n  ");
  expect(sentence).toMatch(command === undefined ? /[.?]$/ : /:$/);
  isNotDoubled(detail);
  // A core wraps lines, except those that begin with a space. What is to be copied must be on such a line.
  expect(sentence).not.toMatch(/terraform import|tokenplane api-key/);
  // Names of the API, such as releaseTokens, are not in configurations; placeholders, such as {secondsLeft}, are.
  expect(sentence.replaceAll(/"[^"]*"|https?:\/\/\S+|\{[^{}]*\}/g, "")).not.toMatch(/\b[a-z]+[A-Z]\w*\b/);
}

/** The refusals of the provider's mutations while `work` ran, as in `UserCreate ALREADY_EXISTS`. */
export async function refusalsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const { fetch } = globalThis;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const response = await fetch(input, init);
    const agent = new Headers(init?.headers).get("user-agent") ?? "";
    if (agent.startsWith("terraform-provider") && typeof init?.body === "string") {
      const { operationName } = JSON.parse(init.body) as { operationName: string };
      const { data } = (await response.clone().json()) as { data?: Record<string, { code?: string } | null> };
      const code = Object.values(data ?? {})[0]?.code;
      if (code !== undefined) seen.push(`${operationName} ${code}`);
    }
    return response;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return seen;
}

/** A configuration of a hardware token. */
export function fobNamed(serial_number: string, more: Fields = {}): Fields {
  return { model: "PROTECTIMUS_TWO", serial_number, period_seconds: 30, secret_wo: SECRET, ...more };
}

/** A configuration of a token of any vendor. */
export function universal(serial_number: string, more: Fields = {}): Fields {
  const oath = { algorithm: "TOTP", digits: 6, hash: "SHA1", period_seconds: 30 } satisfies Record<
    string,
    Value
  >;
  return { model: "UNIVERSAL", serial_number, secret_wo: SECRET, ...oath, ...more };
}
