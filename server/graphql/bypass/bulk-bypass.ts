import { tokensBypassGrant, tokensBypassRevoke } from "../../bypass/bulk-bypass.js";
import { bulkMutation } from "../bulk-mutation.js";
import { tokenBypassGrantMutation } from "./grant.js";
import { tokenBypassRevokeMutation } from "./revoke.js";

bulkMutation(tokensBypassGrant, tokenBypassGrantMutation, {
  description:
    "Lets the users of many tokens sign in without a code for some time, as `tokenBypassGrant` does.",
});

bulkMutation(tokensBypassRevoke, tokenBypassRevokeMutation, {
  description: "Ends many bypasses early; or all running bypasses of many tokens.",
});
