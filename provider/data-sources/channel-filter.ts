// The filter of a data source or a list resource for channels.
import { KINDS } from "@tokenplane/rules/drivers/declaration";
import { optional, type KnownConfigOf } from "../framework/attributes.js";
import { boolean, string } from "../framework/types.js";
import type { ChannelFilter } from "../client/operations.js";
import { oneOf } from "../validators.js";

export const channelFilterAttributes = {
  text: optional(string, {
    description:
      "Only those whose names match: each of these words must be the beginning of a word in the name.",
  }),
  kind: optional(string, {
    description: "Only those that send this: `SMS`, `EMAIL`, `BOT` or `PUSH`.",
    validators: [oneOf(KINDS)],
  }),
  enabled: optional(boolean, { description: "Only those that are enabled, or only those that are not." }),
};

/** The filter that the server gets. */
export function channelFilter({
  text,
  kind,
  enabled,
}: KnownConfigOf<typeof channelFilterAttributes>): ChannelFilter {
  return { text, enabled, kind: KINDS.find((one) => one === kind) ?? null };
}
