import { ACTOR_KINDS } from "../events/event-types.js";
import { builder } from "./builder.js";

export const ActorKind = builder.enumType("ActorKind", {
  description: "What kind of actor did it.",
  values: ACTOR_KINDS,
});
