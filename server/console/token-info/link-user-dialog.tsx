import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { TokenAssignDocument, UsersToChooseDocument } from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { FormDialog } from "../shell/form-dialog.js";
import { MoveWarning } from "./move-warning.js";
import { refusalAbove } from "./refusal-text.js";
import { personName, type ModelTraits, type TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";

/** Gives a token to a user that exists. */
export function LinkUserDialog({
  token,
  traits,
  onClose,
}: TokenDialogProps & { readonly traits: ModelTraits }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  const { data } = useQuery(query(UsersToChooseDocument, text === "" ? {} : { text }));
  const assigning = useAction(TokenAssignDocument, onClose);
  const { holder } = token;
  const rows = data?.users?.nodes
    .filter(({ id }) => id !== holder?.id)
    .map((user) => {
      const name = personName(user);
      return { value: user.id, label: name === user.login ? name : `${name} (${user.login})` };
    });
  const isChosen = rows?.some(({ value }) => value === chosen) === true;
  return (
    <FormDialog
      title={`Assign ${token.name} to a user`}
      action="Assign"
      isRunning={assigning.isRunning}
      isDisabled={!isChosen}
      problem={refusalAbove(assigning.refusal)}
      onSubmit={() => {
        if (chosen === undefined) return;
        void assigning.run({
          token: { id: token.id },
          to: { user: { id: chosen } },
          ...(holder === null ? {} : { from: { id: holder.id } }),
        });
      }}
      onClose={onClose}
    >
      <MoveWarning token={token} traits={traits} />
      <RowChooser
        id="user"
        label="User"
        searchLabel="Search login, name, e-mail address"
        text={text}
        onSearch={setText}
        rows={rows}
        hasMore={data?.users?.pageInfo.hasNextPage === true}
        chosen={chosen}
        onChoose={setChosen}
      />
    </FormDialog>
  );
}
