import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Fact, Facts } from "../../parts/facts.js";
import { InfoCard } from "../../parts/info-card.js";
import { Ago } from "../../times/ago.js";
import { canProve, type Me } from "../me.js";
import { type ContactKind, waitingContact } from "./contact.js";
import { HOME_TEXTS } from "./texts.js";

const CONTACT_KINDS = ["EMAIL", "SMS"] as const satisfies readonly ContactKind[];

/** What is offered for a contact. */
function contactLabel(me: Me, kind: ContactKind): string {
  if (waitingContact(me, kind) !== undefined) return HOME_TEXTS.typeContactCode[kind];
  const known = kind === "EMAIL" ? me.email : me.phoneNumber;
  return (known === null ? HOME_TEXTS.addContact : HOME_TEXTS.changeContact)[kind];
}

/** What the portal knows of the person. Where mails go is shown only after a code. */
export function PersonCard({
  me,
  now,
  onNames,
  onContact,
  onPassword,
  onRecoveryCode,
}: {
  readonly me: Me;
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly onNames: () => void;
  /** Called with which one, and whether a new one waits for its code. */
  readonly onContact: (kind: ContactKind, isWaiting: boolean) => void;
  readonly onPassword: () => void;
  readonly onRecoveryCode: () => void;
}) {
  const name = [me.firstName, me.lastName].filter((part) => part !== null).join(" ");
  const mayChange = canProve(me, now);
  const { recoveryCodeCreatedAt: madeAt } = me;
  const allowsCode = me.actions.includes("RECOVERY_CODE");
  return (
    <InfoCard title={HOME_TEXTS.you}>
      <div className="tp-portal-stack">
        <Facts label={HOME_TEXTS.you}>
          <Fact name={HOME_TEXTS.login}>{me.login}</Fact>
          <Fact name={HOME_TEXTS.name}>{name === "" ? HOME_TEXTS.noName : name}</Fact>
          {me.level < 2 ? null : (
            <>
              <Fact name={HOME_TEXTS.email}>
                <span className="tp-long">{me.email ?? HOME_TEXTS.noEmail}</span>
              </Fact>
              <Fact name={HOME_TEXTS.phoneNumber}>{me.phoneNumber ?? HOME_TEXTS.noPhoneNumber}</Fact>
            </>
          )}
          <Fact name={HOME_TEXTS.password}>
            {me.passwordSet ? HOME_TEXTS.passwordSet : HOME_TEXTS.passwordNotSet}
          </Fact>
          {allowsCode || madeAt !== null ? (
            <Fact name={HOME_TEXTS.recoveryCode}>
              {madeAt === null ? (
                HOME_TEXTS.noRecoveryCode
              ) : (
                <>
                  {HOME_TEXTS.recoveryCodeMade} <Ago at={madeAt} />
                </>
              )}
            </Fact>
          ) : null}
        </Facts>
        {me.contactChange === null ? null : (
          <p className="tp-long">{HOME_TEXTS.contactWaits(me.contactChange.contact)}</p>
        )}
        <div className="tp-row">
          {CONTACT_KINDS.map((kind) => {
            const isWaiting = waitingContact(me, kind) !== undefined;
            if (!me.actions.includes("CONTACT_UPDATE") || !(mayChange || isWaiting)) return null;
            return (
              // The same button all the time: the focus comes back to it.
              <Button
                key={kind}
                variant={isWaiting ? "primary" : "secondary"}
                onClick={() => onContact(kind, isWaiting)}
              >
                {contactLabel(me, kind)}
              </Button>
            );
          })}
          {mayChange && me.actions.includes("NAMES_UPDATE") ? (
            <Button variant="secondary" onClick={onNames}>
              {HOME_TEXTS.changeNames}
            </Button>
          ) : null}
          {mayChange && me.actions.includes("PASSWORD_CHANGE") ? (
            <Button variant="secondary" onClick={onPassword}>
              {me.passwordSet ? HOME_TEXTS.changePassword : HOME_TEXTS.setPassword}
            </Button>
          ) : null}
          {mayChange && allowsCode ? (
            <Button variant="secondary" onClick={onRecoveryCode}>
              {madeAt === null ? HOME_TEXTS.makeRecoveryCode : HOME_TEXTS.replaceRecoveryCode}
            </Button>
          ) : null}
        </div>
      </div>
    </InfoCard>
  );
}
