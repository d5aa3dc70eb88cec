import { AskForCode } from "../portal/ask-for-code.js";
import { AskedText } from "../portal/asked-text.js";
import type { Asked } from "../portal/asked.js";
import { OutcomePart } from "../portal/device/outcome-part.js";
import { RequestPart } from "../portal/device/request-part.js";
import { PersonCard } from "../portal/home/person-card.js";
import { TokenCard } from "../portal/home/token-card.js";
import { LanguageChoice } from "../portal/language-choice.js";
import { MeContext, type Me, type MyToken } from "../portal/me.js";
import { NotLoaded } from "../portal/not-loaded.js";
import { Notice } from "../portal/notice.js";
import { LonePage, PageCard } from "../portal/page-card.js";
import { RecoveryCodeShown } from "../portal/recovery-code-shown.js";
import { Kept } from "./kept.js";
import { LONG, LONG_SENTENCE, nothing, type Specimen } from "./specimen.js";

const LATER = "2036-11-25T12:00:00Z";

const token: MyToken = {
  id: "1",
  name: `Anna's phone ${LONG}`,
  model: "GOOGLE_AUTHENTICATOR",
  serialNumber: "TP-700123",
  status: "ACTIVE",
  enabled: true,
  validFrom: null,
  validUntil: null,
  validity: "VALID",
  otherResourceCount: 2,
  connectedAlone: false,
  enrolment: null,
  locked: false,
  requestsSuspendedUntil: null,
  pinPosition: "BEFORE_OTP",
  sentTo: null,
  sentElsewhere: false,
  lastUsedAt: "2026-11-25T12:00:00Z",
};

/** The states of a token of a user. */
const TOKENS: Readonly<Record<string, Partial<MyToken>>> = {
  works: {},
  "waits for its first code": { status: "PENDING", enrolment: { attemptsLeft: 3, expiresAt: LATER } },
  "is not connected": { status: "PENDING" },
  "is locked": { locked: true },
  "shows no requests": { model: "PUSH", requestsSuspendedUntil: LATER },
  "is disabled": { enabled: false },
  "is not valid yet": { validity: "NOT_YET_VALID", validFrom: LATER },
  "is not valid any more": { validity: "VALIDITY_ENDED", validUntil: "2026-11-25T12:00:00Z" },
};

const me: Me = {
  login: LONG,
  firstName: "Anna Magdalena",
  lastName: "Wolfeschlegelsteinhausenbergerdorff",
  locale: null,
  email: LONG,
  phoneNumber: "+49 30 123456",
  accountName: "Northwind",
  resourceName: "VPN",
  resourceEnabled: true,
  actions: ["NAMES_UPDATE", "CONTACT_UPDATE", "PASSWORD_CHANGE", "RECOVERY_CODE"],
  models: ["GOOGLE_AUTHENTICATOR"],
  level: 2,
  codeProvenUntil: LATER,
  connectedAt: null,
  recoveryCodeProvenUntil: LATER,
  expiresAt: LATER,
  secondsLeft: 600,
  mayConnectFirst: false,
  recovering: false,
  passwordSet: true,
  recoveryCodeCreatedAt: null,
  tokens: [token],
  contactChange: { kind: "EMAIL", contact: LONG, attemptsLeft: 3, expiresAt: LATER },
  ahead: 0,
};

/** The questions of a sign-in. */
const ASKED: Readonly<Record<string, Asked>> = {
  "a code was sent": { sent: true, waitSeconds: 0, kind: "CODE", sentTo: "+49 *** 78" },
  "nothing was sent again": { sent: false, waitSeconds: 30, kind: "CODE", sentTo: "+49 *** 78" },
  "a question": { sent: true, waitSeconds: 0, kind: "QUESTION", question: "20481632" },
  "a number to choose": { sent: true, waitSeconds: 0, kind: "PUSH", confirmation: "CHOICE", choice: "42" },
  "a request to approve": { sent: true, waitSeconds: 0, kind: "PUSH", confirmation: "APPROVE", choice: "" },
};

