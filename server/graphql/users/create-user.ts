import { builder } from "../builder.js";
import type { InputBuilder } from "../mutation.js";

/** The fields of a new user. */
export function newUserFields(t: InputBuilder) {
  return {
    login: t.string({
      required: true,
      description: "The login with which the person signs in: 1 to 254 characters, unique in the account.",
    }),
    email: t.string({ description: "E-mail address." }),
    phoneNumber: t.string({ description: "Phone number, as in E.164: +4915112345678." }),
    firstName: t.string({ description: "First name: 1 to 50 characters." }),
    lastName: t.string({ description: "Last name: 1 to 50 characters." }),
    locale: t.string({
      description:
        "The language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl. Without it, the first language that the person uses in a portal is kept; until then, it is the account's.",
    }),
    enabled: t.boolean({ defaultValue: true, description: "Whether the person may sign in anywhere." }),
  };
}

export const NewUserInput = builder.inputType("NewUserInput", {
  description: "A user to create in the same step.",
  fields: newUserFields,
});
