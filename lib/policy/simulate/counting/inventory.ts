import { SeriesTable } from './series-table';
import { TargetTable } from './target-table';
import { TARGET_LABELS } from '../../cardinality/policy-plan';
import { KindTable } from '../metric-kind';

/** All series that dumps have. */
export class Inventory {
  public readonly table = new SeriesTable();
  public readonly targets = new TargetTable();
  public readonly kinds = new KindTable();
  /** Names of labels that tell targets apart. */
  public readonly targetLabels = new Set(TARGET_LABELS.map((label) => this.table.names.internText(0, label)));
  /** Whether two targets may have the same series: where series say themselves which job and instance they are of. */
  public overlaps = false;
}
