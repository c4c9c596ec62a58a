import { isExpression } from '../terraform/terraform-document';
import { fail } from '../validation';

const KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/[A-Za-z0-9/_-]+$/;

/**
 * How S3 encrypts objects at rest.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
 */
export class S3Encryption {
  /**
   * A key of AWS KMS (SSE-KMS): whoever reads an object needs the right to use the key too.
   *
   * Fails on an ARN that does not name a KMS key. An expression of Terraform (`key.arn` of a resource in the same stack) is taken as it is.
   *
   * @param keyArn the ARN of a key that exists already; `S3ObjectStore` makes a key of its own when left out
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
   */
  public static kms(keyArn?: string): S3Encryption {
    if (keyArn !== undefined && !isExpression(keyArn) && !KEY_ARN.test(keyArn)) {
      fail('S3Encryption.kms', {
        what: `'${keyArn}' is not the ARN of a KMS key`,
        why: 'S3 would look a bare id or alias up in the account of whoever writes the object',
        fix: "S3Encryption.kms('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')",
      });
    }
    return new S3Encryption('aws:kms', keyArn);
  }

  /**
   * Keys that S3 keeps for itself (SSE-S3): no costs, no rights to give, and no protection from whoever may read the bucket.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
   */
  public static s3Managed(): S3Encryption {
    return new S3Encryption('AES256');
  }

  /** What S3 calls it: `aws:kms` or `AES256`. */
  public readonly algorithm: string;

  /** The ARN of the KMS key, if one was named. */
  public readonly keyArn?: string;

  private constructor(algorithm: 'aws:kms' | 'AES256', keyArn?: string) {
    this.algorithm = algorithm;
    this.keyArn = keyArn;
  }

  /** Whether a KMS key encrypts the objects. */
  public get usesKms(): boolean {
    return this.algorithm === 'aws:kms';
  }

  /** Whether the key is known only to Terraform. @internal */
  public get _isExpression(): boolean {
    return isExpression(this.keyArn ?? '');
  }

  /** Fails on a key in another region than the bucket, if it was named and is known before Terraform runs. @internal */
  public _requireRegion(caller: string, region: string): void {
    const keyRegion = KEY_ARN.exec(this.keyArn ?? '')?.[1];
    if (keyRegion !== undefined && keyRegion !== region) {
      fail(caller, {
        what: `the KMS key is in ${keyRegion}, the bucket in ${region}`,
        why: 'S3 uses keys of the region of the bucket only, and would refuse every object',
        fix: `S3Encryption.kms() with the ARN of a key in ${region}`,
      });
    }
  }
}
