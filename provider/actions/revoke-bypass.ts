import { optional } from "../framework/attributes.js";
import { defineAction } from "../framework/action.js";
import { error } from "../framework/diagnostic.js";
import { string } from "../framework/types.js";
import { isUnknown } from "../plugin/cty/value.js";
import { TokenBypassRevoke } from "../client/operations.js";
import { mutate, type Tokenplane } from "../client/tokenplane.js";

export const revokeBypass = defineAction<Tokenplane>()({
  description:
    "Ends a bypass at once, or all running bypasses of a token. After that, its user needs a code again. If none is running, nothing happens.",
  attributes: {
    bypass_id: optional(string, { description: "The bypass. Write this, or `token_id`." }),
    token_id: optional(string, { description: "The token whose running bypasses all end." }),
  },
  *validate({ bypass_id, token_id }) {
    if (isUnknown(bypass_id) || isUnknown(token_id)) return;
    if ((bypass_id === null) === (token_id === null)) {
      yield error(
        ["bypass_id"],
        "Which bypass?",
        "Write bypass_id, or token_id for all bypasses of a token, but not both.",
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
      bypasses.length === 0
        ? "No bypass was running."
        : `Bypasses ended: ${bypasses.length}. A code is needed again.`,
    );
  },
});
