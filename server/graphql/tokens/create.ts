import { tokenCreate } from "../../enrolment/create.js";
import { mutation } from "../mutation.js";
import { AssigneeInput } from "./assign.js";
import { TokenModelInput } from "./model-input.js";
import { tokenWithSecret } from "./payload.js";
import { PinInput } from "./pin-type.js";
import { validityFields } from "./validity.js";

mutation(tokenCreate, {
  description:
    "Creates a token. An app's token is PENDING at first, with a new secret that a first code must confirm; all others are ACTIVE at once. Nobody signs in with it until it has a user and is linked to a resource.",
  input: (t) => ({
    name: t.string({ description: "Its name: 1 to 50 characters. By default the serial number." }),
    model: t.field({ type: TokenModelInput, required: true, description: "Which kind of token." }),
    to: t.field({ type: AssigneeInput, description: "The user who gets it; absent means no user yet." }),
    pin: t.field({
      type: PinInput,
      description: "A PIN that is typed together with every one-time password; absent means none.",
    }),
    enabled: t.boolean({ defaultValue: true, description: "Whether it may authenticate anybody." }),
    ...validityFields(t, "Absent means no limit."),
    enrolLater: t.boolean({
      defaultValue: false,
      description: "For apps: create no secret yet; tokenEnrolmentStart will create it.",
    }),
  }),
  payload: tokenWithSecret,
});
