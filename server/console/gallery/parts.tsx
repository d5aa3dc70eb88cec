import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { FormDialog } from "../parts/form-dialog.js";
import { InfoCard } from "../parts/info-card.js";
import { PageTitle } from "../parts/page-title.js";
import { ProgressButton } from "../parts/progress-button.js";
import { SessionQuestion } from "../parts/session-question.js";
import { createToastList } from "../parts/toast-list.js";
import { ToastArea } from "../parts/toasts.js";
import { TextField } from "../fields/text-field.js";
import { Ago } from "../times/ago.js";
import { Moment } from "../times/moment.js";
import { Kept } from "./kept.js";
import { LONG, LONG_SENTENCE, nothing, type Specimen } from "./specimen.js";

export const parts: readonly Specimen[] = [
  { of: ["PageTitle"], state: "long", shown: <PageTitle title={`Token ${LONG}`} /> },
  {
    of: ["ProgressButton"],
    state: "ready",
    shown: <ProgressButton isRunning={false}>Sign in</ProgressButton>,
  },
  { of: ["ProgressButton"], state: "runs", shown: <ProgressButton isRunning>Sign in</ProgressButton> },
  {
    of: ["ProgressButton"],
    state: "disabled",
    shown: (
      <ProgressButton isRunning={false} isDisabled>
        Sign in
      </ProgressButton>
    ),
  },
  {
    of: ["DialogButton"],
    state: "closed",
    shown: (
      <DialogButton label="Rename …">
        {(close) => (
          <FormDialog title="Rename" action="Rename" isRunning={false} onSubmit={close} onClose={close} />
        )}
      </DialogButton>
    ),
  },
  {
    of: ["InfoCard", "Facts", "Fact"],
    state: "long values",
    shown: (
      <InfoCard title="Details" actions={<Button variant="secondary">Edit</Button>}>
        <Facts label="Details">
          <Fact name="Login">{LONG}</Fact>
          <Fact name="A longer name of a fact" actions={<Button variant="link">Change the address</Button>}>
            {LONG_SENTENCE}
          </Fact>
        </Facts>
      </InfoCard>
    ),
  },
];

/** Days before now, as an ISO text. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

export const times: readonly Specimen[] = [
  ...[0, 0.3, 3, 400].map((days): Specimen => ({
    of: ["Ago"],
    state: `${days} days ago`,
    shown: <Ago at={daysAgo(days)} />,
  })),
  { of: ["Moment"], state: "a moment", shown: <Moment at={daysAgo(40)} /> },
];

const dialog = { title: "Delete token", action: "Delete token", onSubmit: nothing, onClose: nothing };

/** Some toasts, of which the last one is long. */
function someToasts() {
  const toasts = createToastList();
  for (const variant of ["success", "info", "warning"] as const)
    toasts.say({ title: `A ${variant}`, variant });
  toasts.say({ title: LONG_SENTENCE, variant: "danger", action: { label: "Undo", run: nothing } });
  return toasts;
}

/** The parts that cover a page: each is shown on a page of its own. */
export const covers: readonly Specimen[] = [
  {
    of: ["FormDialog", "CrossState"],
    state: "asks",
    shown: (
      <FormDialog {...dialog} variant="danger" description={LONG_SENTENCE} isRunning={false}>
        <Kept first={LONG}>
          {(value, onChange) => <TextField id="name" label="Its name" value={value} onChange={onChange} />}
        </Kept>
      </FormDialog>
    ),
  },
  {
    of: ["FormDialog"],
    state: "refused",
    shown: <FormDialog {...dialog} problem={LONG_SENTENCE} isRunning={false} isWide />,
  },
  { of: ["FormDialog"], state: "runs", shown: <FormDialog {...dialog} isRunning holdsSecret /> },
  {
    of: ["FormDialog"],
    state: "cannot be sent yet",
    shown: <FormDialog {...dialog} isRunning={false} isDisabled moreActions={<Button>Another way</Button>} />,
  },
  {
    of: ["SessionQuestion"],
    state: "asks",
    shown: (
      <SessionQuestion
        title="Are you still there?"
        body={LONG_SENTENCE}
        stay="Stay signed in"
        signOut="Sign out"
        onStay={nothing}
        onSignOut={nothing}
      />
    ),
  },
  { of: ["ToastArea"], state: "four", shown: <ToastArea toasts={someToasts()}>{null}</ToastArea> },
];
