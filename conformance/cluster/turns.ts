/** Which scenarios run, in which order, and which at the same time. */

/** The scenarios of an example, ready to run. */
export interface Scenarios {
  readonly all: ReadonlyMap<string, () => Promise<void>>;
  /** by the name of a scenario, who runs at the same time */
  readonly companions: Readonly<Record<string, string>>;
}

export function onStage<T>(
  scenarios: Readonly<Record<string, (stage: T) => Promise<void>>>, stage: T, companions: Scenarios['companions'] = {},
): Scenarios {
  return { all: new Map(Object.entries(scenarios).map(([name, scenario]) => [name, () => scenario(stage)])), companions };
}

/** The names of scenarios in their order, those together that run at the same time. */
export function inTurns({ all, companions }: Scenarios, only: readonly string[] | undefined): string[][] {
  const wanted = [...all.keys()].filter((name) => only?.includes(name) !== false);
  const second = wanted.filter((name) => wanted.some((other) => companions[other] === name));
  return wanted.filter((name) => !second.includes(name)).map((name) => [name, ...second.filter((other) => companions[name] === other)]);
}
