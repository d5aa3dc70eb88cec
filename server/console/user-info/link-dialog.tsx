import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { query } from "../data/queries.js";
import { refusalAbove } from "../data/refusal.js";
import { useAction, type DialogAction } from "../data/use-action.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { CopyButton } from "../fields/copy-button.js";
import { RadioField } from "../fields/radio-field.js";
import {
  InvitationCreateDocument,
  PasswordResetDocument,
  PortalsToChooseDocument,
  type InvitationDelivery,
} from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "../shell/viewer.js";
import type { UserDialogProps, UserInfo } from "./user-info.js";

/** A link to a portal, as its dialog asks for it. */
interface LinkInput {
  readonly user: { readonly id: string };
  readonly resource: { readonly id: string };
  readonly by: InvitationDelivery;
}

/** The portals that can be chosen. */
function usePortalChooser() {
  const [text, onSearch] = useState("");
  const [value, onChoose] = useState<string>();
  const { data } = useQuery(query(PortalsToChooseDocument, text === "" ? {} : { text }));
  const rows = data?.resources?.nodes.flatMap(({ id, name, selfService }) =>
    selfService === null ? [] : [{ value: id, label: name }],
  );
  // The only one needs no choice. None is chosen that is not on the screen any more.
  const chosen = rows?.length === 1 ? rows[0]?.value : rows?.find((row) => row.value === value)?.value;
  return { text, onSearch, onChoose, rows, chosen, pageInfo: data?.resources?.pageInfo };
}

/** Shows a link once. */
function ShownLink({
  title,
  link,
  onClose,
}: {
  readonly title: string;
  readonly link: string;
  readonly onClose: () => void;
}) {
  const id = useId();
  return (
    <Modal isOpen variant="small" aria-labelledby={id} onClose={onClose}>
      <ModalHeader labelId={id} title={title} />
      <ModalBody>
        <Content component="p">
          Send it to the person by a way that only this person reads. It works once, for seven days, and is
          shown only now.
        </Content>
        <p className="tp-row">
          <code className="tp-long">{link}</code>
          <CopyButton text={link} />
        </p>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

/** Asks to which portal a link leads and how it reaches its person, and shows it if nobody mails it. */
function LinkDialog({
  user,
  title,
  action,
  explanation,
  link,
  making,
  onClose,
}: {
  readonly user: UserInfo;
  readonly title: string;
  readonly action: string;
  readonly explanation: string;
  /** The link that was made and is shown; undefined before. */
  readonly link: string | undefined;
  readonly making: DialogAction<LinkInput>;
  readonly onClose: () => void;
}) {
  const withKey = useIdempotencyKey();
  const { role } = useViewer();
  const portals = usePortalChooser();
  const [by, setBy] = useState<InvitationDelivery>(user.email === null && role === "ADMIN" ? "LINK" : "MAIL");
  if (link !== undefined) return <ShownLink title={title} link={link} onClose={onClose} />;
  const { rows, chosen } = portals;
  return (
    <FormDialog
      title={title}
      description={explanation}
      action={action}
      isRunning={making.isRunning}
      isDisabled={chosen === undefined}
      problem={refusalAbove(making.refusal)}
      onSubmit={() => {
        if (chosen !== undefined)
          void making.run(withKey({ user: { id: user.id }, resource: { id: chosen }, by }));
      }}
      onClose={onClose}
    >
      {rows?.length === 0 && portals.text === "" && portals.pageInfo?.hasNextPage === false ? (
        <Alert
          isInline
          variant="info"
          component="p"
          title="No resource has a portal. An administrator opens one on the page of a resource."
        />
      ) : (
        <RowChooser
          id="portal"
          label="Portal of"
          searchLabel="Search the name of a resource"
          text={portals.text}
          onSearch={portals.onSearch}
          rows={rows}
          pageInfo={portals.pageInfo}
          chosen={chosen}
          onChoose={portals.onChoose}
        />
      )}
      <RadioField<InvitationDelivery>
        id="delivery"
        label="The link"
        value={by}
        options={[
          {
            value: "MAIL",
            label:
              user.email === null
                ? "Is mailed: this user has no e-mail address"
                : `Is mailed to ${user.email}`,
            description: "Nobody else sees it. It works for 24 hours.",
          },
          // The server shows a link that lets somebody in to nobody else.
          ...(role === "ADMIN"
            ? [
                {
                  value: "LINK" as const,
                  label: "Is shown here, once",
                  description: "You give it to the person.",
                },
              ]
            : []),
        ]}
        onChange={(chosenWay) => {
          setBy(chosenWay);
          making.clear();
        }}
      />
    </FormDialog>
  );
}

/** What follows when a link was made: it is shown, or a message says that it is mailed. */
function useMadeLink(user: UserInfo, onClose: () => void) {
  const toasts = useToasts();
  const [link, setLink] = useState<string>();
  const onMade = ({ invitationUrl }: { readonly invitationUrl: string | null }) => {
    if (invitationUrl !== null) return setLink(invitationUrl);
    toasts.say({ title: `The link is mailed to ${user.login}.`, variant: "success" });
    onClose();
  };
  return { link, onMade };
}

/** Invites a user to connect a token in a portal. */
export function InviteDialog({ user, onClose }: UserDialogProps) {
  const { link, onMade } = useMadeLink(user, onClose);
  const making = useAction(InvitationCreateDocument, onMade);
  return (
    <LinkDialog
      user={user}
      title={`Invite ${user.login}`}
      action="Invite"
      explanation="The person opens the link, and connects a token in the portal."
      link={link}
      making={making}
      onClose={onClose}
    />
  );
}

/** Gives a user a link by which to set another password. */
export function PasswordResetDialog({ user, onClose }: UserDialogProps) {
  const { link, onMade } = useMadeLink(user, onClose);
  const making = useAction(PasswordResetDocument, onMade);
  return (
    <LinkDialog
      user={user}
      title={`Reset the password of ${user.login}`}
      action="Make the link"
      explanation="The password and the sessions of this person end now. The person opens the link, proves a code of the token or the recovery code, and sets another password."
      link={link}
      making={making}
      onClose={onClose}
    />
  );
}
