/** The parts of the days, written in their order. */
import { Span, writeSpan, Written } from './samples';
import { ThanosStage } from './thanos-stage';

/** How long it takes to write a part. */
const QUIET_S = 10;

/** Writes a part of the days once those before it are there: receivers take no samples that are much older than what they have. */
export async function writePart(stage: ThanosStage, part: Span, seconds = QUIET_S): Promise<Written> {
  await ensureWritten(stage, part.from);
  stage.written.add(part);
  return writeSpan(stage, part, seconds);
}

/** What was not written yet of the time before: scenarios may run alone. */
export async function ensureWritten(stage: ThanosStage, before: number): Promise<void> {
  const { quiet, whileKilled, whileRolledOut } = stage.days;
  for (const part of [quiet, whileKilled, whileRolledOut].filter((each) => each.from < before && !stage.written.has(each))) {
    await writePart(stage, part);
  }
}
