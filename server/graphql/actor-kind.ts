import { ACTOR_KINDS } from "../events/event-types.js";
import { builder } from "./builder.js";

export const ActorKind = builder.enumType("ActorKind", {
  description: "Who acts: a program, a person, or the server.",
  values: ACTOR_KINDS,
});