const request = {
  nonce: "1",
  title: `VPN ${LONG}`,
  question: "Do you sign in?",
  arrivedAt: Date.UTC(2026, 10, 25),
  isLater: false,
};

/** As wide as a portal. */
function inPortal(specimen: Specimen): Specimen {
  return { ...specimen, shown: <div className="tp-portal">{specimen.shown}</div> };
}

const all: readonly Specimen[] = [
  { of: ["LanguageChoice"], state: "of the whole gallery", shown: <LanguageChoice /> },
  ...(["danger", "warning", "info"] as const).map((kind): Specimen => ({
    of: ["Notice"],
    state: kind,
    shown: <Notice kind={kind}>{LONG_SENTENCE}</Notice>,
  })),
  {
    of: ["PageCard"],
    state: "refused",
    shown: (
      <PageCard title="Sign in" brand={LONG} problem={LONG_SENTENCE}>
        <p>{LONG}</p>
      </PageCard>
    ),
  },
  ...Object.entries(ASKED).map(([state, asked]): Specimen => ({
    of: ["AskedText", "AskForCode"],
    state,
    shown: (
      <>
        <AskedText asked={asked} isKnown />
        <AskForCode asked={asked} asksForPin={false} isFirst={false} isDisabled={false} onAsk={nothing} />
      </>
    ),
  })),
  {
    of: ["AskForCode"],
    state: "with a PIN, nothing was asked yet",
    shown: <AskForCode asked={undefined} asksForPin isFirst isDisabled={false} onAsk={nothing} />,
  },
  {
    of: ["RecoveryCodeShown"],
    state: "shown once",
    shown: (
      <MeContext.Provider value={me}>
        <Kept first={true}>
          {(isKept, onKept) => (
            <RecoveryCodeShown code="K4V6-9QX2-TT7M-3RZP" isKept={isKept} onKept={onKept} />
          )}
        </Kept>
      </MeContext.Provider>
    ),
  },
  ...Object.entries(TOKENS).map(([state, more]): Specimen => ({
    of: ["TokenCard"],
    state,
    shown: (
      <TokenCard
        token={{ ...token, ...more }}
        resource="VPN"
        actions={["SYNCHRONIZE", "PIN_SET", "PIN_REMOVE", "REPORT_LOST"]}
        onAction={nothing}
      />
    ),
  })),
  ...[
    me,
    { ...me, firstName: null, lastName: null, email: null, phoneNumber: null, contactChange: null },
  ].map((person, n): Specimen => ({
    of: ["PersonCard"],
    state: n === 0 ? "long values" : "nothing is known",
    shown: (
      <PersonCard
        me={person}
        now={Date.UTC(2026, 10, 25)}
        onNames={nothing}
        onContact={nothing}
        onPassword={nothing}
        onRecoveryCode={nothing}
      />
    ),
  })),
  ...[[], ["17", "42", "98"]].map((numbers): Specimen => ({
    of: ["RequestPart"],
    state: numbers.length === 0 ? "to approve" : "with numbers",
    shown: <RequestPart request={{ ...request, options: numbers }} isRunning={false} onAnswer={nothing} />,
  })),
  {
    of: ["OutcomePart"],
    state: "a code",
    shown: (
      <OutcomePart
        said={{ state: "APPROVED", code: "123456", isAlarm: false, portal: undefined }}
        onDone={nothing}
      />
    ),
  },
  {
    of: ["OutcomePart"],
    state: "somebody else",
    shown: <OutcomePart said={{ state: "DECLINED", isAlarm: true, portal: undefined }} onDone={nothing} />,
  },
];

export const portal = all.map(inPortal);

/** The parts that are a whole page. */
export const portalCovers: readonly Specimen[] = [
  { of: ["NotLoaded", "LonePage"], state: "could not be loaded", shown: <NotLoaded /> },
  { of: ["LonePage"], state: "long", shown: <LonePage title={LONG} problem={LONG_SENTENCE} /> },
];
