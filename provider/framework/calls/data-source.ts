import type { ProviderCalls } from "../../plugin/serve.js";
import { writeState } from "../block.js";
import type { Diagnostic } from "../diagnostic.js";
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

/** Calls that read data sources. */
export function dataSourceCalls(session: Session) {
  return {
    async ReadDataSource(request) {
      const diagnostics: Diagnostic[] = [];
      const state = await diagnosed(session, diagnostics, async () => {
        const { attributes, read } = typeNamed(session, session.provider.dataSources, request.type_name);
        const config = readKnownConfig(attributes, decode(attributes, request.config) ?? {});
        const result = await read(config, getContext(session, diagnostics));
        return encode(attributes, writeState(attributes, result));
      });
      return { ...(state === undefined ? {} : { state }), ...toWireDiagnostics(diagnostics) };
    },
  } satisfies ProviderCalls;
}
