import type { ProviderCalls } from "../../plugin/serve.js";
import { writeState } from "../block.js";
import type { Diagnostic } from "../diagnostic.js";
import type { OpenResources } from "../open-resources.js";
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

/** How long something may be closed after the core asked to stop, in milliseconds. */
const LAST_TIME = 10_000;

/** Calls for ephemeral resources: they exist during one run and are stored nowhere. */
export function ephemeralCalls(session: Session, stillOpen: OpenResources) {
  const named = (name: string) => typeNamed(session, session.provider.ephemeralResources, name);
  return {
    async OpenEphemeralResource(request) {
      const diagnostics: Diagnostic[] = [];
      const opened = await diagnosed(session, diagnostics, async () => {
        const { attributes, open, close } = named(request.type_name);
        const config = readKnownConfig(attributes, decode(attributes, request.config) ?? {});
        const context = getContext(session, diagnostics);
        const { result, renewAt, private: toKeep } = await open(config, context);
        if (close !== undefined) {
          stillOpen.add({
            type: request.type_name,
            kept: toKeep,
            close: (last, signal) => close(last, { ...context, signal }),
          });
        }
        return {
          result: encode(attributes, writeState(attributes, result)),
          renew_at: timestamp(renewAt),
          private: keep(toKeep),
        };
      });
      return { ...opened, ...toWireDiagnostics(diagnostics) };
    },

    async RenewEphemeralResource(request) {
      const diagnostics: Diagnostic[] = [];
      const renewed = await diagnosed(session, diagnostics, async () => {
        const { renew } = named(request.type_name);
        const before = kept(request.private);
        const result = await renew?.(before, getContext(session, diagnostics));
        if (result?.private !== undefined) stillOpen.renewed(request.type_name, before, result.private);
        return { renew_at: timestamp(result?.renewAt), private: keep(result?.private) ?? request.private };
      });
      return { ...renewed, ...toWireDiagnostics(diagnostics) };
    },

    async CloseEphemeralResource(request) {
      const diagnostics: Diagnostic[] = [];
      await diagnosed(session, diagnostics, async () => {
        const { close } = named(request.type_name);
        const last = kept(request.private);
        const { signal: stop } = session.stop;
        const signal = stop.aborted ? AbortSignal.timeout(LAST_TIME) : stop;
        await close?.(last, { ...getContext(session, diagnostics), signal });
        stillOpen.closed(request.type_name, last);
      });
      return toWireDiagnostics(diagnostics);
    },
  } satisfies ProviderCalls;
}

function timestamp(date: Date | undefined) {
  if (date === undefined) return undefined;
  const milliseconds = date.getTime();
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds, nanos: (milliseconds - seconds * 1_000) * 1_000_000 };
}

function keep(value: unknown): Buffer | undefined {
  return value === undefined ? undefined : Buffer.from(JSON.stringify(value));
}

function kept(bytes: Uint8Array | undefined): unknown {
  return bytes === undefined || bytes.length === 0
    ? undefined
    : JSON.parse(Buffer.from(bytes).toString("utf8"));
}
