/** Arguments and common options: what is taken, what is refused and how. */
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/failure";
import { Arguments } from "../../src/cli/options";
import { COMMON, readSettings } from "../../src/cli/settings";

const settingsOf = (...given: string[]) => readSettings(new Arguments(given, COMMON));

describe("common options", () => {
  it("have the defaults of the contract", () => {
    expect(settingsOf()).toEqual({
      seed: 1,
      unit: "onset",
      mapping: expect.stringMatching(/^(identity|relational)$/) as string,
      soundEncoder: "descriptors",
      textEncoder: "builtin",
      textCorpus: undefined,
      set: {},
    });
  });

  it("read units by name and in milliseconds", () => {
    expect(settingsOf("--unit", "full").unit).toBe("full");
    expect(settingsOf("--unit=40").unit).toBe(40);
    for (const wrong of ["5", "whole", "", "NaN"]) expect(() => settingsOf(`--unit=${wrong}`)).toThrow(UsageError);
  });

  it("set controls by id, choices by name, within their range", () => {
    expect(settingsOf("--set", "grainDuration=80", "--set", "window=gauss", "--set", "pitch=-12").set).toEqual({
      grainDuration: 80,
      window: 1,
      pitch: -12,
    });
    expect(() => settingsOf("--set", "grainDuration=9999")).toThrow("from 1 to 500 ms");
    expect(() => settingsOf("--set", "window=round")).toThrow("hann, gauss");
    expect(() => settingsOf("--set", "grainDuration")).toThrow("control=value");
    expect(() => settingsOf("--set", "colour=1")).toThrow(/There is no control "colour".*grainDuration/);
  });

  it("take whole seeds only", () => {
    expect(settingsOf("--seed", "7").seed).toBe(7);
    for (const wrong of ["1.5", "x", "", "4294967296"]) expect(() => settingsOf(`--seed=${wrong}`)).toThrow(UsageError);
  });
});

describe("Arguments", () => {
  it("name the known options when one is unknown", () => {
    expect(() => new Arguments(["--sound", "x"], COMMON)).toThrow(
      /There is no option --sound\. Known: --json .*--unit/,
    );
  });

  it("say in one line what else is wrong", () => {
    expect(() => new Arguments(["--seed"], COMMON)).toThrow(UsageError);
    expect(() => new Arguments(["--json=yes"], COMMON)).toThrow(UsageError);
    expect(() => new Arguments([], COMMON).needed("text-corpus")).toThrow("--text-corpus FILE is needed.");
  });

  it("keep what follows -- as it is", () => {
    expect(new Arguments(["a", "--", "--seed"], COMMON).positionals).toEqual(["a", "--seed"]);
  });
});
