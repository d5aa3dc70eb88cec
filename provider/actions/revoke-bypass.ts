import { optional } from "../framework/attributes.js";
import { defineAction } from "../framework/action.js";
import { error } from "../framework/diagnostic.js";
import { string } from "../framework/types.js";
import { isUnknown } from "../plugin/cty/value.js";
import { TokenBypassRevoke } from "../client/operations.js";
import { mutate, type Tokenplane } from "../client/tokenplane.js";

export const revokeBypass = defineAction<Tokenplane>()({
  description:
    "Ends bypass at once: one, or all that run for a token. From then on its user needs a code again. Where none runs there is nothing to do.",
  attributes: {
    bypass_id: optional(string, { description: "The bypass. Write this, or `token_id`." }),
    token_id: optional(string, { description: "The token of which all running bypasses end." }),
  },
  *validate({ bypass_id, token_id }) {
    if (isUnknown(bypass_id) || isUnknown(token_id)) return;
    if ((bypass_id === null) === (token_id === null)) {
      yield error(
        ["bypass_id"],
        "Which bypass?",
        "Write bypass_id, or token_id for all of a token, and not both.",
      );
    }
  },
  async invoke({ bypass_id, token_id }, { client: tokenplane, progress }) {
    const { bypasses } = await mutate(
      tokenplane,
      TokenBypassRevoke,
      { bypass: token_id === null ? { id: bypass_id ?? "" } : { token: { id: token_id } } },
      ({ tokenBypassRevoke }) => tokenBypassRevoke,
      { attributes: ["bypass_id", "token_id"], renamed: { bypass: "bypass_id", token: "token_id" } },
    );
    tokenplane.reads.forget(...bypasses.map(({ id }) => id));
    progress(
      bypasses.length === 0 ? "No bypass was running." : `${bypasses.length} ended: a code is needed again.`,
    );
  },
});
