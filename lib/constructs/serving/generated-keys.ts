import { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
} from '../../../imports/external-secrets.io';
import { Password } from '../../../imports/generators.external-secrets.io';
import { standardLabels } from '../labels';
import type { KeyOrigin } from './connection';

const labels = standardLabels({ name: 'data-connection', component: 'storage', partOf: 'serving' });

/**
 * User and password that are generated in the cluster and known to nobody outside. A generator gives each of its readers
 * another value, and anew at each refresh: so this ExternalSecret alone reads it, once, and what it made is never replaced.
 */
export class GeneratedKeys extends Construct {
  public constructor(scope: Construct, id: string, namespace: string, { name, user, password }: KeyOrigin) {
    super(scope, id);
    new Password(this, 'generator', {
      metadata: { name, namespace, labels },
      // Without symbols: the generator's own hold quotes, `$` and backslashes, which clients read in different ways.
      spec: { length: 32, symbols: 0, noUpper: false, allowRepeat: true, secretKeys: [user, password] },
    });
    new ExternalSecret(this, 'secret', {
      metadata: { name, namespace, labels },
      spec: {
        refreshPolicy: ExternalSecretSpecRefreshPolicy.CREATED_ONCE,
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.ORPHAN,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
          immutable: true,
        },
        dataFrom: [
          {
            sourceRef: {
              generatorRef: {
                apiVersion: Password.GVK.apiVersion,
                kind: ExternalSecretSpecDataSourceRefGeneratorRefKind.PASSWORD,
                name,
              },
            },
          },
        ],
      },
    });
  }
}
