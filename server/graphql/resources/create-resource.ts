import { USUAL_LOCKOUT } from "@tokenplane/rules/lockout";
import { PushConfirmation } from "../authentication/challenge-type.js";
import { builder } from "../builder.js";
import type { InputBuilder } from "../mutation.js";

/** The fields of a new resource. */
export function newResourceFields(t: InputBuilder) {
  return {
    name: t.string({ required: true, description: "Its name: 1 to 50 characters, unique in the account." }),
    failedAttemptsBeforeLock: t.int({
      defaultValue: USUAL_LOCKOUT.failedAttemptsBeforeLock,
      description: "How many wrong codes lock a token here: 3 to 10.",
    }),
    lockMinutes: t.int({
      defaultValue: USUAL_LOCKOUT.lockMinutes,
      description:
        "How long a lock after too many wrong codes lasts, in minutes, up to 43,200 (30 days); 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.stringList({
      description:
        "CIDR blocks (10.0.0.0/8) or addresses from which clients may sign in, at most 200; empty means from everywhere.",
    }),
    pushConfirmation: t.field({
      type: PushConfirmation,
      defaultValue: "CODE",
      description: "How a request on a phone is confirmed; with CODE, the person types what the phone shows.",
    }),
    pinBeforeSending: t.boolean({
      defaultValue: false,
      description:
        "Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked. Then strangers cannot cause codes to be sent to people.",
    }),
    enabled: t.boolean({ defaultValue: true, description: "Whether anybody may sign in here." }),
  };
}

export const NewResourceInput = builder.inputType("NewResourceInput", {
  description: "A resource to create in the same step.",
  fields: newResourceFields,
});
