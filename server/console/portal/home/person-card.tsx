import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Fact, Facts } from "../../parts/facts.js";
import { InfoCard } from "../../parts/info-card.js";
import { Ago } from "../../times/ago.js";
import { canProve, type Me } from "../me.js";
import { type ContactKind, waitingContact } from "./contact.js";
import { useTexts } from "../language.js";
import type { Texts } from "../texts/en.js";

const CONTACT_KINDS = ["EMAIL", "SMS"] as const satisfies readonly ContactKind[];

/** The label of the action for a contact. */
function contactLabel(texts: Texts["home"], me: Me, kind: ContactKind): string {
  if (waitingContact(me, kind) !== undefined) return texts.typeContactCode[kind];
  const known = kind === "EMAIL" ? me.email : me.phoneNumber;
  return (known === null ? texts.addContact : texts.changeContact)[kind];
}

/** The person's data in the portal. The address of the mails is shown only after a code. */
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
  const { home: texts } = useTexts();
  const name = [me.firstName, me.lastName].filter((part) => part !== null).join(" ");
  const mayChange = canProve(me, now);
  const { recoveryCodeCreatedAt: madeAt } = me;
  const allowsCode = me.actions.includes("RECOVERY_CODE");
  return (
    <InfoCard title={texts.you}>
      <div className="tp-portal-stack">
        <Facts label={texts.you}>
          <Fact name={texts.login}>{me.login}</Fact>
          <Fact name={texts.name}>{name === "" ? texts.noName : name}</Fact>
          {me.level < 2 ? null : (
            <>
              <Fact name={texts.email}>
                <span className="tp-long">{me.email ?? texts.noEmail}</span>
              </Fact>
              <Fact name={texts.phoneNumber}>{me.phoneNumber ?? texts.noPhoneNumber}</Fact>
            </>
          )}
          <Fact name={texts.password}>{me.passwordSet ? texts.passwordSet : texts.passwordNotSet}</Fact>
          {allowsCode || madeAt !== null ? (
            <Fact name={texts.recoveryCode}>
              {madeAt === null ? (
                texts.noRecoveryCode
              ) : (
                <>
                  {texts.recoveryCodeMade} <Ago at={madeAt} />
                </>
              )}
            </Fact>
          ) : null}
        </Facts>
        {me.contactChange === null ? null : (
          <p className="tp-long">{texts.contactWaits(me.contactChange.contact)}</p>
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
                {contactLabel(texts, me, kind)}
              </Button>
            );
          })}
          {mayChange && me.actions.includes("NAMES_UPDATE") ? (
            <Button variant="secondary" onClick={onNames}>
              {texts.changeNames}
            </Button>
          ) : null}
          {mayChange && me.actions.includes("PASSWORD_CHANGE") ? (
            <Button variant="secondary" onClick={onPassword}>
              {me.passwordSet ? texts.changePassword : texts.setPassword}
            </Button>
          ) : null}
          {mayChange && allowsCode ? (
            <Button variant="secondary" onClick={onRecoveryCode}>
              {madeAt === null ? texts.makeRecoveryCode : texts.replaceRecoveryCode}
            </Button>
          ) : null}
        </div>
      </div>
    </InfoCard>
  );
}
