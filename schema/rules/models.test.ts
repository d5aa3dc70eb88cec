import { describe, expect, it } from "vitest";
import { FIELDS, fieldsIn, type InputType } from "./model-fields.js";
import { asksFor, getModel, inputAt, modelsWhere, placeOf } from "./models.js";

const MODELS = modelsWhere(() => true).map(getModel);

describe("the declaration of a model", () => {
  it("has a place of its own in the input of the API", () => {
    const places = MODELS.map((model) => placeOf(model).join("."));
    expect(new Set(places).size).toBe(MODELS.length);
    expect(inputAt(getModel("PROTECTIMUS_TWO"), { a: 1 })).toEqual({ hardware: { two: { a: 1 } } });
    expect(inputAt(getModel("UNIVERSAL"), { a: 1 })).toEqual({ universal: { a: 1 } });
  });

  it("asks for a name, for its fields in order, and for the way in which codes are computed if it leaves that open", () => {
    expect(asksFor(getModel("BOT"))).toEqual(["name", "channel", "chatId"]);
    expect(asksFor(getModel("UNIVERSAL")).at(-1)).toBe("oath");
  });

  it("describes inputs of one type in one way, and uses every field", () => {
    const inputs = MODELS.flatMap(({ input }): InputType[] => [input, ...Object.values(input.oath ?? {})]);
    const byType = new Map(inputs.map((input) => [input.type, input]));
    for (const { type, fields } of inputs) expect(byType.get(type)?.fields).toEqual(fields);
    const used = new Set(inputs.flatMap((input) => fieldsIn(input).map(([name]) => name)));
    expect([...used].sort()).toEqual(Object.keys(FIELDS).sort());
  });
});
