import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { AssignmentCreateDocument, TokensToChooseDocument } from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useAdminsOnly } from "../shell/admins-only.js";
import { nameAndLogin } from "../users/user-name.js";
import type { ResourceDialogProps } from "./resource-info.js";

/** Links a token to a resource, so that its user signs in there with it. */
export function LinkTokenDialog({ resource, onClose }: ResourceDialogProps) {
  const [text, setText] = useState("");
  const [value, setValue] = useState<string>();
  const answer = useQuery(query(TokensToChooseDocument, text === "" ? {} : { text }));
  const linking = useAction(AssignmentCreateDocument, onClose);
  const getRefused = useAdminsOnly();
  const rows = answer.data?.tokens?.nodes.map(({ id, name, user }) => ({
    value: id,
    label: name,
    description: user === null ? "Unassigned: nobody can sign in with it yet." : nameAndLogin(user),
    ...getRefused(user),
  }));
  // None is chosen that is not on the screen any more.
  const chosen = rows?.find((row) => row.value === value)?.value;
  return (
    <FormDialog
      title={`Link a token to ${resource.name}`}
      action="Link"
      isRunning={linking.isRunning}
      isDisabled={chosen === undefined}
      problem={refusalAbove(linking.refusal)}
      onSubmit={() => {
        if (chosen !== undefined)
          void linking.run({ token: { id: chosen }, to: { resource: { id: resource.id } } });
      }}
      onClose={onClose}
    >
      <RowChooser
        id="token"
        label="Token"
        searchLabel="Search name, serial number, user"
        text={text}
        onSearch={setText}
        rows={rows}
        pageInfo={answer.data?.tokens?.pageInfo}
        isBusy={answer.isPlaceholderData}
        failure={getFailure(answer)}
        chosen={chosen}
        onChoose={setValue}
      />
    </FormDialog>
  );
}
