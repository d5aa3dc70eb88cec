import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Fact, Facts } from "../../parts/facts.js";
import { InfoCard } from "../../parts/info-card.js";
import { canProve, type Me } from "../me.js";
import { HOME_TEXTS } from "./texts.js";

/** What the portal knows of the person. Where mails go is shown only after a code. */
export function PersonCard({
  me,
  now,
  onNames,
  onPassword,
}: {
  readonly me: Me;
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly onNames: () => void;
  readonly onPassword: () => void;
}) {
  const name = [me.firstName, me.lastName].filter((part) => part !== null).join(" ");
  const mayChange = canProve(me, now);
  return (
    <InfoCard title={HOME_TEXTS.you}>
      <div className="tp-portal-stack">
        <Facts label={HOME_TEXTS.you}>
          <Fact name={HOME_TEXTS.login}>{me.login}</Fact>
          <Fact name={HOME_TEXTS.name}>{name === "" ? HOME_TEXTS.noName : name}</Fact>
          {me.level < 2 ? null : (
            <Fact name={HOME_TEXTS.email}>
              <span className="tp-long">{me.email ?? HOME_TEXTS.noEmail}</span>
            </Fact>
          )}
          <Fact name={HOME_TEXTS.password}>
            {me.passwordSet ? HOME_TEXTS.passwordSet : HOME_TEXTS.passwordNotSet}
          </Fact>
        </Facts>
        <div className="tp-row">
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
        </div>
      </div>
    </InfoCard>
  );
}
