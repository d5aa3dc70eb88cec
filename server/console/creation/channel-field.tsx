import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import type { FieldProps } from "../fields/field.js";
import { SelectField } from "../fields/select-field.js";
import { BotChannelsDocument } from "../generated/documents.js";

/** The bots that an account has, to choose from. */
export function ChannelField(field: FieldProps) {
  const { data } = useQuery(query(BotChannelsDocument, {}));
  const channels = data?.channels?.nodes ?? [];
  const isMissing = data !== undefined && channels.length === 0;
  return (
    <SelectField
      {...field}
      hint={isMissing ? "The account has no channel of a bot. Somebody must add one first." : field.hint}
      options={[
        { value: "", label: "Choose a channel" },
        ...channels.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
