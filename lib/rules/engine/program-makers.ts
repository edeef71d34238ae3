import type { Located } from '../../graph/located';
import { containersOf, podTemplate } from '../../graph/pod-template';
import { factsOf } from '../../kinds/kind-table';
import { pluralOf } from '../../kinds/resource-name';
import type { Selector } from '../../graph/selector';
import type { Ref } from '../../model/ref';
import { accountOf, type Rights, type Subject } from './rights';

interface Program {
  readonly account: Subject;
  /** Every name in its arguments and variables. */
  readonly words: ReadonlySet<string>;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Programs that make objects themselves: a Job that generates a webhook's certificate, a server that keeps its CA in a Secret.
 * Such a program has the right to make the object, and names it in an argument or in the rules of its role.
 */
export class ProgramMakers {
  private readonly programs: Program[] = [];

  constructor(private readonly rights: Rights) {}

  add(located: Located): void {
    const template = located.uninstantiated ? undefined : podTemplate(located);
    if (!template) return;
    const words = new Set<string>();
    for (const { value } of containersOf(template)) gather([value.command, value.args, value.env], words);
    this.programs.push({ account: accountOf(template.spec, located), words, labels: template.labels });
  }

  /** Whether one of them may make the object. */
  mayMake(ref: Ref): boolean {
    const { cluster, group, namespace, name } = ref;
    const resource = factsOf(ref)?.plural;
    if (resource === undefined) return false;
    return this.programs.some(
      ({ account, words }) =>
        account.cluster === cluster &&
        this.rights.may(account, { verb: 'create', group, resource, namespace }) === true &&
        (words.has(name) || this.names(account, group, resource, name)),
    );
  }

  /** Whether one of them may write into a webhook configuration: its own, or one that it names. */
  mayFill(ref: Ref, namespace: string | undefined): boolean {
    const { cluster, group, name } = ref;
    const resource = pluralOf(ref);
    return this.programs.some(
      ({ account, words }) =>
        account.cluster === cluster &&
        (words.has(name) || account.namespace === namespace || this.names(account, group, resource, name)) &&
        ['update', 'patch'].some((verb) => this.rights.may(account, { verb, group, resource, name }) === true),
    );
  }

  /** Whether pods may give themselves the labels, as an elected leader does. */
  mayLabel(cluster: string, namespace: string | undefined, selector: Selector): boolean {
    const wanted = Object.entries(selector.labels);
    return this.programs.some(
      ({ account, labels }) =>
        account.cluster === cluster &&
        account.namespace === namespace &&
        wanted.some(([key]) => key in labels) &&
        wanted.every(([key, value]) => !(key in labels) || labels[key] === value) &&
        this.rights.may(account, { verb: 'patch', group: '', resource: 'pods', namespace }) === true,
    );
  }

  private names(account: Subject, group: string, resource: string, name: string): boolean {
    return this.rights
      .grants(account)
      .some(({ grants }) =>
        grants?.some(
          ({ groups, resources, names }) =>
            groups.includes(group) && resources.includes(resource) && names.includes(name),
        ),
      );
  }
}

/** Names as they stand in texts: `--secret-name=certs` and `certs.demo.svc` both hold `certs`. */
function gather(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') {
    for (const word of value.split(/[^A-Za-z0-9.-]+/)) {
      const name = word.replace(/^[-.]+|[-.]+$/g, '');
      words.add(name);
      if (name.includes('.')) words.add(name.slice(0, name.indexOf('.')));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) gather(inner, words);
  }
}
