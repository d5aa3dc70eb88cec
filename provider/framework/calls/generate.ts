import type { ProviderCalls } from "../../plugin/serve.js";
import type { Diagnostic } from "../diagnostic.js";
import { toConfig } from "../to-config.js";
import { decode, diagnosed, encode, toWireDiagnostics, typeNamed, type Session } from "../session.js";

/** Calls that generate configurations of imported objects: the shortest that means the same. */
export function generateCalls(session: Session) {
  return {
    async GenerateResourceConfig(request) {
      const diagnostics: Diagnostic[] = [];
      const generated = await diagnosed(session, diagnostics, () => {
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        const { attributes } = resource;
        const state = decode(attributes, request.state) ?? {};
        return { config: encode(attributes, toConfig(resource, state)) };
      });
      return { ...generated, ...toWireDiagnostics(diagnostics) };
    },
  } satisfies ProviderCalls;
}
