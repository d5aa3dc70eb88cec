import { MODELS, type Algorithm, type ModelName } from "@tokenplane/rules/models";
import { parseSuite, suite, type Suite } from "@tokenplane/rules/ocra-suite";

/** The fields by which tokens are described. Their names are those of the API, so that a refusal names one. */
const FIELD_NAMES = [
  "name",
  "serialNumber",
  "secret",
  "secretEncoding",
  "acceptShortSecrets",
  "algorithm",
  "digits",
  "periodSeconds",
  "hash",
  "counter",
  "suite",
  "suitePin",
  "issuer",
  "phoneNumber",
  "address",
  "channel",
  "chatId",
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** The values that a person typed or chose; a checkbox that is on has the value "yes". */
export type Values = Readonly<Record<FieldName, string>>;

export const CHECKED = "yes";

/** The suite that an Ultra has, if nothing else is given. */
const ULTRA_SUITE = "OCRA-1:HOTP-SHA1-6:QN08";

/** The first values of a model's form. */
export function firstValues(model: ModelName): Values {
  const { algorithms, hashes, digits } = MODELS[model];
  const [algorithm = ""] = algorithms;
  // The hash of a universal token is given by who knows it: a wrong one that is assumed makes every code wrong.
  const [hash = ""] = model === "UNIVERSAL" ? [] : hashes;
  return {
    name: "",
    serialNumber: "",
    secret: "",
    secretEncoding: "HEX",
    acceptShortSecrets: "",
    algorithm,
    digits: String(digits[0]),
    periodSeconds: "30",
    hash,
    counter: "0",
    suite: model === "PROTECTIMUS_ULTRA" ? ULTRA_SUITE : "",
    suitePin: "",
    issuer: "",
    phoneNumber: "",
    address: "",
    channel: "",
    chatId: "",
  };
}

/** How codes are computed: one that was chosen, or the only one. */
export function getAlgorithm({ algorithm }: Values): Algorithm | undefined {
  return (["TOTP", "HOTP", "OCRA"] as const).find((one) => one === algorithm);
}

/** A suite that a person typed; undefined while it is none. */
function getSuite(text: string): Suite | undefined {
  return suite(text) === null ? parseSuite(text) : undefined;
}

const isFieldName = (name: string): name is FieldName => FIELD_NAMES.some((one) => one === name);

const OATH_FIELDS = {
  TOTP: ["algorithm", "digits", "periodSeconds", "hash"],
  HOTP: ["algorithm", "digits", "hash", "counter"],
  OCRA: ["algorithm", "suite", "suitePin", "counter"],
} as const;

/** The fields of a model, in order; some depend on what was chosen in others. */
export function getFields(model: ModelName, values: Values): readonly FieldName[] {
  const algorithm = getAlgorithm(values);
  const asked = MODELS[model].asksFor.flatMap((name): readonly string[] =>
    name === "oath" ? OATH_FIELDS[algorithm ?? "TOTP"] : [name],
  );
  const typed = algorithm === "OCRA" ? getSuite(values.suite) : undefined;
  return asked.filter(isFieldName).filter((name) => {
    if (name === "suitePin") return typed !== undefined && typed.pin !== null;
    if (name === "counter") return algorithm === "HOTP" || typed?.counter === true;
    return name !== "periodSeconds" || algorithm !== "HOTP";
  });
}
