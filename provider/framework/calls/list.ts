import type { ProviderCalls } from "../../plugin/serve.js";
import { writeState } from "../block.js";
import type { Diagnostic } from "../diagnostic.js";
import type { AnyListResource } from "../list-resource.js";
import {
  getContext,
  decode,
  diagnosed,
  encode,
  toWireDiagnostics,
  typeNamed,
  type Session,
} from "../session.js";
import { readKnownConfig } from "../validate.js";
import { getIdentity } from "./resource.js";

/** The limit of a core that names none. */
const LIMIT = 100;

/** Calls that find existing objects. */
export function listCalls(session: Session) {
  return {
    async *ListResource(request, signal) {
      const diagnostics: Diagnostic[] = [];
      const limit = request.limit > 0 ? request.limit : LIMIT;
      const started = await diagnosed(session, diagnostics, () => {
        const found: AnyListResource<unknown> = typeNamed(
          session,
          session.provider.listResources,
          request.type_name,
        );
        const config = readKnownConfig(found.attributes, decode(found.attributes, request.config) ?? {});
        const context = getContext(session, diagnostics);
        return found.list(config, { ...context, limit, signal: AbortSignal.any([signal, context.signal]) });
      });
      const items = started?.[Symbol.asyncIterator]();
      for (let count = 0; count < limit; count += 1) {
        const next = await diagnosed(session, diagnostics, () => items?.next());
        if (next === undefined || next.done === true) break;
        const { displayName, state } = next.value;
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        yield {
          identity: getIdentity(resource, state),
          display_name: displayName,
          ...(request.include_resource_object
            ? { resource_object: encode(resource.attributes, writeState(resource.attributes, state)) }
            : {}),
        };
      }
      await items?.return?.();
      const { diagnostics: diagnostic } = toWireDiagnostics(diagnostics);
      if (diagnostic.length > 0) yield { diagnostic };
    },
  } satisfies ProviderCalls;
}
