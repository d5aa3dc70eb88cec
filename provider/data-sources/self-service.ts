// The attributes of a self-service policy in data sources.
import { either } from "@tokenplane/rules/either";
import { FIRST_ENROLMENTS } from "@tokenplane/rules/self-service";
import { quoted } from "@tokenplane/rules/words";
import { computed } from "../framework/attributes.js";
import { integer, list, set, string } from "../framework/types.js";

export const selfServiceFields = {
  address: computed(string, { description: "What the portal's address ends with, as in `/s/vpn`." }),
  url: computed(string, { description: "The address at which users open the portal." }),
  actions: computed(set(string), {
    description: "What users may do; with none, they may only look at their tokens.",
  }),
  models: computed(set(string), {
    description: "The models of the tokens that users may enrol, reissue or assign to themselves.",
  }),
  first_enrolment: computed(string, {
    description: `How a user who never had a token may connect the first one: ${either(quoted(FIRST_ENROLMENTS))}.`,
  }),
  first_enrolment_days: computed(integer, {
    description:
      "For how many days after a user was created the first token may be connected by a password or a mailed code. Invitations have their own time limit.",
  }),
  sign_in: computed(set(string), {
    description: "How users begin to sign in: `PASSWORD`, `MAIL_CODE`, or both.",
  }),
  allowed_addresses: computed(list(string), {
    description: "The addresses from which the portal may be used, as CIDR blocks; empty for all.",
  }),
};
