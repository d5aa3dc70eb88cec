import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { RadioField } from "../fields/radio-field.js";
import { ResourcesToChooseDocument } from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import type { Reach } from "./key-draft.js";

/** Where a key works: everywhere, or at one resource, which is chosen here. */
export function ReachFields({
  reach,
  resource,
  bound,
  problem,
  onReach,
  onResource,
}: {
  readonly reach: Reach | undefined;
  /** The id of the chosen one. */
  readonly resource: string | undefined;
  /** The permissions of a bound key, in words. */
  readonly bound: string;
  readonly problem: string | undefined;
  readonly onReach: (reach: Reach) => void;
  readonly onResource: (id: string | undefined) => void;
}) {
  const [text, setText] = useState("");
  const answer = useQuery({
    // No key tries codes at the console.
    ...query(ResourcesToChooseDocument, { first: 10, builtIn: false, ...(text === "" ? {} : { text }) }),
    enabled: reach === "ONE",
  });
  return (
    <>
      <RadioField<Reach>
        id="key-reach"
        label="Works at"
        value={reach}
        problem={problem}
        options={[
          { value: "ONE", label: "One resource", description: bound },
          { value: "ALL", label: "All resources" },
        ]}
        onChange={onReach}
      />
      {reach === "ONE" ? (
        <RowChooser
          id="key-resource"
          label="Resource"
          searchLabel="Search the name of a resource"
          text={text}
          onSearch={(changed) => {
            setText(changed);
            // None stays chosen that is not on the screen any more.
            onResource(undefined);
          }}
          rows={answer.data?.resources?.nodes.map(({ id, name }) => ({ value: id, label: name }))}
          pageInfo={answer.data?.resources?.pageInfo}
          isBusy={answer.isPlaceholderData}
          failure={getFailure(answer)}
          chosen={resource}
          onChoose={onResource}
        />
      ) : null}
    </>
  );
}
