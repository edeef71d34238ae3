import { Construct } from 'constructs';
import { SealedSecret } from '../../../imports/bitnami.com';
import { splitObjectName } from '../../environment/values/name-syntax';

/** A Secret that Sealed Secrets opens from what kubeseal made for this cluster, namespace and name. */
export class OpenedSecret extends Construct {
  /** @param fullName namespace/name; kubeseal binds what it encrypts to both */
  public constructor(scope: Construct, id: string, fullName: string, encryptedData: Readonly<Record<string, string>>) {
    super(scope, id);
    const metadata = { ...splitObjectName(fullName), labels: { 'app.kubernetes.io/managed-by': 'scorewright' } };
    new SealedSecret(this, 'SealedSecret', { metadata, spec: { encryptedData: { ...encryptedData } } });
  }
}
