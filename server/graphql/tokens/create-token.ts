import { tokenCreate } from "../../enrolment/create-token.js";
import { mutation } from "../mutation.js";
import { AssigneeInput } from "./assign.js";
import { TokenModelInput } from "./model-input.js";
import { tokenWithSecret } from "./payload.js";
import { PinInput } from "./pin-type.js";
import { validityFields } from "./validity.js";

mutation(tokenCreate, {
  description:
    "Creates a token. Tokens of apps and phones (PUSH), and tokens whose codes are sent, are PENDING at first: a first code must confirm them. All others are ACTIVE at once. Nobody signs in with a token until it has a user and is linked to a resource.",
  input: (t) => ({
    name: t.string({
      description:
        "Its name: 1 to 50 characters. By default the serial number; a token without one needs a name.",
    }),
    model: t.field({
      type: TokenModelInput,
      required: true,
      description: "The model of the token, with its settings.",
    }),
    to: t.field({ type: AssigneeInput, description: "The user who gets it; absent means no user yet." }),
    pin: t.field({
      type: PinInput,
      description: "A PIN that is typed together with every one-time password; absent means none.",
    }),
    enabled: t.boolean({
      defaultValue: true,
      description: "Whether it is enabled: nobody can authenticate with a disabled token.",
    }),
    ...validityFields(t, "Absent means no limit."),
    enrolLater: t.boolean({
      defaultValue: false,
      description:
        "For tokens that a first code confirms: do not begin the enrolment yet; tokenEnrolmentStart begins it.",
    }),
  }),
  payload: tokenWithSecret,
});
