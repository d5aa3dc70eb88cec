import { MODELS, type Model, type ModelName } from "@tokenplane/rules/models";

/** The catalogue's description of a model, without its name. */
export function modelDescription(model: ModelName): string {
  const { description, assurance }: Model = MODELS[model];
  const [, text = description] = /^[^:]+: (.*)$/.exec(description) ?? [];
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  if (assurance === "RESTRICTED") return `${sentence} NIST restricts it: offer another model too.`;
  return assurance === "NOT_OUT_OF_BAND"
    ? `${sentence} According to NIST, it does not prove that the person has a certain device.`
    : sentence;
}
