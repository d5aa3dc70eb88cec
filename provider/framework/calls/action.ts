import { once, EventEmitter } from "node:events";
import type { ProviderCalls } from "../../plugin/serve.js";
import type { Diagnostic } from "../diagnostic.js";
import { getContext, decode, diagnosed, toWireDiagnostics, typeNamed, type Session } from "../session.js";
import { readConfig, readKnownConfig } from "../validate.js";

/** Calls for actions. */
export function actionCalls(session: Session) {
  const named = (name: string) => typeNamed(session, session.provider.actions, name);
  return {
    async PlanAction(request) {
      const diagnostics: Diagnostic[] = [];
      await diagnosed(session, diagnostics, async () => {
        const { attributes, plan } = named(request.action_type);
        const config = readConfig(attributes, decode(attributes, request.config) ?? {});
        await plan?.(config, getContext(session, diagnostics));
      });
      return toWireDiagnostics(diagnostics);
    },

    async *InvokeAction(request, signal) {
      const diagnostics: Diagnostic[] = [];
      const messages: string[] = [];
      const happened = new EventEmitter();
      let isOver = false;
      const work = diagnosed(session, diagnostics, async () => {
        const { attributes, invoke } = named(request.action_type);
        const config = readKnownConfig(attributes, decode(attributes, request.config) ?? {});
        const context = getContext(session, diagnostics);
        await invoke(config, {
          ...context,
          signal: AbortSignal.any([signal, context.signal]),
          progress(message) {
            messages.push(message);
            happened.emit("event");
          },
        });
      }).finally(() => {
        isOver = true;
        happened.emit("event");
      });
      for (;;) {
        for (const message of messages.splice(0)) yield { progress: { message } };
        if (messages.length > 0) continue;
        if (isOver) break;
        await once(happened, "event");
      }
      await work;
      // Without this event, a core would consider the action as done.
      yield { completed: toWireDiagnostics(diagnostics) };
    },
  } satisfies ProviderCalls;
}
