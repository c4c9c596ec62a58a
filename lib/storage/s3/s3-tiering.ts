import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { inDays } from './days';
import { fail } from '../../validation';
import { requirePrefix } from '../locations/object-prefix';

/** Which objects are moved to a cheaper storage class. */
export interface S3TieringProps {
  /**
   * Folders of the store, without a slash at either end (which fails). Chunks of Loki need them: the folders of its tenants, never its index.
   *
   * @default - the whole store
   */
  readonly folders?: string[];

  /**
   * Only larger objects are moved: small ones cost more to move than they save, and those of indexes are read and rewritten most. At least
   * 128 KiB, which S3 charges for at least; less fails.
   *
   * @default Size.mebibytes(1) - pays for itself within a month in Standard-IA
   */
  readonly minimumObjectSize?: Size;
}

/** When objects are moved to a cheaper storage class. */
export interface S3TieringByAgeProps extends S3TieringProps {
  /**
   * The age at which objects are moved to Standard-IA: half the price to keep, a price per GB to read. Whole days, at least 30: anything else
   * is a problem at synth.
   *
   * @default - never
   */
  readonly infrequentAccessAfter?: Duration;

  /**
   * The age at which objects are moved to Glacier Instant Retrieval: read at once, at three times the price of Standard-IA. At least 30 days
   * after Standard-IA: anything else is a problem at synth.
   *
   * @default - never
   */
  readonly glacierInstantRetrievalAfter?: Duration;
}

/** A move of objects to another storage class. */
interface Move {
  readonly days: number;
  readonly storageClass: string;
}

/**
 * When a bucket moves objects to a cheaper storage class. Only to classes that are read at once.
 *
 * Pays for large objects that are kept long and read rarely: blocks of Thanos, and chunks of Loki that are kept for two months or longer.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export class S3Tiering {
  /**
   * S3 looks what is read, and moves each object accordingly, for a charge per object. Nothing is charged for reading.
   *
   * @param props which objects
   */
  public static intelligent(props: S3TieringProps = {}): S3Tiering {
    return new S3Tiering('S3Tiering.intelligent', [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }], props);
  }

  /**
   * Objects are moved when they are old. Fails when no age is given.
   *
   * @param props which objects, and when
   */
  public static byAge(props: S3TieringByAgeProps): S3Tiering {
    const { infrequentAccessAfter: infrequent, glacierInstantRetrievalAfter: glacier } = props;
    const moves = [
      ...infrequent === undefined ? [] : [{ days: inDays(infrequent), storageClass: 'STANDARD_IA' }],
      ...glacier === undefined ? [] : [{ days: inDays(glacier), storageClass: 'GLACIER_IR' }],
    ];
    if (moves.length === 0) {
      fail('S3Tiering.byAge', {
        what: 'no age is given',
        why: 'nothing would ever be moved',
        fix: 'infrequentAccessAfter: Duration.days(60)',
      });
    }
    return new S3Tiering('S3Tiering.byAge', moves, props);
  }

  /** Folders of the store; none means the whole store. */
  public readonly folders: string[];

  /** Only larger objects are moved. */
  public readonly minimumObjectSize: Size;

  /** @internal */
  public readonly _moves: readonly Move[];

  private constructor(caller: string, moves: readonly Move[], props: S3TieringProps) {
    this._moves = moves;
    this.folders = [...props.folders ?? []];
    this.minimumObjectSize = props.minimumObjectSize ?? Size.mebibytes(1);
    this.folders.forEach((folder) => requirePrefix(caller, folder));
    requireWorthMoving(caller, this.minimumObjectSize);
  }
}

function requireWorthMoving(caller: string, size: Size): void {
  const kibibytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (kibibytes < 128) {
    fail(caller, {
      what: `objects of ${kibibytes} KiB are moved`,
      why: 'S3 charges for 128 KiB at least in cheaper classes, and never watches smaller objects: they would cost more than before',
      fix: 'minimumObjectSize: Size.kibibytes(128)',
    });
  }
}
