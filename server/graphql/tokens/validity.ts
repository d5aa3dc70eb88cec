import type { InputBuilder } from "../mutation.js";

/** The input fields of a validity. @param absent what an absent field, and null, mean. */
export function validityFields(t: InputBuilder, absent: string) {
  return {
    validFrom: t.field({
      type: "DateTime",
      description: `The moment from which its codes are accepted, at a sign-in and at a check. ${absent}`,
    }),
    validUntil: t.field({
      type: "DateTime",
      description: `The moment at which its codes stop being accepted, with or without a bypass. ${absent}`,
    }),
  };
}
