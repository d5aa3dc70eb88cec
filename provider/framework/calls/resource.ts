import type { ProviderCalls } from "../../plugin/serve.js";
import { encodeValue } from "../../plugin/cty/msgpack.js";
import type { Type } from "../../plugin/cty/type.js";
import { isOnlyRespelled, keepWriting } from "../meaning.js";
import type { Attributes, StateOf } from "../attributes.js";
import { readStored, writeState } from "../block.js";
import { openPrivate } from "../context.js";
import type { Diagnostic } from "../diagnostic.js";
import type { AnyResource, IdentityAttributes } from "../resource.js";
import {
  getContext,
  decode,
  diagnosed,
  encode,
  toWireDiagnostics,
  typeNamed,
  type Fields,
  type Session,
} from "../session.js";
import { TIMEOUTS, getTimeout } from "../timeouts.js";
import type { ValueType } from "../types.js";
import { readKnownConfig, readPlan } from "../validate.js";

type State = StateOf<Attributes>;

/** The type of an identity on the wire. */
export function identityType(attributes: IdentityAttributes): Type {
  return [
    "object",
    Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type.cty])),
  ];
}

/** The identity of a resource, from its state. Every answer with a state has it. */
export function getIdentity(resource: AnyResource<unknown>, state: State) {
  const { identity } = resource;
  if (identity === undefined) return undefined;
  const given: Readonly<Record<string, unknown>> = identity.of(state);
  const entries = Object.entries(identity.attributes).map(([name, { type }]) => {
    const of: ValueType<unknown> = type;
    const value = given[name] ?? null;
    return [name, value === null ? null : of.write(value)] as const;
  });
  return {
    identity_data: { msgpack: encodeValue(Object.fromEntries(entries), identityType(identity.attributes)) },
  };
}

/** @param before the known values: a plan, or the state so far. */
function getAnswer({
  resource,
  state,
  before,
}: {
  resource: AnyResource<unknown>;
  state: State;
  before: Fields | null;
}) {
  const { attributes } = resource;
  const timeouts = attributes[TIMEOUTS] === undefined ? {} : { [TIMEOUTS]: before?.[TIMEOUTS] ?? null };
  const written = { ...writeState(attributes, state), ...timeouts };
  return {
    new_state: encode(attributes, before === null ? written : keepWriting(attributes, before, written)),
    new_identity: getIdentity(resource, state),
  };
}

/** Calls that read and change resources. */
export function resourceCalls(session: Session) {
  return {
    async ReadResource(request) {
      const diagnostics: Diagnostic[] = [];
      const answer = await diagnosed(session, diagnostics, async () => {
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        const stored = decode(resource.attributes, request.current_state);
        if (stored === null) return { new_state: encode(resource.attributes, null) };
        const kept = openPrivate(request.private);
        const timeout = getTimeout(resource.attributes, stored, "read");
        const context = { ...getContext(session, diagnostics, timeout), private: kept };
        const state = await resource.read(readStored(resource.attributes, stored), context);
        if (state === null) return { new_state: encode(resource.attributes, null) };
        return { ...getAnswer({ resource, state, before: stored }), private: kept.seal() };
      });
      // A resource that could not be read keeps its known state.
      const unchanged = {
        new_state: request.current_state,
        new_identity: request.current_identity,
        private: request.private,
      };
      return { ...(answer ?? unchanged), ...toWireDiagnostics(diagnostics) };
    },

    async ApplyResourceChange(request) {
      const diagnostics: Diagnostic[] = [];
      const unchanged = { new_state: request.prior_state, private: request.planned_private };
      const asked = await diagnosed(session, diagnostics, () => {
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        const { attributes } = resource;
        return {
          resource,
          prior: decode(attributes, request.prior_state),
          planned: decode(attributes, request.planned_state),
          config: decode(attributes, request.config) ?? {},
          kept: openPrivate(request.planned_private),
        };
      });
      if (asked === undefined) return { ...unchanged, ...toWireDiagnostics(diagnostics) };
      const { resource, prior, planned, config, kept } = asked;
      const { attributes } = resource;
      let saved: State | undefined;
      const deleted = await diagnosed(session, diagnostics, async () => {
        const operation = planned === null ? "delete" : prior === null ? "create" : "update";
        const timeout = getTimeout(attributes, planned ?? prior ?? {}, operation);
        const context = { ...getContext(session, diagnostics, timeout), private: kept };
        if (planned === null) {
          if (prior !== null) await resource.delete(readStored(attributes, prior), context);
          return { new_state: encode(attributes, null) };
        }
        const change = {
          ...context,
          plan: readPlan(attributes, planned),
          config: readKnownConfig(attributes, config),
          save: (state: State) => {
            saved = state;
          },
        };
        saved =
          prior === null ? await resource.create(change) : await update(resource, change, { prior, planned });
        return undefined;
      });
      const answer =
        deleted ??
        (await diagnosed(session, diagnostics, () => {
          if (saved !== undefined) return getAnswer({ resource, state: saved, before: planned });
          // A resource that could not be changed keeps its state and its identity.
          const stored: State | null = prior === null ? null : readStored(attributes, prior);
          return {
            new_state: request.prior_state,
            new_identity: stored === null ? undefined : getIdentity(resource, stored),
          };
        }));
      return {
        ...(answer ?? unchanged),
        private: kept.seal(),
        ...toWireDiagnostics(diagnostics),
      };
    },
  } satisfies ProviderCalls;
}

async function update(
  resource: AnyResource<unknown>,
  change: Parameters<AnyResource<unknown>["create"]>[0],
  { prior, planned }: { readonly prior: Fields; readonly planned: Fields },
): Promise<State> {
  const { attributes } = resource;
  // Without an update, every other change is planned as a replacement: these are only its time limits.
  if (resource.update === undefined || isOnlyRespelled(attributes, prior, planned)) {
    return readStored(attributes, prior);
  }
  // A value that is only written differently is no change: a provider that compares must not send it.
  return resource.update({
    ...change,
    prior: readStored(attributes, keepWriting(attributes, planned, prior)),
  });
}
