import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import type { FieldProps } from "../fields/field.js";
import { SelectField } from "../fields/select-field.js";
import { BotChannelsDocument } from "../generated/documents.js";
import { ReadProblem } from "../lists/read-problem.js";

/** The bots that an account has, to choose from. */
export function ChannelField(field: FieldProps) {
  const answer = useQuery(query(BotChannelsDocument, {}));
  const { data } = answer;
  const failure = getFailure(answer);
  const channels = data?.channels?.nodes ?? [];
  const isMissing = data !== undefined && channels.length === 0;
  return (
    <>
      {failure === undefined ? null : <ReadProblem failure={failure} />}
      <SelectField
        {...field}
        hint={isMissing ? "The account has no channel with a bot. Somebody must add one first." : field.hint}
        options={[
          { value: "", label: "Choose a channel" },
          ...channels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}
