import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { Moment } from "../times/moment.js";
import { EditUserDialog } from "../token-info/edit-user-dialog.js";
import { fullName, languageName } from "../users/user-name.js";
import { DeleteUserDialog } from "./delete-user-dialog.js";
import type { UserInfo } from "./user-info.js";

/** The data of a user. */
export function DetailsCard({ user }: { readonly user: UserInfo }) {
  const mayUse = useMayUse();
  const { login, email, phoneNumber, locale, createdAt, enrolledAt } = user;
  return (
    <InfoCard
      title="Details"
      actions={
        <>
          {mayUse("userUpdate") ? (
            <DialogButton variant="secondary" size="sm" label="Edit user">
              {(close) => <EditUserDialog user={user} onClose={close} />}
            </DialogButton>
          ) : null}
          {mayUse("userDelete") ? (
            <DialogButton variant="secondary" size="sm" isDanger label="Delete user">
              {(close) => <DeleteUserDialog user={user} onClose={close} />}
            </DialogButton>
          ) : null}
        </>
      }
    >
      <Facts label="Details">
        <Fact name="Login">{login}</Fact>
        <Fact name="Name">{fullName(user) || "–"}</Fact>
        <Fact name="E-mail address">{email ?? "–"}</Fact>
        <Fact name="Phone number">{phoneNumber ?? "–"}</Fact>
        <Fact name="Language">{locale === null ? "The account's" : languageName(locale)}</Fact>
        <Fact name="Created">
          <Moment at={createdAt} />
        </Fact>
        <Fact name="First token">
          {enrolledAt === null ? "Never had one that worked" : <Moment at={enrolledAt} />}
        </Fact>
      </Facts>
    </InfoCard>
  );
}
