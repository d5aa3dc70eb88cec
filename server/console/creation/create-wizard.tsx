import { useNavigate } from "@tanstack/react-router";
import type { ModelName } from "@tokenplane/rules/models";
import { useState } from "react";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { NewTokenDocument, type ShownEnrolmentFragment } from "../generated/documents.js";
import { useMayUse } from "../shell/viewer.js";
import { AssignStep } from "./assign-step.js";
import { ModelStep, TypeStep, type Kind } from "./choice-steps.js";
import { ConfirmStep } from "./confirm-step.js";
import { DetailsStep } from "./details-step.js";
import { getFields, firstValues, type FieldName, type Values } from "./field-names.js";
import { FullPlan, type Room } from "./full-plan.js";
import { modelInput } from "./model-input.js";
import { NO_PIN, pinInput, PinStep } from "./pin-step.js";
import type { Problems } from "./problems.js";
import { ProgramStep } from "./program-step.js";
import { StepList, type StepName } from "./step-list.js";
import { followUp, getSteps } from "./wizard-steps.js";

interface CreatedToken {
  readonly id: string;
  readonly name: string;
}

/** Which fields a refusal is about. */
function refusedFields(refusal: Refusal, names: readonly FieldName[]): Problems {
  const name = names.find((one) => refusal.path.at(-1) === one);
  return name === undefined ? {} : { [name]: refusal.message };
}

/** The steps by which a token is created, confirmed and assigned. @param room of the plan, as far as it is known. */
export function CreateWizard({ room }: { readonly room: Room | undefined }) {
  const navigate = useNavigate();
  const mayUse = useMayUse();
  const withKey = useIdempotencyKey();
  const create = useMutationOf(NewTokenDocument);
  const [step, setStep] = useState<StepName>("TYPE");
  const [isFirstTime, setFirstTime] = useState(true);
  const [kind, setKind] = useState<Kind>();
  const [model, setModel] = useState<ModelName>();
  const [values, setValues] = useState<Values>();
  const [pin, setPin] = useState(NO_PIN);
  const [refusal, setRefusal] = useState<Refusal>();
  const [refused, setRefused] = useState<Problems>({});
  const [token, setToken] = useState<CreatedToken>();
  const [enrolment, setEnrolment] = useState<ShownEnrolmentFragment>();
  const mayAssign = mayUse("tokenAssign");
  const steps = getSteps(kind, model, mayAssign);
  // The PIN of a suite is the only one that its token takes.
  const isInSuite =
    model !== undefined && values !== undefined && getFields(model, values).includes("suitePin");
  const chosenPin = isInSuite ? NO_PIN : pin;

  const go = (to: StepName) => {
    setFirstTime(false);
    setStep(to);
  };
  const chooseModel = (chosen: ModelName) => {
    setModel(chosen);
    setPin(NO_PIN);
    setRefused({});
    const fresh = firstValues(chosen);
    setValues(values === undefined ? fresh : { ...fresh, name: values.name });
  };
  const chooseKind = (chosen: Kind) => {
    setKind(chosen);
    if (chosen === "UNIVERSAL") chooseModel("UNIVERSAL");
    else setModel(undefined);
  };
  const toInfo = (id: string) => void navigate({ to: "/tokens/$id", params: { id }, ignoreBlocker: true });
  const toAssign = (created: CreatedToken) => {
    setEnrolment(undefined);
    if (mayAssign) go("ASSIGN");
    else toInfo(created.id);
  };
  const submit = async () => {
    if (model === undefined || values === undefined) return;
    setRefusal(undefined);
    const outcome = await create.run(
      withKey({
        ...(values.name === "" ? {} : { name: values.name }),
        model: modelInput(model, values),
        ...pinInput(chosenPin),
      }),
    );
    if (outcome.kind === "REFUSED") {
      const fields = refusedFields(outcome.refusal, getFields(model, values));
      setRefused(fields);
      if (Object.keys(fields).length > 0) go("DETAILS");
      else setRefusal(outcome.refusal);
    }
    if (outcome.kind !== "DONE") return;
    const { token: created, enrolment: shown } = outcome.payload;
    setToken(created);
    // The typed values are not kept longer than they are needed.
    setValues(undefined);
    setPin(NO_PIN);
    if (shown === null) {
      toAssign(created);
      return;
    }
    setEnrolment(shown);
    go("CONFIRM");
  };

  if (token === undefined && room !== undefined && room.used >= room.limit) return <FullPlan {...room} />;
  const refusedPin = refusalAt(refusal, "pin");
  return (
    <>
      <StepList steps={steps} current={step} />
      {step === "TYPE" ? (
        <TypeStep
          kind={kind}
          isFirstTime={isFirstTime}
          onChange={chooseKind}
          onNext={() => go(kind === "UNIVERSAL" ? "DETAILS" : "MODEL")}
        />
      ) : step === "MODEL" && kind !== undefined ? (
        <ModelStep
          kind={kind}
          model={model}
          onChange={chooseModel}
          onNext={() => go("DETAILS")}
          onBack={() => go("TYPE")}
        />
      ) : step === "DETAILS" && model !== undefined && values !== undefined ? (
        <DetailsStep
          model={model}
          values={values}
          refused={refused}
          onChange={(name, value) => {
            setValues({ ...values, [name]: value });
            setRefused({ ...refused, [name]: undefined });
          }}
          onNext={() => go("PIN")}
          onBack={() => go(kind === "UNIVERSAL" ? "TYPE" : "MODEL")}
        />
      ) : step === "PIN" && model !== undefined && values !== undefined ? (
        <PinStep
          draft={chosenPin}
          isInSuite={isInSuite}
          problem={refusedPin === undefined ? refusal?.message : undefined}
          refusedPin={refusedPin}
          isRunning={create.isRunning}
          onChange={setPin}
          onCreate={() => void submit()}
          onBack={() => go("DETAILS")}
        />
      ) : step === "CONFIRM" && model !== undefined && token !== undefined && enrolment !== undefined ? (
        followUp(model) === "PROGRAM" ? (
          <ProgramStep enrolment={enrolment} onNext={() => toAssign(token)} />
        ) : (
          <ConfirmStep
            token={token}
            model={model}
            enrolment={enrolment}
            onEnrolment={setEnrolment}
            onConfirmed={() => toAssign(token)}
            onLater={() => void navigate({ to: "/tokens/$id", params: { id: token.id } })}
          />
        )
      ) : step === "ASSIGN" && token !== undefined ? (
        <AssignStep token={token} onDone={() => toInfo(token.id)} />
      ) : null}
    </>
  );
}
