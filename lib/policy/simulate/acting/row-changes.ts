import { NONE, PairMemo } from './pair-memo';
import { effectOf, Renaming, Taking, Writing } from '../../cardinality/label-effects';
import { LabelChange } from '../../cardinality/policy-plan';
import { SeriesTable } from '../counting/series-table';

/** Labels of one series while they are changed. */
export interface Draft {
  readonly pairs: Uint32Array;
  length: number;
  readonly row: number;
}

/** Changes the labels of a series; false when it leaves them as they are. */
export type RowChange = (draft: Draft) => boolean;

/** What a change does. It must do what the interpreter of policies does, a property test holds it to that. */
export function changes(table: SeriesTable, change: LabelChange): RowChange {
  const effect = effectOf(change);
  switch (effect.kind) {
    case 'taking': return take(table, effect);
    case 'renaming': return rename(table, effect);
    case 'writing': return write(table, effect);
  }
}

function take(table: SeriesTable, { takes }: Taking): RowChange {
  const memo = new PairMemo((name) => takes(table.names.text(name)) ? 1 : 0);
  return (draft) => {
    let kept = 0;
    for (let index = 0; index < draft.length; index += 1) {
      const pair = draft.pairs[index]!;
      if (memo.get(table.pairs.tagOf(pair)) === 0) {
        draft.pairs[kept] = pair;
        kept += 1;
      }
    }
    const changed = kept < draft.length;
    draft.length = kept;
    return changed;
  };
}

function rename(table: SeriesTable, { from, to }: Renaming): RowChange {
  const [source, target] = [from, to].map((label) => table.names.internText(0, label)) as [number, number];
  const renamed = new PairMemo((pair) => table.pairs.retag(target, pair));
  return (draft) => {
    const pair = table.find(draft.row, source);
    if (pair < 0) {
      return false;
    }
    remove(draft, pair);
    put(table, draft, target, renamed.get(pair));
    return true;
  };
}

function write(table: SeriesTable, { label, write: written }: Writing): RowChange {
  const name = table.names.internText(0, label);
  const pairOf = (value: string | undefined, unchanged: number): number =>
    value === undefined ? unchanged : value === '' ? NONE : table.pairs.internText(name, value);
  const memo = new PairMemo((pair) => pairOf(written(table.pairs.text(pair)), pair));
  const ofNothing = pairOf(written(''), NONE);
  return (draft) => {
    const pair = table.find(draft.row, name);
    const next = pair < 0 ? ofNothing : memo.get(pair);
    if (next === pair) {
      return false;
    }
    put(table, draft, name, next);
    return true;
  };
}

function remove(draft: Draft, pair: number): void {
  const place = draft.pairs.subarray(0, draft.length).indexOf(pair);
  draft.pairs.copyWithin(place, place + 1, draft.length);
  draft.length -= 1;
}

/** Gives a label a value, or takes it away. */
function put(table: SeriesTable, draft: Draft, name: number, pair: number): void {
  let place = 0;
  while (place < draft.length && table.pairs.tagOf(draft.pairs[place]!) < name) {
    place += 1;
  }
  const isThere = place < draft.length && table.pairs.tagOf(draft.pairs[place]!) === name;
  if (pair === NONE) {
    draft.pairs.copyWithin(place, place + (isThere ? 1 : 0), draft.length);
    draft.length -= isThere ? 1 : 0;
    return;
  }
  if (!isThere) {
    draft.pairs.copyWithin(place + 1, place, draft.length);
    draft.length += 1;
  }
  draft.pairs[place] = pair;
}
