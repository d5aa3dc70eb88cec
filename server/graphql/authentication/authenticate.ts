import { signIn } from "../../authentication/sign-in.js";
import { AuthenticationMethod } from "../events/event-type.js";
import { mutation } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { challengeField } from "./challenge-ref.js";
import { SubjectInput } from "./subject.js";

mutation(signIn, {
  description:
    "Signs a user in at a resource, or denies it. The reason of a denial is only in the event: the answer is the same for every reason, after the same work.",
  input: (t) => ({
    resource: t.field({
      type: ResourceRef,
      required: true,
      description: "The resource where the person signs in.",
    }),
    subject: t.field({
      type: SubjectInput,
      required: true,
      description: "The user who signs in, or the token.",
    }),
    passcode: t.string({
      description:
        "Required, unless another answer is given. The text that the person typed, without spaces: the one-time password, with the PIN before or after it if the token has one. While a bypass is valid for the token: only the PIN, or any text if the token has no PIN. With a `challenge` that the person approved on the phone: only the PIN, or an empty text. In all other cases, an empty passcode is denied and does not count as a failure.",
    }),
    challenge: challengeField(t),
    clientAddress: t.string({
      description: "IP address of the person's device. Required if the resource has allowedAddresses.",
    }),
  }),
  payload: (t) => ({
    granted: t.boolean({
      description: "Whether the user is signed in.",
      resolve: ({ payload }) => payload.granted,
    }),
    method: t.field({
      type: AuthenticationMethod,
      nullable: true,
      description: "Why the user was signed in; null when denied.",
      resolve: ({ payload }) => payload.method,
    }),
  }),
});
