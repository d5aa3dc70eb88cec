import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { AssignmentCreateDocument, ResourcesToChooseDocument } from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useMayChangeLinks } from "../shell/admins-only.js";
import type { TokenDialogProps } from "./token-info.js";

/** Links a token to a resource that exists. */
export function LinkResourceDialog({ token, onClose }: TokenDialogProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  const mayChangeLinks = useMayChangeLinks();
  const answer = useQuery(
    query(ResourcesToChooseDocument, {
      first: 10,
      ...(mayChangeLinks({ builtIn: true }) ? {} : { builtIn: false }),
      ...(text === "" ? {} : { text }),
    }),
  );
  const linking = useAction(AssignmentCreateDocument, onClose);
  const rows = answer.data?.resources?.nodes.map(({ id, name }) => ({ value: id, label: name }));
  const isChosen = rows?.some(({ value }) => value === chosen) === true;
  return (
    <FormDialog
      title={`Link ${token.name} to a resource`}
      action="Link"
      isRunning={linking.isRunning}
      isDisabled={!isChosen}
      problem={refusalAbove(linking.refusal)}
      onSubmit={() => {
        if (chosen !== undefined)
          void linking.run({ token: { id: token.id }, to: { resource: { id: chosen } } });
      }}
      onClose={onClose}
    >
      <RowChooser
        id="resource"
        label="Resource"
        searchLabel="Search name"
        text={text}
        onSearch={setText}
        rows={rows}
        pageInfo={answer.data?.resources?.pageInfo}
        isBusy={answer.isPlaceholderData}
        failure={getFailure(answer)}
        chosen={chosen}
        onChoose={setChosen}
      />
    </FormDialog>
  );
}
