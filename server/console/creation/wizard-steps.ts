import { MODELS, type Model, type ModelName } from "@tokenplane/rules/models";
import type { Kind } from "./choice-steps.js";
import type { StepName } from "./step-list.js";

/** The step after the creation of a token: a first code, the programming of a device, or none. */
export function followUp(model: ModelName): "FIRST_CODE" | "PROGRAM" | "NONE" {
  const { enrols, secret }: Model = MODELS[model];
  if (enrols) return "FIRST_CODE";
  return secret === "SERVER" ? "PROGRAM" : "NONE";
}

/** The steps for what was chosen. Until a model is chosen, the longest way is shown. */
export function getSteps(
  kind: Kind | undefined,
  model: ModelName | undefined,
  mayAssign: boolean,
): readonly { readonly name: StepName; readonly label: string }[] {
  const next = model === undefined ? "FIRST_CODE" : followUp(model);
  const isSent = model !== undefined && "sentBy" in MODELS[model];
  return [
    { name: "TYPE", label: "Type" },
    ...(kind === "UNIVERSAL" ? [] : [{ name: "MODEL", label: "Model" } as const]),
    { name: "DETAILS", label: "Details" },
    { name: "PIN", label: "PIN" },
    ...(next === "NONE"
      ? []
      : [
          {
            name: "CONFIRM",
            label: next === "PROGRAM" ? "Program" : isSent ? "Confirm" : "Scan and confirm",
          } as const,
        ]),
    ...(mayAssign ? [{ name: "ASSIGN", label: "Assign" } as const] : []),
  ];
}
