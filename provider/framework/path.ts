// Paths to values in a block, for diagnostics and replacements.
import type { AttributePath } from "../plugin/tfplugin6.js";
import type { Sent } from "../plugin/protobuf.js";

/** An element of a map, by its key. */
export interface MapKey {
  readonly key: string;
}

/** A step into a value: the name of an attribute, the index in a list, or the key of a map. */
export type Step = string | number | MapKey;

/** The path to a value, from the outermost attribute. */
export type Path = readonly Step[];

/** A path on the wire. @internal */
export function wirePath(path: Path): Sent<typeof AttributePath> {
  return {
    steps: path.map((step) => {
      if (typeof step === "string") return { attribute_name: step };
      if (typeof step === "number") return { element_key_int: step };
      return { element_key_string: step.key };
    }),
  };
}
