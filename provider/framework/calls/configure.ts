import type { ProviderCalls } from "../../plugin/serve.js";
import type { Diagnostic } from "../diagnostic.js";
import { decode, diagnosed, toWireDiagnostics, type Session } from "../session.js";
import { checkAttributes, readConfig } from "../validate.js";

/** Calls that configure the provider, and that stop it. */
export function configureCalls(session: Session) {
  const { provider, log } = session;
  return {
    async ValidateProviderConfig(request) {
      const diagnostics: Diagnostic[] = [];
      await diagnosed(session, diagnostics, () => {
        const config = decode(provider.attributes, request.config) ?? {};
        diagnostics.push(...checkAttributes(provider.attributes, config));
        if (diagnostics.length > 0) return;
        diagnostics.push(...(provider.validate?.(readConfig(provider.attributes, config)) ?? []));
      });
      return toWireDiagnostics(diagnostics);
    },
    async ConfigureProvider(request) {
      const diagnostics: Diagnostic[] = [];
      // A core may configure a provider again after it was stopped.
      session.stop = new AbortController();
      await diagnosed(session, diagnostics, async () => {
        const client = await provider.configure({
          config: readConfig(provider.attributes, decode(provider.attributes, request.config) ?? {}),
          terraformVersion: request.terraform_version,
          log,
          signal: session.stop.signal,
          warn: (diagnostic) => void diagnostics.push(diagnostic),
        });
        session.configured = { client };
      });
      return toWireDiagnostics(diagnostics);
    },
    async StopProvider() {
      log.info("asked to stop");
      session.stop.abort();
      return {};
    },
  } satisfies ProviderCalls;
}
