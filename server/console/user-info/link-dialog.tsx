import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction, type DialogAction } from "../data/use-action.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { RadioField } from "../fields/radio-field.js";
import {
  InvitationCreateDocument,
  PasswordResetDocument,
  type InvitationDelivery,
} from "../generated/documents.js";
import { PortalChooser } from "../invitations/portal-chooser.js";
import { type PortalsToChoose, usePortalChooser } from "../invitations/use-portal-chooser.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { ShownLink } from "./shown-link.js";
import type { UserDialogProps, UserInfo } from "./user-info.js";

/** A link to a portal, as its dialog asks for it. */
interface LinkInput {
  readonly user: { readonly id: string };
  readonly resource: { readonly id: string };
  readonly by: InvitationDelivery;
}

/** Asks to which portal a link leads and how it reaches its person, and shows it if it is not mailed. */
function LinkDialog({
  user,
  title,
  action,
  explanation,
  portalsOf,
  by,
  link,
  making,
  onBy,
  onClose,
}: {
  readonly user: UserInfo;
  readonly title: string;
  readonly action: string;
  readonly explanation: string;
  /** The portals to choose from. */
  readonly portalsOf: PortalsToChoose;
  readonly by: InvitationDelivery;
  /** The link that was made and is shown; undefined before. */
  readonly link: string | undefined;
  readonly making: DialogAction<LinkInput>;
  readonly onBy: (by: InvitationDelivery) => void;
  readonly onClose: () => void;
}) {
  const withKey = useIdempotencyKey();
  const { role } = useViewer();
  const portals = usePortalChooser(portalsOf);
  if (link !== undefined) return <ShownLink title={title} link={link} onClose={onClose} />;
  const { chosen } = portals;
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
      <PortalChooser
        portals={portals}
        none={
          portalsOf === "ALL"
            ? "No resource has a portal that is open."
            : "No resource has a portal in which users connect a token."
        }
      />
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
            description: "Nobody else can see the link. It works for 24 hours.",
          },
          // Anybody who has a link gets in: the server shows it to no other role.
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
          onBy(chosenWay);
          making.clear();
        }}
      />
    </FormDialog>
  );
}

/** How a link reaches its person, and what follows when it was made: it is shown, or a message says that it is mailed. */
function useMadeLink(user: UserInfo, onClose: () => void) {
  const toasts = useToasts();
  const { role } = useViewer();
  const [by, setBy] = useState<InvitationDelivery>(user.email === null && role === "ADMIN" ? "LINK" : "MAIL");
  const [link, setLink] = useState<string>();
  const onMade = ({ invitationUrl }: { readonly invitationUrl: string | null }) => {
    if (invitationUrl !== null) return setLink(invitationUrl);
    toasts.say(
      by === "MAIL"
        ? { title: `The link is mailed to ${user.login}.`, variant: "success" }
        : {
            title: `The link for ${user.login} was created by the previous attempt, and cannot be shown again. Create another one: it replaces this one.`,
            variant: "danger",
          },
    );
    onClose();
  };
  return { by, link, onBy: setBy, onMade };
}

/** Invites a user to connect a token in a portal. */
export function InviteDialog({ user, onClose }: UserDialogProps) {
  const { onMade, ...made } = useMadeLink(user, onClose);
  const making = useAction(InvitationCreateDocument, onMade);
  return (
    <LinkDialog
      user={user}
      title={`Invite ${user.login}`}
      action="Invite"
      explanation="The person opens the link, and connects a token in the portal."
      portalsOf="CONNECTING"
      {...made}
      making={making}
      onClose={onClose}
    />
  );
}

/** Gives a user a link by which to set another password. */
export function PasswordResetDialog({ user, onClose }: UserDialogProps) {
  const { onMade, ...made } = useMadeLink(user, onClose);
  const making = useAction(PasswordResetDocument, onMade);
  return (
    <LinkDialog
      user={user}
      title={`Reset the password of ${user.login}`}
      action="Make the link"
      explanation="The password and the sessions of this person end now. The person opens the link, types a code of the token or the recovery code, and sets a new password."
      portalsOf="ALL"
      {...made}
      making={making}
      onClose={onClose}
    />
  );
}
