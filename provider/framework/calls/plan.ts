import type { ProviderCalls } from "../../plugin/serve.js";
import { Unknown } from "../../plugin/cty/value.js";
import type { Attributes } from "../attributes.js";
import { readStored } from "../block.js";
import { openPrivate } from "../context.js";
import type { Diagnostic } from "../diagnostic.js";
import { respelled } from "../meaning.js";
import { wirePath, type Path } from "../path.js";
import { planBySchema, type Plan } from "../plan.js";
import type { AnyResource, PlannedChange } from "../resource.js";
import {
  getContext,
  decode,
  diagnosed,
  encode,
  hasErrors,
  toWireDiagnostics,
  typeNamed,
  type Fields,
  type Session,
} from "../session.js";
import { TIMEOUTS } from "../timeouts.js";
import type { ValueType } from "../types.js";
import { readConfig } from "../validate.js";

/** Calls that plan changes of resources. */
export function planCalls(session: Session) {
  return {
    async PlanResourceChange(request) {
      const diagnostics: Diagnostic[] = [];
      const answer = await diagnosed(session, diagnostics, async () => {
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        const { attributes } = resource;
        const prior = decode(attributes, request.prior_state);
        const proposed = decode(attributes, request.proposed_new_state);
        const config = decode(attributes, request.config);
        const kept = openPrivate(request.prior_private);
        const context = { ...getContext(session, diagnostics), private: kept };

        const isUnchangeable = resource.update === undefined && prior !== null;
        const plan =
          proposed === null
            ? null
            : isUnchangeable
              ? planApartFromTimeouts(attributes, prior, proposed, config ?? {})
              : planBySchema(attributes, prior, proposed, config ?? {});
        const change = new Change(resource, prior, plan?.planned ?? null, config);
        await resource.modifyPlan?.(change, context);
        return {
          planned_state: encode(attributes, change.planned),
          requires_replace: distinct([
            ...(plan?.replace ?? []),
            ...change.replaced,
            ...(isUnchangeable && plan !== null ? pathsOfItself(attributes, prior, plan.planned) : []),
          ]).map(wirePath),
          planned_private: kept.seal(),
          // An identity that is not known yet is left out: OpenTofu cannot store it.
          ...(request.prior_identity === undefined || proposed === null
            ? {}
            : { planned_identity: request.prior_identity }),
        };
      });
      if (answer === undefined || hasErrors(diagnostics)) {
        return {
          planned_state: request.prior_state,
          planned_private: request.prior_private,
          ...toWireDiagnostics(diagnostics),
        };
      }
      return { ...answer, ...toWireDiagnostics(diagnostics) };
    },
  } satisfies ProviderCalls;
}

/**
 * Plans a change of a resource that cannot be changed. Time limits are no part of it: another limit changes nothing that
 * the provider fills in.
 */
function planApartFromTimeouts(
  attributes: Attributes,
  prior: Fields,
  proposed: Fields,
  config: Fields,
): Plan {
  if (attributes[TIMEOUTS] === undefined) return planBySchema(attributes, prior, proposed, config);
  const same = { [TIMEOUTS]: prior[TIMEOUTS] ?? null };
  const { planned, replace } = planBySchema(attributes, prior, { ...proposed, ...same }, config);
  return { planned: { ...planned, [TIMEOUTS]: proposed[TIMEOUTS] ?? null }, replace };
}

/** The attributes whose change is another resource, if it cannot be changed. */
function pathsOfItself(attributes: Attributes, prior: Fields, planned: Fields): Path[] {
  const same = new Set([TIMEOUTS, ...respelled(attributes, prior, planned)]);
  return Object.keys(attributes)
    .filter((name) => !same.has(name))
    .map((name) => [name]);
}

/** Each path once, in a stable order. */
function distinct(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, path]) => path);
}

/** A plan that a resource's own code can read and change. */
class Change implements PlannedChange<AnyResource<unknown>["attributes"]> {
  readonly prior;
  readonly config;
  readonly plan;
  readonly replaced: Path[] = [];
  planned: Fields | null;

  constructor(
    private readonly resource: AnyResource<unknown>,
    prior: Fields | null,
    planned: Fields | null,
    config: Fields | null,
  ) {
    const { attributes } = resource;
    this.prior = prior === null ? null : readStored(attributes, prior);
    this.config = config === null ? null : readConfig(attributes, config);
    this.plan = planned === null ? null : readConfig(attributes, planned);
    this.planned = planned;
  }

  set = (name: string, value: unknown): void => {
    const attribute = this.resource.attributes[name];
    if (attribute === undefined || this.planned === null) throw new TypeError(`${name} cannot be planned`);
    const type: ValueType<unknown> = attribute.type;
    const written = value === null || value instanceof Unknown ? value : type.write(value);
    this.planned = { ...this.planned, [name]: written };
  };

  replace = (path: Path): void => {
    this.replaced.push(path);
  };
}
