import type { ProviderCalls } from "../../plugin/serve.js";
import { decodeValue, encodeValue } from "../../plugin/cty/msgpack.js";
import { sameValue, type Value } from "../../plugin/cty/value.js";
import type { Attribute, Presence } from "../attributes.js";
import { isNested, readStored } from "../block.js";
import type { Diagnostic } from "../diagnostic.js";
import { decode, diagnosed, encode, told, typeNamed, type Session } from "../session.js";

/** Configurations for what is imported: the least that says it. */
export function generateCalls(session: Session) {
  return {
    async GenerateResourceConfig(request) {
      const diagnostics: Diagnostic[] = [];
      const generated = await diagnosed(session, diagnostics, () => {
        const resource = typeNamed(session, session.provider.resources, request.type_name);
        const { attributes } = resource;
        const state = decode(attributes, request.state) ?? {};
        const unsaid: readonly string[] = resource.unsaid?.(readStored(attributes, state)) ?? [];
        const entries = Object.entries(attributes).map(([name, attribute]) => {
          const value = state[name] ?? null;
          return [name, unsaid.includes(name) || !isSaid(attribute, value) ? null : value] as const;
        });
        return { config: encode(attributes, Object.fromEntries(entries)) };
      });
      return { ...generated, ...told(diagnostics) };
    },
  } satisfies ProviderCalls;
}

/** Whether a configuration says it: what a provider fills in it cannot, and a default it need not. */
function isSaid({ presence, type, default: fixed }: Attribute<unknown, Presence>, value: Value): boolean {
  if (presence === "required" || presence === "optional") return true;
  if (presence === "optionalComputed") return !isNested(type);
  if (presence !== "default" || fixed === undefined) return false;
  return !sameValue(value, decodeValue(encodeValue(type.write(fixed), type.cty), type.cty));
}
